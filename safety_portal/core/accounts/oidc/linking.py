"""Which account here an identity is.

Linked once, and from then on found by the issuer's address and the subject.
"""

from allauth.account.models import EmailAddress
from allauth.mfa import app_settings as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.oidc.identity import Identity


def account_of(identity: Identity) -> User | None:
    """The account that is linked with the identity, or None."""
    found = SocialAccount.objects.filter(provider=identity.issuer.url, uid=identity.subject)
    linked = found.select_related("user").first()
    return linked.user if linked else None


def account_at(identity: Identity) -> User | None:
    """The open account of which the identity's address is a confirmed one, where that is enough
    (finds_account); or None.
    """
    if not identity.finds_account:
        return None
    confirmed = EmailAddress.objects.filter(
        email__iexact=identity.email, verified=True, user__is_active=True
    )
    found = confirmed.select_related("user").first()
    return found.user if found else None


def has_another_way_in(account: User, linked: SocialAccount) -> bool:
    """Whether one can sign in without `linked`.

    By a password, a passkey, or another issuer that is set up.
    """
    if account.has_usable_password():
        return True
    passkeys = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    if mfa.PASSKEY_LOGIN_ENABLED and passkeys.exists():
        return True
    set_up = [issuer.url for issuer in settings.OIDC_ISSUERS]
    return (
        SocialAccount.objects.filter(user=account, provider__in=set_up)
        .exclude(pk=linked.pk)
        .exists()
    )


def name_of(linked: SocialAccount) -> str:
    """What the issuer of a linked sign-in is called.

    Its address where it is not set up any more.
    """
    names = {issuer.url: issuer.name for issuer in settings.OIDC_ISSUERS}
    return names.get(linked.provider, linked.provider)
