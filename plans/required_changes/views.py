"""Naming the sections that an action item must change."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from coalitions.action_items.models import ActionItem
from plans.required_changes.actions import name_section, withdraw_change
from plans.required_changes.forms import SectionForm
from plans.required_changes.models import RequiredChange
from plans.required_changes.queries import sections_to_name
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.addresses import address
from safety_portal.core.web.posting import done_by, posted, status_of
from safety_portal.core.web.way_back import way_back


def name(request: GatedRequest[ActionItem], coalition: str, action_item: int) -> HttpResponse:
    """Choose a section: GET the form, POST it."""
    item = request.subject
    sections = sections_to_name(item.coalition, request.user)
    form = SectionForm(posted(request), sections=sections)
    if done_by(form, name_section, item=item, by=request.user):
        messages.success(request, "Named. Its page and its editor say so now.")
        return redirect(way_back(request, address("action_item", coalition, action_item)))
    context = {"coalition": item.coalition, "item": item, "form": form}
    template = "plans/required_changes/name.html"
    return render(request, template, context, status=status_of(form))


@require_POST
def withdraw(
    request: GatedRequest[RequiredChange], coalition: str, action_item: int, change: int
) -> HttpResponse:
    """The section need not change for it after all."""
    withdraw_change(change=request.subject, by=request.user)
    messages.success(request, "This section is not asked to change any more.")
    return redirect("action_item", coalition, action_item)
