"""Forming a school’s coalition, by inviting its first administrator."""

from django.contrib import messages
from django.shortcuts import redirect

from coalitions.coalition.tabs import form_page
from coalitions.invitations.actions import forming
from coalitions.invitations.forms.inviting import FormCoalitionForm
from safety_portal.core.web.posting import done_by, posted


def form_coalition(request, coalition, school):
    """Form the coalition of one school and invite its first administrator."""
    school, place = request.subject.school, request.subject.coalition
    form = FormCoalitionForm(posted(request))
    if done := done_by(form, _form, school=school, by=request.user):
        _, invitation, _ = done.result
        messages.success(
            request,
            f"{school.name} has its coalition; {invitation.email} is invited to administer it.",
        )
        return redirect("coalition_schools", coalition)
    return form_page(
        request, "coalitions/invitations/form_coalition.html", place, "schools", form, school=school
    )


def _form(*, school, email, name, by):
    """Form it with the administrator whom the form names."""
    return forming.form_coalition(
        school=school, administrator_email=email, administrator_name=name, by=by
    )
