"""Officers are assigned, and one assignment with what it stands on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.agreements.actions import assigning
from coalitions.agreements.forms.assigning import AssignForm, AssignmentForm
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.agreements.words import days_in_words
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.values import whole_number
from safety_portal.core.web.posting import done_by, posted, status_of


def assign(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Put an officer at schools; `agreement` in the address chooses what they stand on."""
    here, today = request.subject, timezone.localdate()
    chosen = {"agreement": whole_number(request.GET.get("agreement")), "starts_on": today}
    form = AssignForm(posted(request), coalition=here, on=today, initial=chosen)
    if done := done_by(form, assigning.assign_officer, coalition=here, by=request.user):
        officer, schools = done.result[0].person, counted(len(done.result), "school")
        messages.success(request, f"{officer} is assigned to {schools}.")
        return redirect("agreement_officers", coalition)
    context = {
        "title": "Assign an officer",
        "lead": "Where an officer is on which days, and the agreement that this stands on.",
    }
    return form_page(
        request, "coalitions/agreements/form.html", here, "agreements", form, **context
    )


def assignment(
    request: GatedRequest[OfficerAssignment], coalition: str, assignment: int
) -> HttpResponse:
    """What an assignment stands on; administrators name another agreement, or its last day."""
    here, today = request.subject, timezone.localdate()
    form = AssignmentForm(posted(request), assignment=here, on=today)
    if done_by(form, assigning.change_assignment, assignment=here, by=request.user):
        messages.success(request, "The assignment is saved.")
        return redirect("agreement_assignment", coalition, assignment)
    context = page_context(
        request,
        here.coalition,
        "agreements",
        form=form,
        assignment=here,
        days=days_in_words(here),
    )
    template = "coalitions/agreements/assignment.html"
    return render(request, template, context, status=status_of(form))
