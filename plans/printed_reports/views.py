"""The page on which the report of a walk is waited for as PDF, and the file."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from plans.assessments.lifecycle import AssessmentState
from plans.assessments.locks import standing
from plans.assessments.models.assessment import Assessment
from plans.book.writers.formats import CONTENT_TYPES
from plans.findings.actions.reading import note_read
from plans.printed_reports.actions import ask_report
from plans.printed_reports.tasks import print_reports
from plans.printed_reports.writers.report import key_of, report_for
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.files.uploads import serve
from safety_portal.core.notices.nudge import nudge_on_commit
from safety_portal.core.states import WrongState


@require_safe
def look(request: GatedRequest[Assessment], coalition: str, assessment: int) -> HttpResponse:
    """How far the reader's PDF is; asked for again by a link."""
    walk = _finished(request.subject)
    copy = report_for(walk, reader=request.user)
    is_waiting = bool(copy and not (copy.made_at or copy.failed_at))
    context = {"assessment": walk, "coalition": walk.coalition, "copy": copy}
    return render(request, "plans/printed_reports/print.html", context | {"is_waiting": is_waiting})


@require_POST
def ask(request: GatedRequest[Assessment], coalition: str, assessment: int) -> HttpResponse:
    """Have it made by a worker; at once the page of the file where it is made already."""
    walk = _finished(request.subject)
    key = key_of(walk, reader=request.user)
    copy = ask_report(assessment=walk, key=key, by=request.user)
    if not copy.made_at:
        nudge_on_commit(print_reports.name)
    return redirect("printed_report", coalition, assessment)


@require_safe
def download(
    request: GatedRequest[Assessment], coalition: str, assessment: int
) -> HttpResponseBase:
    """The file, if it is what the reader may read now. Reading is written down."""
    walk = _finished(request.subject)
    copy = report_for(walk, reader=request.user)
    if copy is None or not copy.made_at:
        return redirect("printed_report", coalition, assessment)
    name = f"report-{walk.coalition.slug}-{walk.pk}.pdf"
    response = serve(copy.file, name=name, content_type=CONTENT_TYPES["pdf"])
    note_read(assessment=walk, by=request.user)
    return response


def _finished(walk: Assessment) -> Assessment:
    if walk.state != AssessmentState.FINISHED:
        raise WrongState(f"{standing(walk)} Its report is there once it is finished.")
    return walk
