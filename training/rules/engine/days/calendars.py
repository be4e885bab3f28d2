"""The school year of a district: which days are school days, when parts of it begin and end.

A school day is Monday to Friday from the first to the last day, not closed; and the days of
sessions in summer, which are kept apart: they are not of the year that ended before them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from training.rules.engine.days.spans import Span, after, plus

SATURDAY, JULY = 5, 7
Days = tuple[date, date]  # from, to, both of them too


@dataclass(frozen=True, eq=False)
class SchoolYear:
    """One year of one calendar. Empty `semesters` or `quarters`: not entered, so nobody knows."""

    first_day: date
    last_day: date
    semesters: tuple[Days, ...] = ()
    quarters: tuple[Days, ...] = ()
    closed: tuple[Days, ...] = ()
    sessions: tuple[Days, ...] = ()

    @cached_property
    def days(self) -> Sequence[date]:
        """Its school days, without those of sessions."""
        return self._open_days(self.first_day, self.last_day)

    @cached_property
    def session_days(self) -> Sequence[date]:
        """The days of its sessions in summer."""
        return sorted(
            {day for first, last in self.sessions for day in self._open_days(first, last)}
        )

    @cached_property
    def all_days(self) -> Sequence[date]:
        """All days with students."""
        return sorted({*self.days, *self.session_days})

    @cached_property
    def records_from(self) -> date:
        """1 July before it: duties that no school day bounds are counted from here to 30 June."""
        year = self.first_day.year - (self.first_day.month < JULY)
        return date(year, JULY, 1)

    @cached_property
    def records_to(self) -> date:
        return date(self.records_from.year + 1, JULY - 1, 30)

    @cached_property
    def label(self) -> str:
        return f"{self.records_from.year}-{(self.records_from.year + 1) % 100:02}"

    @cached_property
    def last_school_day(self) -> date:
        """The last day of the year on which there is school; its last day where there is none."""
        return self.days[-1] if self.days else self.last_day

    def _open_days(self, first: date, last: date) -> list[date]:
        every = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return [day for day in every if day.weekday() < SATURDAY and not self._is_closed(day)]

    def _is_closed(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.closed)

    def nth(self, start: date, number: int) -> date:
        """The `number`-th school day from `start` on, which counts; the last where it has fewer."""
        days = self.all_days
        place = bisect_left(days, start) + number - 1
        return days[min(place, len(days) - 1)] if days else self.last_day

    def last_in(self, first: date, last: date, *, summer: bool = False) -> date | None:
        """The last school day from `first` to `last`; None where there is none."""
        days = self.all_days if summer else self.days
        place = bisect_right(days, last) - 1
        return days[place] if place >= 0 and days[place] >= first else None

    def first_in(self, first: date, last: date, *, summer: bool = False) -> date | None:
        """The first school day from `first` to `last`; None where there is none."""
        days = self.all_days if summer else self.days
        place = bisect_left(days, first)
        return days[place] if place < len(days) and days[place] <= last else None

    def months(self, *, summer: bool) -> list[tuple[int, int]]:
        """(year, month) of each month in session: one school day is enough."""
        days = self.all_days if summer else self.days
        return sorted({(day.year, day.month) for day in days})

    def weeks(self) -> list[date]:
        """The Monday of each week with a school day."""
        return sorted({day - timedelta(days=day.weekday()) for day in self.days})

    def bound(self, start: date, span: Span, *, is_first_n: bool) -> date:
        """The last day of "the first N days" or of "within N days after" a start."""
        if span.is_of_school_days:
            return self.nth(start, span.number if is_first_n else span.number + 1)
        end = after(start, span)
        is_of_days = span.unit not in ("months", "years")
        return plus(end, -1) if is_first_n and is_of_days and span.number else end


def year_of(years: Iterable[SchoolYear], on: date) -> SchoolYear | None:
    """The latest of the years that began, by its records, on or before a day."""
    begun = [year for year in years if year.records_from <= on]
    return max(begun, key=lambda year: year.first_day, default=None)
