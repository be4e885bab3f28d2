"""On which days an event that repeats begins (RRULE of RFC 5545, 3.3.10), within bounds.

Every day of three years is looked at, so that no rule takes longer than that, whatever it says: one
that never happens keeps a library busy for minutes.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from safety_portal.core.values import NotRead, day, whole_number

# What repeats more often, or for longer, is no calendar of a school year.
MOST_DAYS = 400
DAYS_AHEAD = timedelta(days=3 * 366)
KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "WKST"})
PLAIN = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class NotReadable(Exception):
    """How an event repeats cannot be read."""


@dataclass(frozen=True)
class Rule:
    """A rule whose parts were read; empty: it does not say. A weekday with 0 is every one."""

    freq: str
    interval: int
    weekdays: tuple[tuple[int, int], ...]  # (which of its month, weekday)
    months: tuple[int, ...]
    month_days: tuple[int, ...]
    week_starts: int


def repeated(first: date, rule: str) -> list[date]:
    """The days on which what begins on `first` begins again by a rule, `first` among them.

    At most three years ahead. Raises NotReadable for a rule that is none, that repeats within a
    day, or more than 400 times.
    """
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    if parts.get("FREQ") not in PLAIN or set(parts) - KNOWN:
        raise NotReadable
    read = Rule(
        freq=parts["FREQ"],
        interval=_number(parts.get("INTERVAL", "1"), most=1000),
        weekdays=tuple(_weekday(each, parts) for each in _each(parts, "BYDAY")),
        months=tuple(_number(each, most=12) for each in _each(parts, "BYMONTH")),
        month_days=tuple(_signed(each, most=31) for each in _each(parts, "BYMONTHDAY")),
        week_starts=_weekday(parts.get("WKST", "MO"), parts)[1],
    )
    count = _number(parts["COUNT"], most=100_000) if "COUNT" in parts else MOST_DAYS + 1
    found = list(islice(_days(read, first, _until(parts, first)), min(count, MOST_DAYS + 1)))
    if len(found) > MOST_DAYS:
        raise NotReadable
    return found


def _days(rule: Rule, first: date, until: date) -> Iterator[date]:
    for number in range((until - first).days + 1):
        found = first + timedelta(days=number)
        if _is_its_turn(rule, first, found) and _fits(rule, first, found):
            yield found


def _is_its_turn(rule: Rule, first: date, found: date) -> bool:
    """Whether a day, week, month or year is one of every so many from the first on."""
    if rule.freq == "DAILY":
        passed = (found - first).days
    elif rule.freq == "WEEKLY":
        passed = (_week(rule, found) - _week(rule, first)).days // 7
    elif rule.freq == "MONTHLY":
        passed = 12 * (found.year - first.year) + found.month - first.month
    else:
        passed = found.year - first.year
    return passed % rule.interval == 0


def _week(rule: Rule, found: date) -> date:
    """The day on which the week of a day begins."""
    return found - timedelta(days=(found.weekday() - rule.week_starts) % 7)


def _fits(rule: Rule, first: date, found: date) -> bool:
    """Whether a day is one that the rule names; what it does not say is as on the first day."""
    if rule.months and found.month not in rule.months:
        return False
    length = monthrange(found.year, found.month)[1]
    if rule.month_days and not {found.day, found.day - length - 1} & set(rule.month_days):
        return False
    if rule.weekdays:
        which = {0, (found.day + 6) // 7, -((length - found.day) // 7 + 1)}
        return any(number in which and day_ == found.weekday() for number, day_ in rule.weekdays)
    if rule.month_days or rule.freq == "DAILY":
        return True
    if rule.freq == "WEEKLY":
        return found.weekday() == first.weekday()
    is_same_month = rule.freq == "MONTHLY" or rule.months or found.month == first.month
    return bool(is_same_month) and found.day == first.day


def _each(parts: Mapping[str, str], name: str) -> list[str]:
    return parts[name].split(",") if name in parts else []


def _number(text: str, *, most: int) -> int:
    number = whole_number(text, most=most)
    if not number:
        raise NotReadable
    return number


def _signed(text: str, *, most: int) -> int:
    """A number counted from the end where there is a minus."""
    number = _number(text.lstrip("+-"), most=most)
    return -number if text.startswith("-") else number


def _weekday(text: str, parts: Mapping[str, str]) -> tuple[int, int]:
    """ "1FR" as the first Friday of a month: (1, 4). Of a year it is not read."""
    if text[-2:] not in WEEKDAYS:
        raise NotReadable
    number = _signed(text[:-2], most=5) if text[:-2] else 0
    is_of_month = parts["FREQ"] == "MONTHLY" or (parts["FREQ"] == "YEARLY" and "BYMONTH" in parts)
    if number and not is_of_month:
        raise NotReadable
    return number, WEEKDAYS.index(text[-2:])


def _until(parts: Mapping[str, str], first: date) -> date:
    """The last day on which it may begin: as the rule says, three years ahead at most."""
    furthest = first + DAYS_AHEAD
    if "UNTIL" not in parts:
        return furthest
    try:
        return min(day(parts["UNTIL"][:8]), furthest)
    except NotRead:
        raise NotReadable from None


def without(days: Iterable[date], excluded: Iterable[date]) -> list[date]:
    """The days, but for those that were taken out, in order and each once."""
    return sorted(set(days) - set(excluded))
