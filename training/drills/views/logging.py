"""A drill is logged on a phone, in under a minute, and corrected later."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import done_by, posted, refuse, status_of
from training.drills.actions.holding import (
    AlreadyLogged,
    Measured,
    OtherDrill,
    correct_drill,
    hold_drill,
    log_drill,
)
from training.drills.forms.logging import CorrectForm, LogForm
from training.drills.kinds import WENT_RIGHT
from training.drills.locks import where_it_stands
from training.drills.models.drill import Drill
from training.drills.queries import logged_before, to_log


def log(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """A drill of today, of another day, or a real alarm."""
    here = request.subject
    if again := _sent_again(request, here):
        return again
    planned = to_log(request.user, here, on=timezone.localdate())
    form = LogForm(posted(request), planned=planned)
    like = None
    if form.is_valid():
        try:
            drill = _log(here, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
            like = refused.drill if isinstance(refused, AlreadyLogged) else None
        else:
            return _logged(request, drill)
    context = {"form": form, "coalition": here, "like": like, "went_right": WENT_RIGHT}
    return render(request, "training/drills/log.html", context, status=status_of(form))


def hold(request: GatedRequest[Drill], coalition: str, drill: int) -> HttpResponse:
    """Log the planned drill that the address names: whoever leads it, too."""
    this = request.subject
    if again := _sent_again(request, this.coalition):
        return again
    if request.method != "POST" and not this.is_planned:
        raise WrongState(where_it_stands(this))
    form = LogForm(posted(request), planned=[this], initial={"drill": str(this.pk)})
    if form.is_valid() and form.cleaned_data["drill"] is None:
        form.add_error("drill", "Choose the drill; log another one under Drills.")
    if done := done_by(form, _log, coalition=this.coalition, by=request.user):
        return _logged(request, done.result)
    context = {"form": form, "coalition": this.coalition, "drill": this, "went_right": WENT_RIGHT}
    return render(request, "training/drills/log.html", context, status=status_of(form))


def _log(
    coalition: Coalition,
    *,
    drill: Drill | None,
    measured: Measured,
    other: OtherDrill,
    by: User,
) -> Drill:
    if drill:
        return hold_drill(drill=drill, measured=measured, by=by)
    return log_drill(coalition=coalition, other=other, measured=measured, by=by)


def _logged(request: GatedRequest[Any], drill: Drill) -> HttpResponse:
    words = "Logged."
    if drill.lacking:
        words = "Logged. What did not go right stands below: make an action item of it."
    return _led_to(request, drill, words)


def _sent_again(request: GatedRequest[Any], coalition: Coalition) -> HttpResponse | None:
    """Where what the same person logged before leads, its answer lost on the way; None for else."""
    chosen, minutes = request.POST.get("drill"), request.POST.get("minutes")
    before = logged_before(request.user, coalition, drill=chosen, minutes=minutes)
    if before is None:
        return None
    return _led_to(request, before, "You logged this drill already. Here it stands.")


def _led_to(request: GatedRequest[Any], drill: Drill, words: str) -> HttpResponse:
    messages.success(request, words)
    if request.headers.get("Accept") == "application/json":
        # A script that keeps the form on the phone until it hears that the drill is logged.
        return JsonResponse({"address": drill.get_absolute_url()})
    return redirect(drill)


def correct(request: GatedRequest[Drill], coalition: str, drill: int) -> HttpResponse:
    """Correct what was logged."""
    this = request.subject
    if not this.is_held:
        raise WrongState(where_it_stands(this))
    form = CorrectForm(posted(request), drill=this)
    if done_by(form, correct_drill, drill=this, by=request.user):
        messages.success(request, "Corrected. What it said before stands in the record of changes.")
        return redirect(this)
    context = {"form": form, "coalition": this.coalition, "drill": this, "went_right": WENT_RIGHT}
    return render(request, "training/drills/correct.html", context, status=status_of(form))
