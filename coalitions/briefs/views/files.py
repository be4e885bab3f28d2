"""Briefs from a file: chosen, seen, imported."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.briefs.actions.importing import import_briefs
from coalitions.briefs.comparing import Comparison, compare
from coalitions.briefs.forms.using import BriefsFileForm, BriefsTextForm
from coalitions.briefs.readers.starter import starter_words
from coalitions.briefs.text.content import CodedBrief
from coalitions.briefs.writers.briefs_file import write_briefs
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.refusals import Refused
from safety_portal.core.web.posting import done_by, posted, refuse, uploaded

TEMPLATE = "coalitions/briefs/import.html"


def import_file(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Choose a file, see what it would change, and bring it in."""
    if request.method == "POST" and "text" in request.POST:
        return _confirm(request)
    form = BriefsFileForm(posted(request), uploaded(request))
    if form.is_valid():
        try:
            return _preview(request, form.cleaned_data["file"])
        except Refused as refused:
            refuse(form, refused)
    return form_page(request, TEMPLATE, request.subject, "briefs", form)


def _preview(request: GatedRequest[Coalition], briefs: Sequence[CodedBrief]) -> HttpResponse:
    comparison = compare(request.subject, briefs, on=timezone.localdate())
    context = page_context(
        request,
        request.subject,
        "briefs",
        comparison=comparison,
        form=BriefsTextForm(initial={"text": write_briefs(briefs)}),
    )
    return render(request, "coalitions/briefs/preview.html", context)


def _confirm(request: GatedRequest[Coalition]) -> HttpResponse:
    form = BriefsTextForm(request.POST)
    values = {"coalition": request.subject, "starters": starter_words(), "by": request.user}
    if done := done_by(form, import_briefs, **values):
        messages.success(request, _done(done.result))
        return redirect("briefs", request.subject.slug)
    why = " ".join(str(error) for errors in form.errors.values() for error in errors)
    context = page_context(request, request.subject, "briefs", form=BriefsFileForm(), refused=why)
    return render(request, TEMPLATE, context, status=422)


def _done(comparison: Comparison) -> str:
    new, changed = counted(len(comparison.new), "new brief"), len(comparison.changed)
    said = f"{new}, {counted(changed, 'next version')}."
    if not comparison.waiting:
        return said
    return (
        f"{said} {counted(comparison.waiting, 'brief waits', 'briefs wait')} for an administrator."
    )
