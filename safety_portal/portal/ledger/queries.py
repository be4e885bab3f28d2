"""Who of a scope was told what, and how many of a day, with what became of the mail."""

from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Count, DateField, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from safety_portal.core.database.kept_queries import KeptQuery, Slot
from safety_portal.core.notices.models import Heartbeat, Reminder, Tally
from safety_portal.portal.reminders.asking import THEIRS_ALONE

SENT = Q(message__sent_at__isnull=False)
WRITTEN = SENT & Q(message__is_file=True)
RETURNED = Q(message__failed_at__isnull=False)
WAITING = ~SENT & ~RETURNED
# What can have become of a message, and what then holds of it.
FATES = {
    "handed": SENT & Q(message__is_file=False),
    "written": WRITTEN,
    "waiting": WAITING,
    "returned": RETURNED,
}
# What is counted of a day.
COUNTED = ("told", "messages", "handed", "written", "tried", "waiting", "returned")
SCOPE, DAY = Slot("scope", BigIntegerField()), Slot("day", DateField())


def reminders_of(
    scope: int, *, day: date | None = None, became: str = "", person: str = ""
) -> QuerySet[Reminder]:
    """The reminders of one scope with their messages, narrowed, but for what only who was told may
    know of. A queryset.
    """
    rows = Reminder.objects.filter(scope=scope).exclude(kind__in=THEIRS_ALONE)
    rows = rows.select_related("message")
    if day:
        rows = rows.filter(told_on=day)
    if became in FATES:
        rows = rows.filter(FATES[became])
    if person:
        rows = rows.filter(message__to_name__icontains=person)
    return rows


def numbers_of(scope: int, day: date) -> dict[str, int]:
    """The day's reminders and messages of one scope, counted: one query."""
    found = NUMBERS.ask(scope=scope, day=day)
    return dict(zip(COUNTED, found[0] if found else [0] * len(COUNTED), strict=True))


def sweep_of(
    scope: int, day: date
) -> tuple[datetime | None, datetime | None, dict[str, int] | None]:
    """(when a sweep last ended, when a balance was last counted, that of scope and day).

    One query.
    """
    found = SWEPT.ask(scope=scope, day=day)
    return found[0] if found else (None, None, None)


def _counted() -> QuerySet[Reminder, Any]:
    """What COUNTED names, of one scope and day; no row where nobody was told anything."""

    def messages(which: Q) -> Count:
        return Count("message", filter=which, distinct=True)

    shown = Reminder.objects.filter(scope=SCOPE, told_on=DAY).exclude(kind__in=THEIRS_ALONE)
    of_day = shown.order_by().values("scope")
    return of_day.annotate(
        told=Count("id"),
        messages=Count("message", distinct=True),
        handed=messages(SENT & Q(message__is_file=False)),
        written=messages(WRITTEN),
        tried=messages(WAITING & Q(message__attempts__gt=0)),
        waiting=messages(WAITING),
        returned=messages(RETURNED),
    ).values_list(*COUNTED)


def _swept() -> QuerySet[Heartbeat, Any]:
    parts = JSONObject(told="told", later="later", quiet="quiet", no_account="no_account")
    tally = Tally.objects.filter(scope=SCOPE, day=DAY).values(parts=parts)
    counted = Heartbeat.objects.filter(name="balance").values("heard_at")
    swept = Heartbeat.objects.filter(name="reminders")
    swept = swept.annotate(tally=Subquery(tally), counted_at=Subquery(counted))
    return swept.values_list("heard_at", "counted_at", "tally")


NUMBERS, SWEPT = KeptQuery(_counted), KeptQuery(_swept)
