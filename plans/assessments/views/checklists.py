"""The checklists of a district: read, downloaded, imported with a look at it first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from plans.assessments.actions.checklists import import_checklist
from plans.assessments.checklist_text import ChecklistText, write_text
from plans.assessments.forms.checklists import ChecklistFileForm, ChecklistTextForm
from plans.assessments.models.checklist import Checklist
from plans.assessments.queries import newest_checklist
from plans.assessments.questions import by_layer
from plans.assessments.starter import starters
from plans.assessments.versions import changes_of, text_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted, status_of, uploaded


def checklists(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Every checklist of the district with its versions, and the starter ones not used yet."""
    versions = Checklist.objects.visible_to(request.user).filter(
        district=request.subject.district_id
    )
    versions = versions.select_related("made_by").order_by("code", "-number")
    codes = {version.code for version in versions}
    context = {
        "coalition": request.subject,
        "versions": versions,
        "starters": [each for each in starters() if each.code not in codes],
    }
    return render(request, "plans/assessments/checklists.html", context)


def checklist(request: GatedRequest[Checklist], coalition: str, checklist: int) -> HttpResponse:
    """One version: every question, layer by layer."""
    version = request.subject
    context = {"checklist": version, "slug": coalition, "layers": by_layer(version.questions)}
    return render(request, "plans/assessments/checklist.html", context)


def checklist_file(
    request: GatedRequest[Checklist], coalition: str, checklist: int
) -> HttpResponse:
    """One version as a YAML file, which can be changed and imported again."""
    version = request.subject
    return _file(text_of(version), f"{version.code}-{version.number}")


def starter_file(request: GatedRequest[Coalition], coalition: str, code: str) -> HttpResponse:
    """A starter checklist as a YAML file."""
    found = next((each for each in starters() if each.code == code), None)
    if found is None:
        return redirect("assessment_checklists", coalition)
    return _file(found, found.code)


def _file(text: ChecklistText, name: str) -> HttpResponse:
    response = HttpResponse(write_text(text), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def import_file(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Choose a file, see what it would change, and make it the next version."""
    place = request.subject
    if request.method == "POST" and "text" in request.POST:
        return _confirm(request)
    form = ChecklistFileForm(posted(request), uploaded(request))
    if form.is_valid():
        return _preview(request, form.cleaned_data["file"])
    context = {"coalition": place, "form": form}
    return render(request, "plans/assessments/import.html", context, status=status_of(form))


def _preview(
    request: GatedRequest[Coalition], text: ChecklistText, status: int = 200
) -> HttpResponse:
    newest = newest_checklist(request.subject, text.code)
    context = {
        "coalition": request.subject,
        "text": text,
        "newest": newest,
        "number": newest.number + 1 if newest else 1,
        "changes": changes_of(newest, text),
        "form": ChecklistTextForm(initial={"text": write_text(text)}),
    }
    return render(request, "plans/assessments/preview.html", context, status=status)


def _confirm(request: GatedRequest[Coalition]) -> HttpResponse:
    form = ChecklistTextForm(request.POST)
    if done := done_by(
        form, import_checklist, coalition=request.subject, by=request.user, now=timezone.now()
    ):
        messages.success(request, f"{done.result} is what the next walk asks.")
        return redirect("assessment_checklists", request.subject.slug)
    why = " ".join(str(error) for errors in form.errors.values() for error in errors)
    context = {"coalition": request.subject, "form": ChecklistFileForm(), "refused": why}
    return render(request, "plans/assessments/import.html", context, status=422)
