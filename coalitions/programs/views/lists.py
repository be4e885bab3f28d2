"""The programs of a coalition, and the catalogue they come from."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from coalitions.prevention.matrix import CHOICES, CODES, Cell
from coalitions.programs.here import EntryHere
from coalitions.programs.lifecycle import REVIEW_ASKED_BEFORE, ProgramState
from coalitions.programs.models.program import Program
from coalitions.programs.queries import (
    Wanted,
    catalogue_of,
    due_for_review,
    narrowed,
    programs_of,
    states_of,
)
from coalitions.programs.words import leaders_in_words, list_heading, state_in_words
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.paging import keyset_page


@dataclass(frozen=True)
class ProgramRow:
    """A program of a list with its state in words and its places in the matrix."""

    program: Program
    color: str
    state: str
    cells: str
    is_own: bool


@dataclass(frozen=True)
class EntryRow:
    """An entry of the catalogue with who leads such a program and its places."""

    here: EntryHere
    cells: str
    led_by: str


def cells_in_words(codes: list[str] | tuple[str, ...]) -> str:
    """ "Detect by information sharing; Prevent by information sharing"."""
    return "; ".join(Cell.of(code).title for code in codes)


def programs(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """What waits or runs, by title; `state` and `cell` narrow."""
    place, today = request.subject, timezone.localdate()
    every, wanted = programs_of(request.user, place), _wanted(request)
    counts = states_of(every)
    rows = narrowed(every, wanted).select_related("coalition")
    page = keyset_page(rows, request, by=("title", "id"))

    def row(program: Program) -> ProgramRow:
        state = state_in_words(program, on=today)
        is_own = program.coalition_id == place.pk
        return ProgramRow(program, *state, cells_in_words(program.cells), is_own)

    running = counts[ProgramState.RUNNING]
    due = due_for_review(every, by=today + REVIEW_ASKED_BEFORE) if running else 0
    context = page_context(
        request,
        place,
        "programs",
        page=page.of(row),
        heading=list_heading(running, due, counts[ProgramState.RECOMMENDED]),
        states=[(each.value, each.label, counts[each]) for each in ProgramState if counts[each]],
        cells=CHOICES,
        wanted=wanted,
        is_any=bool(counts),
    )
    return render(request, "coalitions/programs/programs.html", context)


def _wanted(request: GatedRequest[Coalition]) -> Wanted:
    state, cell = request.GET.get("state", ""), request.GET.get("cell", "")
    return Wanted(
        state=state if state in ProgramState.values else "",
        cell=cell if cell in CODES else "",
    )


def catalogue(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Every kind of program that could be recommended; `cell` narrows."""
    place, cell = request.subject, _wanted(request).cell
    every = catalogue_of(request.user, place)
    rows = [
        EntryRow(here, cells_in_words(here.text.cells), leaders_in_words(here.text.led_by))
        for here in every
        if not cell or cell in here.text.cells
    ]
    context = page_context(
        request, place, "programs", rows=rows, cells=CHOICES, cell=cell, number=len(every)
    )
    return render(request, "coalitions/programs/catalogue.html", context)
