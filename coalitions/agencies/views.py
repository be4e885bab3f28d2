"""The agencies that a coalition works with."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from coalitions.agencies import actions
from coalitions.agencies.forms import AgencyForm
from coalitions.agencies.queries import AgencyHere
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted


def add_agency(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """An outside partner the district did not know."""
    here = request.subject
    form = AgencyForm(posted(request))
    if done := done_by(form, actions.add_agency, coalition=here, by=request.user):
        messages.success(request, f"{done.result.name} added.")
        return redirect("membership_agencies", coalition)
    return form_page(request, "coalitions/agencies/agency.html", here, "agencies", form)


def change_agency(request: GatedRequest[AgencyHere], coalition: str, agency: int) -> HttpResponse:
    """What an agency is called, does, and is called at."""
    known, place = request.subject.agency, request.subject.coalition
    form = AgencyForm(posted(request), agency=known)
    if done_by(form, actions.change_agency, agency=known, coalition=place, by=request.user):
        messages.success(request, f"{form.cleaned_data['name']} saved.")
        return redirect("membership_agencies", coalition)
    return form_page(
        request, "coalitions/agencies/agency.html", place, "agencies", form, agency=known
    )
