"""The report of a walk, and the page that finishes it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.assessments.lifecycle import AssessmentState
from plans.assessments.locks import standing
from plans.assessments.models.answer import Photo
from plans.assessments.models.assessment import Assessment
from plans.assessments.queries import Item, items_of, photos_of
from plans.assessments.scales import IS_FINDING
from plans.assessments.summary import LayerSum, along_with, by_layer, led_by
from plans.findings.actions.finishing import finish_walk
from plans.findings.actions.reading import note_read
from plans.findings.comparing import elsewhere, elsewhere_in, with_before
from plans.findings.models import Finding
from plans.findings.overview import INTERVAL
from plans.findings.queries import findings_in, reads_of
from plans.findings.standing import Standing, standing_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@dataclass(frozen=True)
class LayerLine:
    """A layer of the report, and the same layer in the other schools."""

    sum: LayerSum
    elsewhere: str


@dataclass(frozen=True)
class FindingLine:
    """A finding of the report with where it stands, its answer last time and its photos."""

    finding: Finding
    standing: Standing
    item: Item | None
    photos: list[Photo]


@require_safe
def report(request: GatedRequest[Assessment], coalition: str, assessment: int) -> HttpResponse:
    """What was found: by layer, against last time, each finding. Reading is written down."""
    walk = request.subject
    if walk.state != AssessmentState.FINISHED:
        raise WrongState(f"{standing(walk)} Its report is there once it is finished.")
    items, others = items_of(walk), elsewhere(request.user, walk)
    lines = _findings(walk, items)
    note_read(assessment=walk, by=request.user)
    still_open = sum(line.standing.is_open for line in lines)
    needed = f"{len(lines)} of {counted(len(items), 'item')} needed something"
    context = {
        "assessment": walk,
        "coalition": walk.coalition,
        "heading": f"{needed}; {_still(still_open)}" if lines else f"{needed}",
        "led": led_by(walk),
        "along": along_with(walk),
        "layers": [LayerLine(each, elsewhere_in(each, others)) for each in by_layer(items)],
        "has_others": bool(others),
        "lines": lines,
        "unanswered": [item for item in items if not item.is_answered],
        "items": items,
        "compared": with_before(items),
        "due_on": timezone.localtime(walk.finished_at).date() + INTERVAL,
        "reads": reads_of(walk),
    }
    return render(request, "plans/findings/report.html", context)


def _still(number: int) -> str:
    return (
        "nothing is open" if not number else f"{number} {'is' if number == 1 else 'are'} still open"
    )


def _findings(walk: Assessment, items: list[Item]) -> list[FindingLine]:
    photos, today = photos_of(walk), timezone.localdate()
    by_code = {item.question.code: item for item in items}
    return [
        FindingLine(
            finding,
            standing_of(finding, on=today),
            by_code.get(finding.item),
            [photos[sha] for sha in finding.answer.photos if sha in photos]
            if finding.answer
            else [],
        )
        for finding in findings_in(walk)
    ]


def finish(request: GatedRequest[Assessment], coalition: str, assessment: int) -> HttpResponse:
    """What finishing does, and then do it."""
    walk = request.subject
    refused = ""
    if request.method == "POST":
        try:
            made = finish_walk(assessment=walk, by=request.user)
        except WrongState:
            raise
        except Refused as no:
            refused = str(no)
        else:
            messages.success(request, f"The walk is finished: {counted(len(made), 'finding')}.")
            return redirect("finding_report", walk.coalition.slug, walk.pk)
    if walk.state != AssessmentState.WALKING:
        raise WrongState(standing(walk))
    items = items_of(walk)
    context = {
        "assessment": walk,
        "coalition": walk.coalition,
        "refused": refused,
        "count": len(items),
        "unanswered": sum(not item.is_answered for item in items),
        "to_be": [item for item in items if item.answer and item.answer.answer in IS_FINDING],
    }
    page = "plans/findings/finish.html"
    return render(request, page, context, status=422 if refused else 200)
