"""Call the step that a loop waits for not needed, and take that back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plans.findings.models import Finding
from plans.loops.actions import leave_step_out, undo_mark
from plans.loops.forms import StepReasonForm, UndoForm
from plans.loops.lifecycle import MAY_BE_LEFT_OUT, Step
from plans.loops.models import StepNotNeeded
from plans.loops.queries import loops_of
from plans.loops.words import WHY_NOT_NEEDED
from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import full_day
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import done_by, posted, status_of


def leave_out(request: GatedRequest[Finding], coalition: str, finding: int) -> HttpResponse:
    """Why the step that waits is not needed: GET the form, POST it."""
    found = request.subject
    loop = loops_of([found.pk], on=timezone.localdate())[found.pk]
    step = request.POST.get("step", loop.stuck)
    about = WHY_NOT_NEEDED.get(step, "Why it is not needed")
    form = StepReasonForm(
        posted(request), about=about, button="Not needed", initial={"step": loop.stuck}
    )
    if done := done_by(form, leave_step_out, finding=found, by=request.user):
        messages.success(request, f"Not needed: {done.result.get_step_display().lower()}.")
        return redirect("closed_loop", coalition, finding)
    if request.method != "POST" and loop.stuck not in MAY_BE_LEFT_OUT:
        raise WrongState("The step that this loop waits for cannot be left out.")
    name = dict(Step.choices).get(step, "This step")
    context = {"finding": found, "coalition": found.coalition, "form": form}
    context |= {"heading": f"{name}: not needed", "lead": "It stands in the loop with your name."}
    return render(request, "plans/loops/reason.html", context, status=status_of(form))


def undo(
    request: GatedRequest[StepNotNeeded], coalition: str, finding: int, mark: int
) -> HttpResponse:
    """Why a step is needed after all: GET the form, POST it."""
    subject = request.subject
    form = UndoForm(posted(request))
    if done_by(form, undo_mark, mark=subject, by=request.user):
        messages.success(request, f"Needed after all: {subject.get_step_display().lower()}.")
        return redirect("closed_loop", coalition, finding)
    if request.method != "POST" and subject.undone_at and subject.undone_by:
        raise WrongState(_undone(subject, subject.undone_by))
    context = {"finding": subject.finding, "coalition": subject.finding.coalition, "form": form}
    context |= {
        "heading": f"{subject.get_step_display()}: needed after all",
        "lead": f"{subject.marked_by} called it not needed: {subject.because}",
    }
    return render(request, "plans/loops/reason.html", context, status=status_of(form))


def _undone(mark: StepNotNeeded, by: User) -> str:
    day = full_day(timezone.localdate(mark.undone_at))
    return f"{by} said on {day} that this step is needed after all."
