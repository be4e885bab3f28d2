"""A drill is planned, moved, canceled; who was told is noted; a finding is acted on."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import full_day
from safety_portal.core.web.posting import done_by, posted, status_of
from training.drills.actions import findings, planning
from training.drills.forms.planning import ActForm, CancelForm, MoveForm, PlanForm
from training.drills.locks import require_planned
from training.drills.models.change import DrillFinding
from training.drills.models.drill import Drill
from training.drills.queries import leaders_of, owners_here

# What is proposed for mending; whoever opens the item changes it.
MENDED_WITHIN = timedelta(days=30)


def plan(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Plan one."""
    here = request.subject
    form = PlanForm(posted(request), leaders=leaders_of(here, on=timezone.localdate()))
    if done := done_by(form, planning.plan_drill, coalition=here, by=request.user):
        planned = done.result
        messages.success(request, f"Planned for {full_day(planned.drill.drill_on)}.")
        _warn(request, planned.warnings)
        return redirect(planned.drill)
    context = {"form": form, "coalition": here}
    return render(request, "training/drills/plan.html", context, status=status_of(form))


def move(request: GatedRequest[Drill], coalition: str, drill: int) -> HttpResponse:
    """Give it another day."""
    this, form = request.subject, MoveForm(posted(request), drill=request.subject)
    if done := done_by(form, planning.move_drill, drill=this, by=request.user):
        messages.success(request, f"Moved to {full_day(done.result.drill.drill_on)}.")
        _warn(request, done.result.warnings)
        return redirect(this)
    return _form(request, "training/drills/move.html", this, form)


def cancel(request: GatedRequest[Drill], coalition: str, drill: int) -> HttpResponse:
    """Call it off."""
    this, form = request.subject, CancelForm(posted(request))
    if done_by(form, planning.cancel_drill, drill=this, by=request.user):
        messages.success(request, "The drill is canceled.")
        return redirect("drills", coalition)
    return _form(request, "training/drills/cancel.html", this, form)


def told(request: GatedRequest[Drill], coalition: str, drill: int) -> HttpResponse:
    """Note that somebody was told just now."""
    this = request.subject
    planning.note_told(drill=this, what=request.POST.get("what", ""), by=request.user)
    messages.success(request, "Noted, with the time.")
    return redirect(this)


def act(
    request: GatedRequest[DrillFinding], coalition: str, drill: int, found: int
) -> HttpResponse:
    """Open the action item that mends what was found."""
    this, today = request.subject, timezone.localdate()
    owners = owners_here(this.coalition, on=today)
    initial = {"due_on": today + MENDED_WITHIN, "what": this.words[:200]}
    form = ActForm(posted(request), coalition=this.coalition, owners=owners, initial=initial)
    if done := done_by(form, findings.act_on_finding, finding=this, by=request.user):
        messages.success(request, f"Action item opened: {done.result.what}")
        return redirect(this.drill)
    context = {"form": form, "coalition": this.coalition, "finding": this, "drill": this.drill}
    return render(request, "training/drills/act.html", context, status=status_of(form))


def _warn(request: HttpRequest, warnings: Sequence[str]) -> None:
    for words in warnings:
        messages.warning(request, words)


def _form(
    request: GatedRequest[Drill], template: str, this: Drill, form: MoveForm | CancelForm
) -> HttpResponse:
    """The form of a drill that is to be held still. Raises WrongState for another one."""
    if request.method != "POST":
        require_planned(this)
    context = {"form": form, "drill": this, "coalition": this.coalition}
    return render(request, template, context, status=status_of(form))
