"""What a coalition has in writing, as a page and a file; and which officers stand on it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.agreements.lacks import lacks_of
from coalitions.agreements.lifecycle import Standing
from coalitions.agreements.models.agreement import Agreement, AgreementKind
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.agreements.queries import (
    CURRENT,
    WAITS,
    Standers,
    agreements_of,
    assignments_of,
    standers_of,
    standings,
    with_schools,
)
from coalitions.agreements.words import (
    days_in_words,
    heading,
    officers_in_words,
    state_in_words,
    waiting_in_words,
)
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may
from safety_portal.core.exports.csv import csv_response
from safety_portal.core.look.wording import listed_up_to
from safety_portal.core.paging import keyset_page

# Of what waits, and of schools by name, as many as somebody reads.
WAITING_SHOWN, SCHOOLS_SHOWN = 10, 4
COLUMNS = [
    *("Agreement", "Kind", "State", "Signed on", "In force from", "Ends on", "Read again by"),
    *("Parties", "Schools", "Coalition"),
]


@dataclass(frozen=True)
class AgreementRow:
    """An agreement of a list with its state in words, its schools, and who stands on it."""

    agreement: Agreement
    color: str
    state: str
    schools: str
    stands: str


@dataclass(frozen=True)
class AssignmentRow:
    """An officer at a school, with the days in words."""

    assignment: OfficerAssignment
    days: str


def agreements(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """What waits first, then all by title; `state` and `kind` narrow."""
    here, today = request.subject, timezone.localdate()
    every = agreements_of(request.user, here, on=today)
    counts = standings(every)
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    is_state = state in Standing.values
    rows = every.standing_in([state] if is_state else CURRENT)
    if kind in AgreementKind.values:
        rows = rows.filter(kind=kind)
    rows = with_schools(rows.select_related("coalition"))
    page = keyset_page(rows, request, by=("title", "id"))
    waiting = every.standing_in(WAITS).order_by(F("last_on"), "review_due_on", "pk")
    context = page_context(
        request,
        here,
        "agreements",
        page=page.of(_row_of(page.rows, on=today)),
        waiting=[
            (each, *waiting_in_words(each))
            for each in waiting.select_related("coalition")[:WAITING_SHOWN]
        ],
        heading=heading(counts),
        states=[(each.value, each.label, counts[each]) for each in Standing if counts[each]],
        state=state if is_state else "",
        kinds=AgreementKind.choices,
        kind=kind,
        is_any=bool(counts),
        current=sum(number for code, number in counts.items() if code in CURRENT),
        lacks=_lacks(request, here, on=today),
    )
    return render(request, "coalitions/agreements/agreements.html", context)


def _lacks(
    request: GatedRequest[Coalition], coalition: Coalition, *, on: date
) -> list[tuple[str, int, str]]:
    """What schools of a district lack, how many, and their names: for who sees its schools."""
    if not may(request.user, "coalition_schools", coalition):
        return []
    return [
        (lack.what, len(lack.schools), listed_up_to(lack.schools, SCHOOLS_SHOWN))
        for lack in lacks_of(coalition, on=on)
    ]


def _row_of(agreements: Sequence[Agreement], *, on: date) -> Callable[[Agreement], AgreementRow]:
    standers = standers_of(agreements, on=on)

    def row(agreement: Agreement) -> AgreementRow:
        names, every = agreement.school_names, agreement.every_school
        on_it = standers.get(agreement.first_id or agreement.pk, Standers())
        return AgreementRow(
            agreement,
            *state_in_words(agreement, on=on),
            f"All {every}" if len(names) == every > 1 else listed_up_to(names, SCHOOLS_SHOWN),
            officers_in_words(on_it.officers, on_it.uncovered) if on_it.officers else "",
        )

    return row


def agreements_csv(request: GatedRequest[Coalition], coalition: str) -> StreamingHttpResponse:
    """The same as a file, what is over too."""
    today = timezone.localdate()
    every = agreements_of(request.user, request.subject, on=today).select_related("coalition")
    every = every.prefetch_related("parties", "schools").order_by("title", "starts_on", "pk")
    return csv_response("agreements.csv", COLUMNS, _cells(every.iterator(chunk_size=500), today))


def _cells(agreements: Iterator[Agreement], on: date) -> Iterator[list[str]]:
    for each in agreements:
        days = (each.signed_on, each.starts_on, each.last_on, each.review_due_on)
        parties = [f"{party} ({party.signed_by})" for party in each.parties.all()]
        yield [
            each.title,
            each.get_kind_display(),
            state_in_words(each, on=on)[1],
            *(day.isoformat() if day else "" for day in days),
            "; ".join(parties).replace(" ()", ""),
            "; ".join(school.name for school in each.schools.all()),
            each.coalition.name,
        ]


def officers(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Which officer is at which school on which days, and on what that stands."""
    here, today = request.subject, timezone.localdate()
    every = assignments_of(request.user, here, on=today)
    page = keyset_page(every, request, by=("person__name", "id"))
    context = page_context(
        request,
        here,
        "agreements",
        page=page.of(lambda each: AssignmentRow(each, days_in_words(each))),
        uncovered=every.uncovered().count(),
    )
    return render(request, "coalitions/agreements/officers.html", context)
