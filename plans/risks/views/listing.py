"""The risks of a place: map, gaps, worksheet, past years; as a page, on paper and as files."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from plans.risks.models.weighing import year_words
from plans.risks.policies import can_read_detail
from plans.risks.queries import buildings_of, next_to_decide, year_of, years_of
from plans.risks.schools import BY_NAME, SCHOOLS_A_PAGE, school_row, schools_weighed
from plans.risks.worksheet import Line, Worksheet, worksheet_of
from plans.risks.writers.sheet import COLUMNS, cells_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.exports.csv import csv_response
from safety_portal.core.exports.xlsx import xlsx_response
from safety_portal.core.paging import keyset_page
from safety_portal.core.values import whole_number


@dataclass(frozen=True)
class Year:
    """A school year that can be looked at."""

    year: int
    words: str
    is_here: bool


def risks(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The map, what stands against high and medium risks, and the whole worksheet."""
    place, today = request.subject, timezone.localdate()
    sheet = _asked_for(request)
    shown = sheet.year
    years = sorted({*years_of(request.user, place), year_of(today)}, reverse=True)
    last = sheet.last
    context = {
        "coalition": place,
        "sheet": sheet,
        "building": request.GET.get("building", ""),
        "buildings": buildings_of(request.user, place),
        "years": [Year(each, year_words(each), each == shown) for each in years],
        "year_words": year_words(shown),
        "last": next((line for line in sheet.decided if line.weighing == last), None),
        "reads_detail": can_read_detail(request.user, place),
        "next": None if sheet.is_past else next_to_decide(request.user, place),
    }
    if not place.school_id and not sheet.is_past and not context["building"]:
        schools = schools_weighed(request.user, place)
        page = keyset_page(schools, request, by=BY_NAME, size=SCHOOLS_A_PAGE)
        context["schools"] = page.of(lambda school: school_row(school, on=today))
    return render(request, "plans/risks/risks.html", context)


def _asked_for(request: HttpRequest) -> Worksheet:
    """The worksheet of the building and school year that the address names."""
    place: Coalition = request.subject  # type: ignore[attr-defined]
    return worksheet_of(
        request.user,  # type: ignore[arg-type]
        place,
        building=" ".join(request.GET.get("building", "").split())[:120],
        year=whole_number(request.GET.get("year"), most=9998),
        on=timezone.localdate(),
    )


def risks_csv(request: GatedRequest[Coalition], coalition: str) -> StreamingHttpResponse:
    """The worksheet as CSV."""
    return csv_response("risks.csv", list(COLUMNS), _rows(request))


def risks_xlsx(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The worksheet as a workbook, which can be imported again."""
    return xlsx_response("risks.xlsx", "Risks", list(COLUMNS), list(_rows(request)))


def _rows(request: GatedRequest[Coalition]) -> Iterator[list[object]]:
    reads_detail = bool(can_read_detail(request.user, request.subject))
    lines: tuple[Line, ...] = _asked_for(request).lines
    return (cells_of(line, reads_detail=reads_detail) for line in lines)
