"""A sign-in of an issuer is linked with an account, and removed from it."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.oidc.identity import Identity
from safety_portal.core.accounts.oidc.linking import has_another_way_in, name_of
from safety_portal.core.accounts.policies import can_change_sign_ins
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.states import WrongState


@transaction.atomic
def link(*, account: User, identity: Identity, by: User) -> SocialAccount:
    """Let the identity sign in to the account from now on; returns the SocialAccount.

    Linked already: nothing changes.

    Raises WrongState if it is linked with another account. Writes an audit row; the mail is the
    caller's.
    """
    require(can_change_sign_ins(by, account))
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
def unlink(*, account: User, linked: SocialAccount, by: User) -> None:
    """Let an identity sign in to the account no longer.

    Raises WrongState if the account could not be entered any more.

    Writes an audit row; the mail is the caller's. Open sessions stay open.
    """
    require(can_change_sign_ins(by, account))
    User.objects.select_for_update(no_key=True).get(pk=account.pk)
    if not has_another_way_in(account, linked):
        raise WrongState(
            f"{name_of(linked)} is the only way in to your account. Set a password or link another sign-in, then remove it."
        )
    linked.delete()
    record(by=by, action="sign_in.unlinked", subject=account, issuer=name_of(linked))
