"""The report of a walk, and the page that finishes it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plans.assessments.lifecycle import AssessmentState
from plans.assessments.locks import standing
from plans.assessments.models.assessment import Assessment
from plans.assessments.queries import items_of
from plans.assessments.scales import IS_FINDING
from plans.findings.actions.finishing import finish_walk
from plans.findings.actions.reading import note_read
from plans.findings.queries import reads_of
from plans.findings.reporting import report_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@require_safe
def report(request: GatedRequest[Assessment], coalition: str, assessment: int) -> HttpResponse:
    """What was found: by layer, against last time, each finding. Reading is written down."""
    walk = request.subject
    if walk.state != AssessmentState.FINISHED:
        raise WrongState(f"{standing(walk)} Its report is there once it is finished.")
    told = report_of(walk, request.user)
    note_read(assessment=walk, by=request.user)
    return render(request, "plans/findings/report.html", told | {"reads": reads_of(walk)})


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
