"""Lengths of time as laws say them, and days counted with them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

HOURS_OF_A_DAY = 24


@dataclass(frozen=True)
class Span:
    """So many of a unit.

    `unstated_days`: the text says "days" and not which; the earlier of both readings is taken,
    which is that of calendar days.
    """

    number: int
    unit: str  # days, unstated_days, school_days, hours, months, years

    @property
    def is_of_school_days(self) -> bool:
        return self.unit == "school_days"

    @property
    def in_days(self) -> int:
        """Whole calendar days, of a span of days or hours: 24 hours are one, 48 are two."""
        return -(-self.number // HOURS_OF_A_DAY) if self.unit == "hours" else self.number


def after(day: date, span: Span) -> date:
    """The day `span` later. Anniversaries of a day that a month lacks fall on its last day."""
    if span.unit in ("months", "years"):
        return _months_after(day, span.number * (12 if span.unit == "years" else 1))
    return plus(day, span.in_days)


def before(day: date, span: Span) -> date:
    """The day `span` earlier."""
    return after(day, Span(-span.number, span.unit))


def plus(day: date, days: int) -> date:
    """So many calendar days later; the end of the calendar where there are not so many."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class DayOfYear:
    """A month and a day without a year; 29 February is the last day of February."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """That day of a year."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))
