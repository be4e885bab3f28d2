"""Forming a school’s coalition, by inviting its first administrator."""

from django.contrib import messages
from django.shortcuts import redirect

from coalitions.coalition.tabs import form_page, posted
from coalitions.invitations.actions import forming
from coalitions.invitations.forms.inviting import FormCoalitionForm
from safety_portal.core.states import WrongState


def form_coalition(request, coalition, school):
    """Form the coalition of one school and invite its first administrator."""
    school = request.subject
    form = FormCoalitionForm(posted(request))
    if form.is_valid():
        try:
            _, invitation, _ = forming.form_coalition(
                school=school,
                administrator_email=form.cleaned_data["email"],
                administrator_name=form.cleaned_data["name"],
                by=request.user,
            )
        except WrongState as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                f"{school.name} has its coalition; {invitation.email} is invited to administer it.",
            )
            return redirect("district_schools", coalition)
    return form_page(
        request,
        "coalitions/invitations/form_coalition.html",
        school.of_district,
        "schools",
        form,
        school=school,
    )
