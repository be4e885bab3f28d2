"""A meeting planned with its agenda, and the agenda beside what is open and not on it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page
from coalitions.meetings.actions import planning
from coalitions.meetings.actions.agenda import take_offers
from coalitions.meetings.forms.planning import PlanForm
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.queries import agenda_for, last_held
from coalitions.meetings.wording import day_and_hours
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.web.posting import done_by, posted
from safety_portal.portal.agenda.offers import left_for, offered_to

ALL = "all"


def plan(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Plan the next meeting: on its agenda what the last did not reach, and what is open."""
    place, today = request.subject, timezone.localdate()
    form, last = PlanForm(posted(request), coalition=place), last_held(place)
    offered = offered_to(place, on=today, levels=access_of(request.user).levels_in(place))
    arguments = {"coalition": place, "lines": offered, "follows": last, "by": request.user}
    if done := done_by(form, planning.plan_meeting, **arguments):
        lines = counted(done.result.lines.count(), "item")
        messages.success(request, f"Planned, with {lines} on its agenda. Look it over.")
        return redirect("agenda", coalition, done.result.pk)
    return form_page(
        request,
        "portal/agenda/plan.html",
        place,
        "meetings",
        form,
        offered=offered,
        last=last,
    )


def agenda(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """The agenda to put in order, and what is open and not on it."""
    this = request.subject
    levels = access_of(request.user).levels_in(this.coalition)
    rows = agenda_for(this, levels)
    context = {
        "coalition": this.coalition,
        "meeting": this,
        "when": day_and_hours(this),
        "agenda": rows,
        "minutes": sum(row.line.minutes or 0 for row in rows),
        "offered": left_for(this, on=timezone.localdate(), levels=levels),
        "is_planned": this.state == "planned",
    }
    return render(request, "portal/agenda/agenda.html", context)


@require_POST
def take(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Put one thing that is open on the agenda, or all."""
    this, key = request.subject, request.POST.get("key", "")
    levels = access_of(request.user).levels_in(this.coalition)
    left = left_for(this, on=timezone.localdate(), levels=levels)
    chosen = [line for line in left if key in (ALL, line.key)]
    number = take_offers(meeting=this, offered=chosen, by=request.user)
    if number:
        messages.success(request, f"{counted(number, 'item')} put on the agenda.")
    else:
        messages.warning(request, "This is on the agenda already, or not open any more.")
    return redirect("agenda", coalition, meeting)
