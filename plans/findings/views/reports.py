"""Reports of somebody else: attached, read, their findings entered."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from plans.findings.actions import reports
from plans.findings.forms.findings import FindingForm, ReportForm
from plans.findings.models import OutsideReport
from plans.findings.queries import SHOWN_WITH, findings_of
from plans.findings.views.overview import row_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.files.uploads import serve_document
from safety_portal.core.web.posting import done_by, posted, status_of, uploaded


def attach(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Attach a report: GET the form, POST it."""
    place = request.subject
    form = ReportForm(posted(request), uploaded(request))
    if done := done_by(form, reports.attach_report, coalition=place, by=request.user):
        messages.success(request, f"{done.result.title} attached. Enter what it found.")
        return redirect("finding_outside_report", place.slug, done.result.pk)
    context = {"coalition": place, "form": form}
    return render(request, "plans/findings/attach.html", context, status=status_of(form))


def outside_report(
    request: GatedRequest[OutsideReport], coalition: str, report: int
) -> HttpResponse:
    """One report, and the findings that were entered of it."""
    subject, today = request.subject, timezone.localdate()
    rows = findings_of(request.user, subject.coalition).filter(report=subject)
    rows = rows.select_related(*SHOWN_WITH).order_by("pk")
    findings = [row_of(finding, on=today) for finding in rows[:200]]
    context = {
        "report": subject,
        "coalition": subject.coalition,
        "rows": findings,
        "open": sum(row.standing.is_open for row in findings),
    }
    return render(request, "plans/findings/outside_report.html", context)


def enter(request: GatedRequest[OutsideReport], coalition: str, report: int) -> HttpResponse:
    """Enter a finding of a report: GET the form, POST it."""
    subject = request.subject
    form = FindingForm(posted(request))
    if done := done_by(form, reports.enter_finding, report=subject, by=request.user):
        messages.success(request, f"Finding entered: {done.result}")
        return redirect("finding_outside_report", subject.coalition.slug, subject.pk)
    context = {"report": subject, "coalition": subject.coalition, "form": form}
    return render(request, "plans/findings/enter.html", context, status=status_of(form))


def report_file(request: GatedRequest[OutsideReport], coalition: str, report: int) -> FileResponse:
    """The file of a report."""
    return serve_document(request.subject.file, name=request.subject.title)
