"""The site assessments of a district or a school, and its findings as a list and a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from plans.assessments.queries import walks_of
from plans.assessments.scales import Layer
from plans.findings.models import Finding
from plans.findings.overview import (
    heading,
    layer_rows,
    never_walked,
    place_row,
    schools_of,
    with_walks,
)
from plans.findings.queries import SHOWN_WITH, findings_of, of_age, reports_of, whole
from plans.findings.standing import Age, Standing, age_of, standing_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.exports.csv import csv_response
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import keyset_page

SHOWN, NEWEST_FIRST, BY_NAME = 10, ("-found_on", "id"), ("name", "id")
SCHOOLS_A_PAGE = 50
COLUMNS = [
    *("School", "Building", "Layer", "Item", "Finding", "Where", "What was seen", "Severity"),
    *("How sure", "Found on", "Days", "State", "Action item", "Source"),
]


@dataclass(frozen=True)
class FindingRow:
    """A finding of a list, where it stands today, and how many days ago it was found."""

    finding: Finding
    standing: Standing
    days: int


def overview(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Open findings by school, layer and age; who was never walked; what waits."""
    place, today = request.subject, timezone.localdate()
    findings = findings_of(request.user, place)
    layers = layer_rows(findings, on=today)
    never, number = never_walked(place, most=SHOWN)
    schools = with_walks(schools_of(place).select_related("district", "school"))
    page = keyset_page(schools, request, by=BY_NAME, size=SCHOOLS_A_PAGE)
    page = page.of(lambda school: place_row(school, on=today))
    started = {row.coalition.pk for row in page if row.waiting}
    walks = walks_of(request.user, place, waiting=SHOWN, finished=SHOWN)
    context = {
        "coalition": place,
        "heading": heading(
            open_findings=sum(layer.open for layer in layers),
            never=never,
            number=number,
            is_school=bool(place.school_id),
        ),
        "layers": layers,
        "page": page,
        "waiting": walks.waiting,
        "to_plan": [each for each in never if each.pk not in started],
        "walks": walks.finished,
        "reports": reports_of(request.user, place).order_by("-dated_on", "-pk")[:SHOWN],
        "all_layers": list(Layer),
    }
    return render(request, "plans/findings/overview.html", context)


def findings(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Findings, newest first; `layer`, `state` and `age` narrow."""
    place, today = request.subject, timezone.localdate()
    rows = findings_of(request.user, place)
    layer, state, age = (request.GET.get(name, "") for name in ("layer", "state", "age"))
    if layer in Layer.values:
        rows = rows.filter(layer=layer)
    rows = {"open": rows.open, "no_action": rows.without_answer}.get(state, rows.all)()
    page = keyset_page(of_age(rows, age, on=today), request, by=NEWEST_FIRST)
    shown = whole([finding.pk for finding in page])
    page = page.of(lambda finding: row_of(shown[finding.pk], on=today))
    open_findings = findings_of(request.user, place).open().count()
    context = {
        "coalition": place,
        "page": page,
        "layer": layer,
        "state": state,
        "age": age,
        "layers": Layer.choices,
        "ages": Age.choices,
        "heading": f"{counted(open_findings, 'finding is', 'findings are')} open",
    }
    return render(request, "plans/findings/findings.html", context)


def findings_csv(request: GatedRequest[Coalition], coalition: str) -> StreamingHttpResponse:
    """Every finding as a file."""
    rows = findings_of(request.user, request.subject).select_related(*SHOWN_WITH)
    rows = rows.order_by("-found_on", "-id")
    return csv_response("findings.csv", COLUMNS, _cells(rows.iterator(chunk_size=500)))


def row_of(finding: Finding, *, on: date) -> FindingRow:
    """A finding as a list shows it."""
    return FindingRow(finding, standing_of(finding, on=on), age_of(finding, on=on))


def _cells(findings: Iterator[Finding]) -> Iterator[list[object]]:
    today = timezone.localdate()
    for finding in findings:
        row = row_of(finding, on=today)
        yield [
            str(finding.coalition.place),
            finding.building,
            finding.get_layer_display(),
            finding.item,
            finding.title,
            finding.place,
            finding.words,
            finding.get_severity_display() or "",
            finding.get_sureness_display(),
            finding.found_on.isoformat(),
            row.days,
            row.standing.words,
            str(finding.action_item or ""),
            str(finding.report or "Walk"),
        ]
