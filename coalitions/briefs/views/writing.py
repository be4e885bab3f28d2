"""A brief is begun, written, handed in, published or sent back, retired and taken up again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from coalitions.briefs.actions import deciding, writing
from coalitions.briefs.forms.brief import BecauseForm, BriefForm, PublishForm
from coalitions.briefs.here import BriefHere
from coalitions.briefs.lifecycle import VersionState
from coalitions.briefs.locks import require_listed, require_work
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from coalitions.prevention.matrix import drawn
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import full_day
from safety_portal.core.web.posting import done_by, posted, status_of

FORM = "coalitions/briefs/form.html"


def begin(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Write a new brief."""
    place = request.subject
    form = BriefForm(posted(request))
    if form.is_valid():
        form.cleaned_data.pop("saves", None)
    if done := done_by(form, writing.begin_brief, coalition=place, by=request.user):
        messages.success(request, "Saved as a draft. Hand it in when it is ready.")
        return redirect("brief_work", coalition, done.result.pk)
    context = {"title": "Write a brief", "matrix": _matrix(form)}
    return form_page(request, FORM, place, "briefs", form, **context)


def _matrix(form: BriefForm) -> object:
    """The matrix with the places ticked that the form shows."""
    ticked = form["cells"].value() or ()
    return drawn(set(ticked) if isinstance(ticked, (list, tuple)) else set())


def change(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """Write what it says next."""
    shown = request.subject
    if request.method != "POST":
        require_listed(shown)
    saves = shown.work.saves if shown.work else 0
    form = BriefForm(posted(request), shown=shown.shown_to_writers.text, saves=saves)
    if done_by(form, writing.write_version, shown=shown, by=request.user):
        messages.success(request, "Saved. What is published stays until the next is published.")
        return redirect("brief_work", coalition, brief)
    context = {"title": f"Change {shown}", "matrix": _matrix(form), "shown": shown}
    return form_page(request, FORM, shown.coalition, "briefs", form, **context)


@require_POST
def propose(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """Hand it in."""
    writing.propose_version(shown=request.subject, by=request.user)
    messages.success(request, "Handed in. Another administrator publishes it or sends it back.")
    return redirect("brief_work", coalition, brief)


def publish(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """Publish what waits, at once or on a day."""
    shown = request.subject
    form = PublishForm(posted(request), initial={"saves": shown.work.saves if shown.work else 0})
    if done := done_by(form, deciding.publish_version, shown=shown, by=request.user):
        messages.success(request, f"Published for {full_day(done.result.publish_on)}.")
        return redirect("brief", coalition, brief)
    if not form.is_bound:
        require_work(shown, VersionState.PROPOSED)
    context = page_context(request, shown.coalition, "briefs", form=form, shown=shown)
    context |= _back(shown)
    return render(request, "coalitions/briefs/publish.html", context, status=status_of(form))


def send_back(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """Give it back with the reason."""
    shown = request.subject
    form = BecauseForm(posted(request))
    if done_by(form, deciding.send_back, shown=shown, by=request.user):
        messages.success(request, "Sent back, with your reason.")
        return redirect("brief_work", coalition, brief)
    if not form.is_bound:
        require_work(shown, VersionState.PROPOSED)
    context = page_context(request, shown.coalition, "briefs", form=form, shown=shown)
    context |= _back(shown)
    return render(request, "coalitions/briefs/send_back.html", context, status=status_of(form))


def retire(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """Take it out of the library."""
    shown = request.subject
    form = BecauseForm(posted(request))
    if done_by(form, deciding.retire_brief, shown=shown, by=request.user):
        messages.success(request, f"{shown} is retired.")
        return redirect("briefs", coalition)
    if not form.is_bound:
        require_listed(shown)
    context = page_context(request, shown.coalition, "briefs", form=form, shown=shown)
    context |= _back(shown) | {"is_destructive": True}
    return render(request, "coalitions/briefs/retire.html", context, status=status_of(form))


@require_POST
def take_up_again(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """Put it back into the library."""
    deciding.take_up_again(shown=request.subject, by=request.user)
    messages.success(request, f"{request.subject} is in the library again.")
    return redirect("brief", coalition, brief)


def _back(shown: BriefHere) -> dict[str, object]:
    """The way back from a page that asks once more."""
    return {"back_url": f"/c/{shown.coalition.slug}/briefs/{shown.brief.pk}/", "back": "Back"}
