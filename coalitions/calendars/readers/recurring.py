"""On which days an event that repeats begins (RRULE of RFC 5545), within bounds."""

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import rrule, rrulestr

from safety_portal.core.values import NotRead, day, whole_number

# What repeats more often, or for longer, is no calendar of a school year.
MOST_DAYS = 400
PLAIN = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
YEARS_AHEAD = 3


class NotReadable(Exception):
    """How an event repeats cannot be read."""


def repeated(first: date, rule: str) -> list[date]:
    """The days on which what begins on `first` begins again by a rule, `first` among them.

    At most three years ahead. Raises NotReadable for a rule that is none, that repeats within a
    day, or more than 400 times.
    """
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    if parts.get("FREQ") not in PLAIN or any(
        name.startswith("BY") and name in WITHIN for name in parts
    ):
        raise NotReadable
    count = parts.pop("COUNT", None)
    until = _until(parts.pop("UNTIL", None), first)
    plain = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        made = rrulestr(plain, dtstart=datetime.combine(first, time()))
        wanted = None if count is None else whole_number(count)
    except (ValueError, TypeError, KeyError, OverflowError):
        raise NotReadable from None
    if not isinstance(made, rrule):
        raise NotReadable
    bounded = made.replace(until=datetime.combine(until, time()))
    found = [moment.date() for moment in islice(bounded, MOST_DAYS + 1)]
    found = found if wanted is None else found[: max(wanted, 0)]
    if len(found) > MOST_DAYS:
        raise NotReadable
    return found


WITHIN = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})


def _until(text: str | None, first: date) -> date:
    """The last day on which it may begin: as the rule says, three years ahead at most."""
    furthest = date(min(first.year + YEARS_AHEAD, date.max.year), first.month, min(first.day, 28))
    if not text:
        return furthest
    try:
        return min(day(text[:8]), furthest)
    except NotRead:
        raise NotReadable from None


def without(days: Iterable[date], excluded: Iterable[date]) -> list[date]:
    """The days, but for those that were taken out, in order and each once."""
    return sorted(set(days) - set(excluded))
