"""Ask a school that has no plan for one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.coalition.models import Coalition
from plans.editions.actions.requesting import ask_for_plan
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import listed


@require_POST
def ask(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Mail the administrators of the coalition; back on the list of its plans, who was asked."""
    names = ask_for_plan(coalition=request.subject, by=request.user, now=timezone.localtime())
    messages.success(
        request,
        f"{listed(names)} {'is' if len(names) == 1 else 'are'} asked by mail to write the plan.",
    )
    return redirect("workspace_plans", coalition)
