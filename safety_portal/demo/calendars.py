"""The demo's calendar: this school year and the next, with what is closed and how they are cut.

Of the next one the quarters are not entered yet, as in most districts.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from coalitions.calendars.actions import keeping
from coalitions.calendars.models import JULY, CalendarFile, SchoolYear, SpanKind, YearSpan
from safety_portal.demo.history import at, days_ago

DAY = timedelta(days=1)
MONDAY, THURSDAY, FRIDAY = 0, 3, 4


def make_calendars(world: SimpleNamespace) -> None:
    """Two school years; a snow day of this one was entered later, if it has come."""
    today = timezone.localdate()
    begun = today.year - (today.month < JULY)
    with at(days_ago(200)):
        this = _year(world, begun, quarters=True)
    with at(days_ago(40)):
        _year(world, begun + 1, quarters=False)
    snow = _on_or_after(date(begun + 1, 2, 2), 2)
    if snow < today:
        with at(days_ago((today - snow).days)):
            _span(world, this, SpanKind.CLOSED, "Snow", snow)


def _year(world: SimpleNamespace, begins: int, *, quarters: bool) -> SchoolYear:
    """The school year that begins in the fall of a year."""
    first, last = (
        _on_or_after(date(begins, 8, 24), MONDAY),
        _on_or_after(date(begins + 1, 6, 4), FRIDAY),
    )
    year = keeping.add_school_year(
        coalition=world.coalitions["cedar-county"], by=world.dana, first_day=first, last_day=last
    )
    thanks = _on_or_after(date(begins, 11, 22), THURSDAY)
    winter = _on_or_after(date(begins, 12, 19), MONDAY)
    spring = _on_or_after(date(begins + 1, 3, 24), MONDAY)
    middle = _on_or_after(date(begins + 1, 1, 12), FRIDAY)
    closed = {
        "Labor Day": (_on_or_after(date(begins, 9, 1), MONDAY), None),
        "Thanksgiving": (thanks, thanks + DAY),
        "Winter break": (winter, winter + 11 * DAY),
        "Spring break": (spring, spring + 4 * DAY),
        "Memorial Day": (_on_or_after(date(begins + 1, 5, 25), MONDAY), None),
    }
    for label, days in closed.items():
        _span(world, year, SpanKind.CLOSED, label, *days)
    _span(world, year, SpanKind.SEMESTER, "Semester 1", first, middle)
    _span(world, year, SpanKind.SEMESTER, "Semester 2", middle + 3 * DAY, last)
    if quarters:
        ends = (
            _on_or_after(date(begins, 10, 23), FRIDAY),
            middle,
            _on_or_after(date(begins + 1, 3, 17), FRIDAY),
            last,
        )
        starts = (first, *(end + 3 * DAY for end in ends[:3]))
        for number, days in enumerate(zip(starts, ends, strict=True), start=1):
            _span(world, year, SpanKind.QUARTER, f"Quarter {number}", *days)
    return year


def _span(
    world: SimpleNamespace,
    year: SchoolYear,
    kind: str,
    label: str,
    first: date,
    last: date | None = None,
) -> None:
    keeping.add_span(
        year=year,
        coalition=world.coalitions["cedar-county"],
        by=world.dana,
        kind=kind,
        first_day=first,
        last_day=last,
        label=label,
    )


def _on_or_after(day: date, weekday: int) -> date:
    """The first such weekday from a day on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def calendar_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What the calendar of the district of coalitions (ids) left, each before what it refers to."""
    district = {"district__coalitions__in": coalitions}
    return (
        CalendarFile.objects.filter(coalition__in=coalitions),
        YearSpan.objects.filter(year__in=SchoolYear.objects.filter(**district)),
        SchoolYear.objects.filter(**district),
    )
