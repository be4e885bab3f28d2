"""The coverage map of a coalition, by school year; of a district its schools compared."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from coalitions.prevention.matrix import CODES
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may
from safety_portal.core.calendar.school_year import school_year_start
from safety_portal.core.paging import KeysetPage, keyset_page
from safety_portal.core.values import whole_number
from safety_portal.core.web.addresses import address
from safety_portal.portal.coverage.drawn import drawn_map, heading, year_in_words
from safety_portal.portal.coverage.filling import fillers_of
from safety_portal.portal.coverage.offers import OFFERED, Counts, covered

# This school year, and so many before it.
YEARS = 4


@dataclass(frozen=True)
class Wanted:
    """Which year somebody looks at, of which kind, at which place; "" for all, and the first."""

    year: int
    kind: str
    cell: str


@dataclass(frozen=True)
class Compared:
    """A coalition in a school year, beside the others of a district or its own other years; `url`
    is "" where the reader does not open its map.
    """

    title: str
    url: str
    empty: int
    by_kind: list[tuple[str, int]]


def coverage(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """What is empty, what would fill it, and how it was before."""
    place, today = request.subject, timezone.localdate()
    begins = school_year_start(today)
    years = [begins.year - before for before in range(YEARS)]
    wanted, schools = _wanted(request, years), _schools(request, place)
    found = covered([place, *schools.rows], years, on=today)
    shown = drawn_map(found[place.pk, wanted.year], kind=wanted.kind, chosen=wanted.cell)
    since = begins.replace(year=wanted.year)
    chosen = shown.chosen
    context = page_context(
        request,
        place,
        "coverage",
        heading=heading(shown.empty),
        map=shown,
        wanted=wanted,
        years=[(year, year_in_words(year)) for year in years],
        year_words=year_in_words(wanted.year),
        kinds=OFFERED.values(),
        chosen=chosen,
        fillers=fillers_of(request.user, place, chosen.cell, since=since) if chosen else (),
        compared=schools.of(lambda school: _of_school(request, school, wanted.year, found)),
        before=[_compared(place, year, year_in_words(year), found) for year in years],
    )
    return render(request, "portal/coverage/coverage.html", context)


def _wanted(request: GatedRequest[Coalition], years: list[int]) -> Wanted:
    year, kind = whole_number(request.GET.get("year", "")), request.GET.get("count", "")
    cell = request.GET.get("cell", "")
    return Wanted(
        year=year if year in years else years[0],
        kind=kind if kind in OFFERED else "",
        cell=cell if cell in CODES else "",
    )


def _schools(request: GatedRequest[Coalition], place: Coalition) -> KeysetPage:
    """The coalitions of the schools of a district that the reader reaches, by name."""
    if place.school_id:
        return KeysetPage()
    schools = Coalition.objects.visible_to(request.user).filter(
        district=place.district_id, school__isnull=False
    )
    page: KeysetPage = keyset_page(schools, request, by=("name", "id"))
    return page


def _of_school(
    request: GatedRequest[Coalition],
    school: Coalition,
    year: int,
    found: Mapping[tuple[int, int], Counts],
) -> Compared:
    row = _compared(school, year, str(school), found)
    return row if may(request.user, "coverage", school) else replace(row, url="")


def _compared(
    place: Coalition, year: int, title: str, found: Mapping[tuple[int, int], Counts]
) -> Compared:
    shown = drawn_map(found.get((place.pk, year), {}))
    url = f"{address('coverage', place.slug)}?year={year}"
    return Compared(title, url, len(shown.empty), shown.by_kind)
