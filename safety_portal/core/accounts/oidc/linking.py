"""Which account here an identity is.

Linked once, and from then on found by the issuer's address and the subject.
"""

from allauth.account.models import EmailAddress
from allauth.mfa import app_settings as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from safety_portal.core.accounts.oidc.identity import Identity
from safety_portal.core.audit.record import record
from safety_portal.core.states import WrongState


def account_of(identity: Identity):
    """The account that is linked with the identity, or None."""
    found = SocialAccount.objects.filter(provider=identity.issuer.url, uid=identity.subject)
    linked = found.select_related("user").first()
    return linked.user if linked else None


def account_at(identity: Identity):
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


@transaction.atomic
def link(*, account, identity: Identity, by):
    """Let the identity sign in to the account from now on; returns the SocialAccount.

    Linked already: nothing changes.

    Raises WrongState if it is linked with another account. Writes an audit row; the mail is the
    caller's.
    """
    linked, is_new = SocialAccount.objects.get_or_create(
        provider=identity.issuer.url,
        uid=identity.subject,
        defaults={"user": account, "extra_data": {"email": identity.email}},
    )
    if linked.user_id != account.pk:
        raise WrongState(
            f"Your account at {identity.issuer.name} is linked with another account here."
            " Sign in with it and remove it there first."
        )
    if is_new:
        record(by=by, action="sign_in.linked", subject=account, issuer=identity.issuer.name)
    return linked


@transaction.atomic
def unlink(*, account, linked: SocialAccount, by):
    """Let an identity sign in to the account no longer.

    Raises WrongState if the account could not be entered any more.

    Writes an audit row; the mail is the caller's. Open sessions stay open.
    """
    get_user_model().objects.select_for_update(no_key=True).get(pk=account.pk)
    if not has_another_way_in(account, linked):
        raise WrongState(
            f"{name_of(linked)} is the only way in to your account. Set a password or link another sign-in, then remove it."
        )
    linked.delete()
    record(by=by, action="sign_in.unlinked", subject=account, issuer=name_of(linked))


def has_another_way_in(account, linked: SocialAccount) -> bool:
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
