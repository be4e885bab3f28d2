"""Plan a walk: whole, quarterly, or a follow-up of the findings that are open there."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from plans.assessments.actions import planning
from plans.assessments.forms.planning import PlanForm
from plans.assessments.models.assessment import Assessment, Kind
from plans.assessments.queries import each_once, leads_for, own_lead, team_for
from plans.findings.queries import open_items
from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted, status_of

PLANNED_AHEAD = timedelta(days=14)


def plan(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Plan a walk: GET the form, POST it."""
    place, today = request.subject, timezone.localdate()
    own = own_lead(request.user, place, on=today)
    form = PlanForm(
        posted(request),
        leads=each_once(leads_for(place, on=today)),
        team=each_once(team_for(place, on=today)),
        initial={"planned_on": today + PLANNED_AHEAD, "lead": own},
    )
    if done := done_by(form, _plan, coalition=place, by=request.user):
        messages.success(request, f"Walk planned: {done.result}.")
        return redirect("assessment", place.slug, done.result.pk)
    context = {"coalition": place, "form": form}
    return render(request, "plans/assessments/plan.html", context, status=status_of(form))


def _plan(*, coalition: Coalition, kind: str, building: str, by: User, **said: Any) -> Assessment:
    """Plan it; a follow-up asks the items whose findings are open there."""
    items = open_items(coalition, building) if kind == Kind.FOLLOW_UP else None
    return planning.plan_assessment(
        coalition=coalition, kind=kind, building=building, items=items, by=by, **said
    )
