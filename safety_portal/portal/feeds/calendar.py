"""The calendar of one person as a file: what is owed as whole days, meetings with their hours."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

from coalitions.meetings.offering.feed import invitations
from safety_portal.core.accounts.models import CalendarFeed, User
from safety_portal.core.accounts.tokens import hash_of
from safety_portal.core.calendar.icalendar import Method, WholeDay, calendar_file
from safety_portal.core.look.wording import day_in_words
from safety_portal.core.notices.obligation import Obligation
from safety_portal.portal.reminders.obligations import owed

# What meets: each a function of an account that gives Events.
OFFERED = (invitations,)


def account_by_token(token: str) -> User | None:
    """Whose calendar a secret opens; None for one that was never made, is revoked, or whose account
    is closed.
    """
    feeds = CalendarFeed.objects.select_related("account")
    feed = feeds.filter(token_hash=hash_of(token), account__is_active=True).first()
    return feed.account if feed else None


def calendar_of(account: User, *, now: datetime) -> str:
    """The calendar of an account at the moment `now`. Three queries, whatever is in it.

    The same for as long as nothing changes on one day, so that who asks again is told so. What is
    owed never carries restricted text (Obligation), and stands on the day it is due; what is
    overdue on this one.
    """
    on = timezone.localdate(now)
    stamped_at = timezone.make_aware(datetime.combine(on, time.min))
    events = [
        event for offer in OFFERED for event in offer(account, now=now, stamped_at=stamped_at)
    ]
    days = [
        _day(each, account, on=on, stamped_at=stamped_at)
        for each in owed(accounts=[account], on=on)
    ]
    return calendar_file(
        events,
        method=Method.PUBLISH,
        zone=timezone.get_current_timezone_name(),
        days=days,
        name="Safety Portal",
    )


def _day(obligation: Obligation, account: User, *, on: date, stamped_at: datetime) -> WholeDay:
    url = settings.PORTAL_ADDRESS + obligation.path
    due_on = obligation.due_on
    late = f"Overdue since {day_in_words(due_on, on=on)}: " * (due_on < on)
    return WholeDay(
        uid=f"{obligation.key}:{account.pk}@safety-portal",
        stamped_at=stamped_at,
        on=max(due_on, on),
        summary=f"{late}{obligation.named}",
        description=f"{obligation.why}\n{url}",
        url=url,
    )
