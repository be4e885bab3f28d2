"""The calendar of a coalition's district, and what an address names of it. Strangers get 404."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.calendars.models import CalendarFile, SchoolYear, SpanKind, YearSpan
from coalitions.calendars.school_days import Days, school_days
from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import fetch_coalition
from safety_portal.core.accounts.models import User


@dataclass(frozen=True)
class YearHere:
    """A school year on the pages of a coalition, with its spans."""

    year: SchoolYear
    coalition: Coalition

    def of_kind(self, kind: str) -> list[YearSpan]:
        """Its spans of a kind, by day."""
        return [span for span in self.year.spans.all() if span.kind == kind]

    @cached_property
    def closed(self) -> list[Days]:
        return [(span.first_day, span.last_day) for span in self.of_kind(SpanKind.CLOSED)]

    @cached_property
    def days(self) -> list[date]:
        """Its school days, those of summer sessions not among them."""
        return school_days(self.year.first_day, self.year.last_day, self.closed)

    def weekdays(self, first: date, last: date) -> int:
        """How many days from Monday to Friday there are, whatever is closed."""
        return len(school_days(first, last, []))

    def session_days(self, first: date, last: date) -> int:
        """How many days a summer session has."""
        return len(school_days(first, last, self.closed))

    def left(self, on: date) -> int:
        """How many school days there are from a day on, that day too."""
        return sum(day >= on for day in self.days)


@dataclass(frozen=True)
class SpanHere:
    """A span on the pages of a coalition."""

    span: YearSpan
    coalition: Coalition


def _with_spans(years: QuerySet[SchoolYear]) -> QuerySet[SchoolYear]:
    spans = YearSpan.objects.order_by("first_day", "pk")
    return years.prefetch_related(Prefetch("spans", spans)).order_by("first_day")


def years_here(user: User, coalition: Coalition) -> list[YearHere]:
    """The school years of a coalition's district as its reader sees them, by day. Two queries."""
    rows = SchoolYear.objects.visible_to(user).filter(district_id=coalition.district_id)
    return [YearHere(year, coalition) for year in _with_spans(rows)]


def years_of_district(district_id: int) -> list[SchoolYear]:
    """Every school year of a district with its spans, by day: for what is compared and counted."""
    return list(_with_spans(SchoolYear.objects.filter(district_id=district_id)))


def years_of_districts(district_ids: Iterable[int]) -> dict[int, list[SchoolYear]]:
    """The same of several districts, by district; without those that have none. Two queries."""
    found: dict[int, list[SchoolYear]] = {}
    for year in _with_spans(SchoolYear.objects.filter(district_id__in={*district_ids})):
        found.setdefault(year.district_id, []).append(year)
    return found


def shown_first(years: Sequence[YearHere], on: date) -> YearHere | None:
    """The year of a day: the one it lies in, else the next, else the last; None where none is."""
    not_over = (here for here in years if here.year.last_day >= on)
    return next(not_over, years[-1] if years else None)


def fetch_year(user: User, *, coalition: str, year: int, **rest: str | int) -> YearHere:
    """A school year of the district of the coalition that an address names, or Http404."""
    place = fetch_coalition(user, coalition=coalition)
    rows = SchoolYear.objects.visible_to(user).filter(district_id=place.district_id)
    return YearHere(get_object_or_404(_with_spans(rows), pk=year), place)


def fetch_span(user: User, *, coalition: str, span: int, **rest: str | int) -> SpanHere:
    """A span of such a year, or Http404."""
    place = fetch_coalition(user, coalition=coalition)
    rows = YearSpan.objects.visible_to(user).filter(year__district_id=place.district_id)
    return SpanHere(get_object_or_404(rows.select_related("year"), pk=span), place)


def fetch_calendar_file(
    user: User, *, coalition: str, file: int, **rest: str | int
) -> CalendarFile:
    """The reader's own file of a calendar, waiting or imported, with its coalition, or Http404."""
    place = fetch_coalition(user, coalition=coalition)
    rows: QuerySet[CalendarFile] = CalendarFile.objects.visible_to(user, now=timezone.now())
    return get_object_or_404(
        rows.select_related("coalition__district", "coalition__school"), pk=file, coalition=place
    )
