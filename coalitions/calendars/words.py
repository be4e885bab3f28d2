"""A school year in words: how long it is, what is left of it, when it is closed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coalitions.calendars.models import SpanKind, YearSpan
from coalitions.calendars.queries import YearHere
from safety_portal.core.look.wording import (
    MONTHS_IN_FULL,
    WEEKDAYS,
    counted,
    day_in_words,
    full_day,
)

NONE = "No calendar yet: we cannot say when a drill is due"


@dataclass(frozen=True)
class SpanLine:
    """A span in words: its days, and how many school days it takes or has."""

    span: YearSpan
    days: str
    number: str


@dataclass(frozen=True)
class MonthLine:
    """How many school days a month has."""

    month: str
    number: int


def heading(here: YearHere | None, on: date) -> str:
    """The h1: "172 school days in 2026-27, 98 are left"."""
    if here is None:
        return NONE
    label, days = here.year.label, counted(len(here.days), "school day")
    if on < here.year.first_day:
        return f"School begins {full_day(here.year.first_day)}: {days} in {label}"
    if on > here.year.last_day:
        return f"{label} is over: it had {days}"
    left = here.left(on)
    return f"{days} in {label}, {left} {'is' if left == 1 else 'are'} left"


def span_lines(here: YearHere, kind: str, on: date) -> list[SpanLine]:
    """The spans of a kind, by day."""
    return [
        SpanLine(span, days_in_words(span.first_day, span.last_day, on=on), _number(here, span))
        for span in here.of_kind(kind)
    ]


def days_in_words(first: date, last: date, *, on: date) -> str:
    """ "Mon, Nov 30" or "Dec 21, 2026 to Jan 4, 2027"."""
    if first == last:
        weekday = WEEKDAYS[first.weekday()]
        words = day_in_words(first, on=on)
        return words if first.year == on.year else f"{weekday}, {words}"
    return f"{day_in_words(first, on=on)} to {day_in_words(last, on=on)}"


def _number(here: YearHere, span: YearSpan) -> str:
    """How many school days a span has; of closed days, how many weekdays are off."""
    first, last = span.first_day, span.last_day
    if span.kind == SpanKind.CLOSED:
        return counted(here.weekdays(first, last), "weekday")
    if span.kind == SpanKind.SESSION:
        return counted(here.session_days(first, last), "day")
    return counted(sum(first <= day <= last for day in here.days), "school day")


def months(days: Sequence[date]) -> list[MonthLine]:
    """The school days of each month in session."""
    found = Counter((day.year, day.month) for day in days)
    return [
        MonthLine(f"{MONTHS_IN_FULL[month - 1]} {year}", number)
        for (year, month), number in sorted(found.items())
    ]
