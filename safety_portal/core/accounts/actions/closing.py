"""An account is closed: by the operator, for somebody who must not sign in any more."""

from django.db import transaction

from safety_portal.core.accounts.actions.ending_sessions import end_all
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import unasked


@unasked("Only a command of the operator's does it; no page leads there.")
@transaction.atomic
def close_account(*, account: User, by: User | None) -> User:
    """Close an account: it cannot sign in, and its sessions end with the next request.

    Memberships stay as they are.

    Writes an audit row; closing a closed account changes nothing.
    """
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    if account.is_active:
        account.is_active = False
        account.save(update_fields=["is_active"])
        end_all(account=account)
        record(by=by, action="account.closed", subject=account)
    return account


@unasked("Only a command of the operator's does it; no page leads there.")
@transaction.atomic
def open_again(*, account: User, by: User | None) -> User:
    """Let a closed account sign in again. Writes an audit row."""
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    if not account.is_active:
        account.is_active = True
        account.save(update_fields=["is_active"])
        record(by=by, action="account.opened_again", subject=account)
    return account
