"""Which days are school days, and which a span may have. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from coalitions.calendars.models import LONGEST, LONGEST_DAYS, SpanKind
from safety_portal.core.look.wording import full_day

SATURDAY = 5
Days = tuple[date, date]  # from, to, both of them too
# Years in which somebody can have meant a school day.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


def school_days(first: date, last: date, closed: Iterable[Days]) -> list[date]:
    """Monday to Friday from a first to a last day, without those that are closed."""
    shut = {day for each in closed for day in days_of(*each)}
    return [day for day in days_of(first, last) if day.weekday() < SATURDAY and day not in shut]


def days_of(first: date, last: date) -> list[date]:
    """Every day from a first to a last one."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def overlapping(one: Days, other: Days) -> bool:
    """Whether two spans of days have one in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def fault_of_year(first: date, last: date) -> str:
    """Why these cannot be the first and last day of a school year; "" where they can."""
    if not (EARLIEST <= first < LATEST and EARLIEST <= last < LATEST):
        return "This year is too far away. Look at the year."
    if last <= first:
        return f"The last day, {full_day(last)}, is not after the first, {full_day(first)}."
    if last - first > LONGEST:
        return f"A school year has at most {LONGEST_DAYS} days, and this has {(last - first).days}."
    return ""


def fault_of_span(year: Days, kind: str, days: Days) -> str:
    """Why days cannot be a span of a school year; "" where they can."""
    first, last = days
    if last < first:
        return f"It ends, {full_day(last)}, before it begins, {full_day(first)}."
    if kind == SpanKind.SESSION:
        if first < year[0] or last > year[0] + LONGEST:
            return (
                "A summer session follows the first day of its school year,"
                f" {full_day(year[0])}, within {LONGEST_DAYS} days."
            )
        return ""
    if first < year[0] or last > year[1]:
        return f"The school year is from {full_day(year[0])} to {full_day(year[1])}."
    return ""


def clashing(days: Days, others: Sequence[Days]) -> Days | None:
    """The first of the others that has a day in common; None where none has."""
    return next((other for other in others if overlapping(days, other)), None)
