"""The agencies that a coalition works with."""

from django.contrib import messages
from django.shortcuts import redirect

from coalitions.agencies import actions
from coalitions.agencies.forms import AgencyForm
from coalitions.coalition.tabs import form_page
from safety_portal.core.web.posting import done_by, posted


def add_agency(request, coalition):
    """An outside partner the district did not know."""
    coalition = request.subject
    form = AgencyForm(posted(request))
    if done := done_by(form, actions.add_agency, coalition=coalition, by=request.user):
        messages.success(request, f"{done.result.name} added.")
        return redirect("membership_agencies", coalition.slug)
    return form_page(request, "coalitions/agencies/agency.html", coalition, "agencies", form)


def change_agency(request, coalition, agency):
    """What an agency is called, does, and is called at."""
    agency, place = request.subject.agency, request.subject.coalition
    form = AgencyForm(posted(request), agency=agency)
    if done_by(form, actions.change_agency, agency=agency, coalition=place, by=request.user):
        messages.success(request, f"{form.cleaned_data['name']} saved.")
        return redirect("membership_agencies", coalition)
    return form_page(
        request, "coalitions/agencies/agency.html", place, "agencies", form, agency=agency
    )
