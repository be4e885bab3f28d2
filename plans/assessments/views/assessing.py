"""One assessment: where it stands, and what to do next."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plans.assessments.actions import planning
from plans.assessments.forms.planning import ReasonForm
from plans.assessments.lifecycle import AssessmentState
from plans.assessments.locks import standing
from plans.assessments.models.assessment import Assessment
from plans.assessments.queries import items_of, photo_or_404, team_of
from plans.assessments.summary import by_layer, led_by, said_so_far
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.files.uploads import serve
from safety_portal.core.look.wording import counted
from safety_portal.core.web.posting import done_by, posted, status_of


def assessment(request: GatedRequest[Assessment], coalition: str, assessment: int) -> HttpResponse:
    """What is planned, how far the walk is, and where to go on."""
    walk = request.subject
    items = items_of(walk)
    waiting = [item for item in items if not item.is_answered]
    context = {
        "assessment": walk,
        "coalition": walk.coalition,
        "count": len(items),
        "answered": len(items) - len(waiting),
        "layers": by_layer(items),
        "said": said_so_far(items),
        "team": team_of(walk).order_by("membership__person__name"),
        "heading": _heading(walk, len(items), len(waiting)),
        "led": led_by(walk),
        "standing": "" if walk.is_open else standing(walk),
    }
    return render(request, "plans/assessments/assessment.html", context)


def _heading(walk: Assessment, count: int, waiting: int) -> str:
    """The h1: what is left to do, or what became of it."""
    if walk.state == AssessmentState.PLANNED:
        return f"{counted(count, 'item')} to walk"
    if walk.state == AssessmentState.WALKING:
        if not waiting:
            return f"All {counted(count, 'item')} answered; finish the walk"
        return f"{waiting} of {counted(count, 'item')} left to walk"
    if walk.state == AssessmentState.CALLED_OFF:
        return "This walk was called off"
    return f"{count - waiting} of {counted(count, 'item')} answered"


@require_POST
def begin(request: GatedRequest[Assessment], coalition: str, assessment: int) -> HttpResponse:
    """Begin to walk: the first item that nobody answered."""
    walk = planning.begin(assessment=request.subject, by=request.user)
    return redirect("assessment_walk_on_phone", coalition, walk.pk)


def call_off(request: GatedRequest[Assessment], coalition: str, assessment: int) -> HttpResponse:
    """Call a walk off, with a reason."""
    walk = request.subject
    form = ReasonForm(posted(request), button="Call this walk off", about="Why is it called off")
    if done_by(form, planning.call_off, assessment=walk, by=request.user):
        messages.success(request, f"The walk of {walk.place} is called off.")
        return redirect("assessment", coalition, walk.pk)
    context = {"assessment": walk, "coalition": walk.coalition, "form": form}
    return render(request, "plans/assessments/call_off.html", context, status=status_of(form))


def open_again(request: GatedRequest[Assessment], coalition: str, assessment: int) -> HttpResponse:
    """Open a finished walk again, with a reason."""
    walk = request.subject
    form = ReasonForm(posted(request), button="Open it again", about="Why is it opened again")
    if done_by(form, planning.open_again, assessment=walk, by=request.user):
        messages.success(request, f"The walk of {walk.place} is open again.")
        return redirect("assessment", coalition, walk.pk)
    context = {"assessment": walk, "coalition": walk.coalition, "form": form}
    return render(request, "plans/assessments/open_again.html", context, status=status_of(form))


def photo(
    request: GatedRequest[Assessment], coalition: str, assessment: int, sha256: str
) -> FileResponse:
    """A photo of a walk."""
    kept = photo_or_404(request.subject, sha256)
    return serve(kept.file, name=str(kept), content_type=kept.content_type, inline=True)
