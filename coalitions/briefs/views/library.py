"""The library of a coalition: its briefs, narrowed by place, state and hazard; starters; a file."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.access.grants import access_of
from coalitions.briefs.actions import importing
from coalitions.briefs.here import BriefHere, here
from coalitions.briefs.models.brief import Brief
from coalitions.briefs.queries import (
    STATES,
    Wanted,
    brief_of_day,
    level_of,
    library,
    versions_to_export,
    waiting_for,
)
from coalitions.briefs.readers.starter import starters
from coalitions.briefs.readership import Reach, reach_of
from coalitions.briefs.text.content import CodedBrief
from coalitions.briefs.text.hazards import HAZARDS
from coalitions.briefs.words import states_in_words
from coalitions.briefs.writers.briefs_file import write_briefs
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from coalitions.prevention.matrix import CHOICES, CODES
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import keyset_page


@dataclass(frozen=True)
class Row:
    """A brief of a list, where it stands, and who of the coalition has read it."""

    here: BriefHere
    states: list[tuple[str, str]]
    reach: Reach | None


def briefs(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The briefs of a coalition, and of a school's those of its district."""
    place, today = request.subject, timezone.localdate()
    wanted = _wanted(request)
    page = keyset_page(
        library(request.user, place, wanted, on=today), request, by=("position", "id")
    )
    rows = [here(brief, place, on=today) for brief in page.rows]
    reach = reach_of([shown.read for shown in rows if shown.read], place, on=today)
    may_see = bool(may(request.user, "brief_export", place))

    def row(shown: BriefHere) -> Row:
        states = states_in_words(shown, on=today) if may_see and shown.is_own else []
        return Row(shown, states, reach[shown.read.pk] if shown.read else None)

    context = page_context(
        request,
        place,
        "briefs",
        page=page,
        rows=[row(shown) for shown in rows],
        wanted=wanted,
        is_mine=bool(wanted.roles),
        day=brief_of_day(place, level=level_of(request.user, place), on=today),
        cells=CHOICES,
        hazards=HAZARDS.items(),
        states=STATES.items() if may_see else (),
        waiting=waiting_for(request.user, place) if may_see else 0,
        starter_count=len(starters()),
        has_starters=_has_starters(request, place),
    )
    return render(request, "coalitions/briefs/briefs.html", context)


def _wanted(request: GatedRequest[Coalition]) -> Wanted:
    cell, hazard = request.GET.get("cell", ""), request.GET.get("hazard", "")
    state, roles = request.GET.get("state", ""), access_of(request.user).roles_in(request.subject)
    return Wanted(
        cell=cell if cell in CODES else "",
        state=state if state in STATES else "",
        hazard=hazard if hazard in HAZARDS else "",
        roles=roles if "mine" in request.GET else frozenset(),
    )


def _has_starters(request: GatedRequest[Coalition], place: Coalition) -> bool:
    """Whether all starters are there already; asked only for who may add them."""
    if not may(request.user, "brief_starters", place):
        return True
    codes = {starter.code for starter in starters()}
    there = Brief.objects.visible_to(request.user).filter(coalition=place, code__in=codes)
    return there.count() == len(codes)


@require_POST
def add_starters(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Publish the starter library."""
    number = importing.add_starters(coalition=request.subject, starters=starters(), by=request.user)
    if number:
        messages.success(request, f"{counted(number, 'starter brief')} published.")
    else:
        messages.warning(request, "All starter briefs are in this library.")
    return redirect("briefs", coalition)


def export(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The library as a YAML file: what was handed in or published."""
    versions = versions_to_export(request.subject)
    text = write_briefs(CodedBrief(each.brief.code, each.text) for each in versions)
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="briefs-{coalition}.yaml"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
