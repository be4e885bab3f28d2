"""The figures of a coalition as a page for its officials, and as one sheet for an open session."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may
from safety_portal.core.web.addresses import address
from safety_portal.portal.official.figures import (
    FIGURES,
    Figure,
    Worsened,
    figures_of,
    heading,
    places_of,
    worsened,
)
from safety_portal.portal.official.queries import meetings_of, tallies_of, waiting_in

# As many places as fit one sheet beside everything else.
ON_PAPER, WORSE_ON_PAPER = 16, 8
YEAR = relativedelta(years=1)


@dataclass(frozen=True)
class Counted:
    """What both pages show: figures on a day and a year before, what worsened `since` the coalition
    met (None: it never did), and each place.
    """

    on: date
    year_ago: date
    figures: list[Figure]
    heading: str
    since: date | None
    next_on: date | None
    worsened: list[Worsened]
    places: list[tuple[str, list[Figure]]]

    @property
    def vacant(self) -> int:
        """How many seats nobody fills."""
        seats = next(figure.now for figure in self.figures if figure.kind.code == "seats")
        return seats.of - seats.number if seats else 0


def figures(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Each figure today and a year ago, what worsened since the coalition met, each place."""
    here = request.subject
    found = _counted(here, on=timezone.localdate())
    ways = {
        kind.code: address(kind.address, here.slug)
        for kind in FIGURES
        if may(request.user, kind.address, here)
    }
    rows = [(figure, ways.get(figure.kind.code, "")) for figure in found.figures]
    shown = {"found": found, "rows": rows, "kinds": FIGURES}
    context = page_context(request, here, "figures", **shown)
    return render(request, "portal/official/figures.html", context)


def board(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """One sheet: no name of anybody, nothing restricted."""
    here = request.subject
    found = _counted(here, on=timezone.localdate())
    context = {
        "coalition": here,
        "found": found,
        "kinds": FIGURES,
        "waiting": waiting_in(here),
        "places": found.places[:ON_PAPER],
        "more_places": max(len(found.places) - ON_PAPER, 0),
        "worsened": found.worsened[:WORSE_ON_PAPER],
        "more_worsened": max(len(found.worsened) - WORSE_ON_PAPER, 0),
    }
    return render(request, "portal/official/board.html", context)


def _counted(here: Coalition, *, on: date) -> Counted:
    """What both pages show. Two queries."""
    meetings, year_ago = meetings_of(here, on=on), on - YEAR
    since = meetings.last_on
    days = [on, *([year_ago] if here.formed_on <= year_ago else ()), *([since] if since else ())]
    tallies = tallies_of(here, days)
    found = figures_of(tallies, on=on, then=year_ago)
    return Counted(
        on=on,
        year_ago=year_ago,
        figures=found,
        heading=heading(found, first_on=here.formed_on + YEAR),
        since=since,
        next_on=meetings.next_on,
        worsened=worsened(tallies, on=on, since=since) if since else [],
        places=places_of(tallies, on=on),
    )
