"""One agreement: what stands on it, what it says, its papers, parties and chain."""

from dataclasses import dataclass

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.agreements.actions.papers import note_read
from coalitions.agreements.lifecycle import (
    AMENDABLE,
    CHANGEABLE,
    ENDABLE,
    HOLDS,
    RENEWABLE,
    TAKES_PAPERS,
)
from coalitions.agreements.models.agreement import Agreement, Amendment
from coalitions.agreements.models.paper import AgreementPaper, PaperRead
from coalitions.agreements.queries import assignments_on, beside, chain_of, papers_of
from coalitions.agreements.views.lists import AssignmentRow
from coalitions.agreements.words import days_in_words, page_heading, state_in_words
from coalitions.coalition.tabs import page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may
from safety_portal.core.files.uploads import serve_document

READS_SHOWN = 20


@dataclass(frozen=True)
class Link:
    """One agreement of a chain, with its state in words."""

    agreement: Agreement
    color: str
    state: str


@dataclass(frozen=True)
class Changed:
    """What an amendment changed in one field: its word, and both texts."""

    field: str
    before: str
    after: str


FIELDS = {
    "terms": "What is agreed",
    "schools": "Schools",
    "ends_on": "Ends on",
    "review_due_on": "Read again by",
}


def agreement(request: GatedRequest[Agreement], coalition: str, agreement: int) -> HttpResponse:
    """What is wrong with what stands on it first, then what it says, and how it came here."""
    here, today = request.subject, timezone.localdate()
    assignments = list(assignments_on(here, on=today))
    chain = list(chain_of(here, on=today))
    papers = papers_of(request.user, here)
    color, state = state_in_words(here, on=today)
    standing = here.standing
    context = page_context(
        request,
        here.coalition,
        "agreements",
        agreement=here,
        heading=page_heading(here, assignments, on=today),
        color=color,
        state=state,
        assignments=[AssignmentRow(each, days_in_words(each)) for each in assignments],
        parties=here.parties.all(),
        schools=here.schools.order_by("name"),
        papers=papers,
        beside=beside(request.user, here, on=today),
        chain=[Link(each, *state_in_words(each, on=today)) for each in chain],
        amendments=[(each, _changes(each)) for each in _amendments(here)],
        reviews=here.reviews.select_related("made_by").order_by("-reviewed_on"),
        reads=_reads(request, here),
        is_changeable=standing in CHANGEABLE,
        is_amendable=standing in AMENDABLE,
        is_to_review=standing in HOLDS,
        is_endable=standing in ENDABLE and not here.closed_at,
        takes_papers=standing in TAKES_PAPERS,
        is_renewable=standing in RENEWABLE and not _is_renewed(here, chain),
    )
    return render(request, "coalitions/agreements/agreement.html", context)


def _is_renewed(agreement: Agreement, chain: list[Agreement]) -> bool:
    """Whether one of the chain takes its place, signed or not."""
    return any(each.replaces_id == agreement.pk and each.standing != "withdrawn" for each in chain)


def _amendments(agreement: Agreement) -> list[Amendment]:
    return list(agreement.amendments.select_related("made_by").order_by("-amended_on", "-pk"))


def _changes(amendment: Amendment) -> list[Changed]:
    return [
        Changed(word, _words(amendment.before[field]), _words(amendment.after[field]))
        for field, word in FIELDS.items()
        if field in amendment.after
    ]


def _words(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "none")


def _reads(request: GatedRequest[Agreement], agreement: Agreement) -> list[PaperRead]:
    """Who opened its restricted papers, for administrators: the newest."""
    if not may(request.user, "coalition_changes", agreement.coalition):
        return []
    reads = PaperRead.objects.visible_to(request.user).filter(paper__agreement=agreement)
    return list(reads.select_related("paper").order_by("-pk")[:READS_SHOWN])


def paper(
    request: GatedRequest[AgreementPaper], coalition: str, agreement: int, paper: int
) -> FileResponse:
    """Stream a paper; opening a restricted one is recorded."""
    here = request.subject
    response = serve_document(here.file, name=here.title)
    note_read(paper=here, by=request.user)
    return response
