"""The address of an account's calendar is made, renewed, revoked."""

from django.db import transaction
from django.utils import timezone

from safety_portal.core.accounts.models import CalendarFeed, User
from safety_portal.core.accounts.tokens import hash_of, new_token
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.portal.feeds.policies import can_keep_calendar


@transaction.atomic
def make_feed(*, account: User, by: User) -> str:
    """Make the address of an account's calendar; returns its secret, which is kept nowhere.

    One that was there before answers no more. Writes an audit row.
    """
    require(can_keep_calendar(by, account))
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    token = new_token()
    CalendarFeed.objects.update_or_create(
        account=account, defaults={"token_hash": hash_of(token), "made_at": timezone.now()}
    )
    record(by=by, action="calendar_feed.made", subject=account)
    return token


@transaction.atomic
def revoke_feed(*, account: User, by: User) -> bool:
    """Let the address answer no more; returns whether there was one. Writes an audit row then."""
    require(can_keep_calendar(by, account))
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    number, _ = CalendarFeed.objects.filter(account=account).delete()
    if number:
        record(by=by, action="calendar_feed.revoked", subject=account)
    return bool(number)
