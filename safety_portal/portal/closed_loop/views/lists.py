"""The loops of a place in one list, each where it is stuck; and the same as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from plans.findings.models import Finding, FindingQuerySet
from plans.findings.queries import SHOWN_WITH, findings_of, whole
from plans.loops.lifecycle import CLOSED, Step, StepState
from plans.loops.queries import Loop, by_where_stuck, loops_of, stuck_at
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.exports.csv import csv_response
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import keyset_page
from safety_portal.portal.closed_loop.whole import local_day
from safety_portal.portal.closed_loop.words import STUCK_WORDS, WAITS_FOR, name_of

OPEN = [code for code in STUCK_WORDS if code != CLOSED]
OLDEST_FIRST = ("found_on", "id")
A_BATCH = 500
COLUMNS = [
    *("School", "Building", "Finding", "Action item", "Owner", "Done by", "Found on", "Days"),
    *("Steps done", "Stuck at", *(step.label for step in Step), "People asked", "People read"),
    "Closed on",
]


@dataclass(frozen=True)
class LoopRow:
    """A loop of the list: its finding, where it stands, and for how many days it is or was open."""

    finding: Finding
    name: str
    loop: Loop
    days: int
    stuck: str

    @property
    def color(self) -> str:
        """Of the vocabulary of words."""
        return "met" if self.loop.is_closed else "due"


def loops(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The oldest first; `stuck` narrows to one step. What is closed is shown when asked for."""
    place, on = request.subject, timezone.localdate()
    findings, stuck = findings_of(request.user, place), _asked(request)
    counts = by_where_stuck(findings, on=on)
    rows = stuck_at(findings, [stuck] if stuck else OPEN, on=on)
    page = keyset_page(rows, request, by=OLDEST_FIRST)
    keys = [row.pk for row in page.rows]
    found, shown = loops_of(keys, on=on), whole(keys)
    context = {
        "coalition": place,
        "page": page.of(lambda row: row_of(shown[row.pk], found[row.pk], on=on)),
        "heading": heading(counts),
        "stuck": stuck,
        "places": [(code, word, counts.get(code, 0)) for code, word in STUCK_WORDS.items()],
        "open": sum(counts.values()) - counts.get(CLOSED, 0),
        "is_any": bool(counts),
    }
    return render(request, "portal/closed_loop/loops.html", context)


def loops_csv(request: GatedRequest[Coalition], coalition: str) -> StreamingHttpResponse:
    """The same as a file: every loop, unless `stuck` asks for some."""
    on, stuck = timezone.localdate(), _asked(request)
    findings = findings_of(request.user, request.subject).select_related(*SHOWN_WITH)
    rows = stuck_at(findings, [stuck], on=on) if stuck else findings
    return csv_response("loops.csv", COLUMNS, _cells(rows.order_by(*OLDEST_FIRST), on=on))


def row_of(finding: Finding, loop: Loop, *, on: date) -> LoopRow:
    """A loop as a list shows it."""
    until = local_day(loop.closed_at) if loop.closed_at else on
    days = max((until - finding.found_on).days, 0)
    return LoopRow(finding, name_of(finding), loop, days, STUCK_WORDS[loop.stuck])


def heading(counts: dict[str, int]) -> str:
    """The h1: how many loops wait, and where most of them do."""
    waiting = {code: number for code, number in counts.items() if code != CLOSED}
    if not counts:
        return "No finding yet, so no loop"
    if not waiting:
        return f"{counted(sum(counts.values()), 'loop is', 'loops are')} closed; none waits"
    most = max(waiting, key=lambda code: (waiting[code], -list(STUCK_WORDS).index(code)))
    words = f"{counted(sum(waiting.values()), 'loop is', 'loops are')} open"
    verb = "waits" if waiting[most] == 1 else "wait"
    return f"{words}; {waiting[most]} {verb} for {WAITS_FOR[most]}"


def _asked(request: GatedRequest[Coalition]) -> str:
    stuck = request.GET.get("stuck", "")
    return stuck if stuck in STUCK_WORDS else ""


def _cells(findings: FindingQuerySet, *, on: date) -> Iterator[list[object]]:
    rows = findings.iterator(chunk_size=A_BATCH)
    while batch := list(islice(rows, A_BATCH)):
        found = loops_of([finding.pk for finding in batch], on=on)
        for finding in batch:
            yield _cells_of(row_of(finding, found[finding.pk], on=on))


def _cells_of(row: LoopRow) -> list[object]:
    finding, loop, item = row.finding, row.loop, row.finding.action_item
    closed = local_day(loop.closed_at).isoformat() if loop.closed_at else ""
    return [
        *(str(finding.coalition.place), finding.building, finding.title, str(item or "")),
        *(item.owned_by if item else "", item.due_on.isoformat() if item else ""),
        *(finding.found_on.isoformat(), row.days, loop.settled, row.stuck),
        *(StepState(state).label for state in loop.states.values()),
        *(loop.asked, loop.read, closed),
    ]
