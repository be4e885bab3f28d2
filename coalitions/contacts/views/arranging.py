"""A sheet as its administrators arrange it: roles, who has which place, who is called earlier."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from coalitions.contacts.actions import placing, roles
from coalitions.contacts.forms.sheet import PlaceForm, PlaceNewForm, RoleForm, same_number
from coalitions.contacts.models.sheet import ContactPlace, ContactRole
from coalitions.contacts.sheet import sheet_for
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted

FORM = "coalitions/contacts/form.html"


def arrange(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Every role with who answers, and what may be done with each."""
    here = request.subject
    sheet = sheet_for(request.user, here, on=timezone.localdate())
    context = page_context(request, here, "contacts", sheet=sheet)
    return render(request, "coalitions/contacts/arrange.html", context)


@require_POST
def begin(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Begin with the usual roles."""
    begun = roles.begin_sheet(coalition=request.subject, by=request.user)
    if begun:
        messages.success(request, f"The sheet has {len(begun)} roles. Say who answers for each.")
    return redirect("contact_arrange", coalition)


def role_add(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """A role of the coalition's own."""
    here = request.subject
    form = RoleForm(posted(request))
    if done := done_by(form, roles.add_role, coalition=here, by=request.user):
        messages.success(request, f"{done.result} is added.")
        return redirect("contact_arrange", coalition)
    context = {"title": "Add a role", "lead": "Something that your schools call somebody for."}
    return form_page(request, FORM, here, "contacts", form, is_arranging=True, **context)


def role_change(request: GatedRequest[ContactRole], coalition: str, role: int) -> HttpResponse:
    """What it is called, and whether it has an order."""
    here = request.subject
    form = RoleForm(posted(request), shown=here)
    if done := done_by(form, roles.change_role, role=here, by=request.user):
        messages.success(request, f"{done.result} is saved.")
        return redirect("contact_arrange", coalition)
    context = {"title": f"Change {here}", "lead": "Who answers for it stays."}
    return _form(request, here, form, **context)


@require_POST
def role_close(request: GatedRequest[ContactRole], coalition: str, role: int) -> HttpResponse:
    """Take an empty one off the sheet."""
    closed = roles.close_role(role=request.subject, by=request.user)
    messages.success(request, f"{closed} is no longer on the sheet.")
    return redirect("contact_arrange", coalition)


def place(request: GatedRequest[ContactRole], coalition: str, role: int) -> HttpResponse:
    """Let somebody answer for it whom the list has."""
    here = request.subject
    form = PlaceForm(posted(request), role=here, held=_held(here))
    if done := done_by(form, placing.place_contact, role=here, by=request.user):
        return _placed(request, done.result)
    lead = "A contact of yours or of your district."
    return _form(request, here, form, title=f"Who answers for {here}", lead=lead, is_known=True)


def place_new(request: GatedRequest[ContactRole], coalition: str, role: int) -> HttpResponse:
    """Let somebody answer for it who is written down with it."""
    here = request.subject
    form = PlaceNewForm(posted(request), role=here, held=_held(here))
    if done := done_by(form, placing.place_new_contact, role=here, by=request.user):
        return _placed(request, done.result)
    lead = "Somebody new. A contact needs no account: a name and a number are enough."
    return _form(request, here, form, title=f"Add a contact for {here}", lead=lead)


def _held(role: ContactRole) -> dict[int, ContactPlace]:
    places = role.places.current().select_related("contact__person")
    return {place.position: place for place in places}


def _placed(request: HttpRequest, placed: ContactPlace) -> HttpResponse:
    """Said, with a warning where the same telephone would ring twice."""
    messages.success(request, f"{placed.contact} answers for {placed.role}.")
    others = [each.contact for each in _held(placed.role).values()]
    if placed.role.in_order and (other := same_number(placed.contact, others)):
        messages.warning(
            request,
            f"{placed.contact} and {other} have the same number. If nobody answers there, the"
            " backup does not either.",
        )
    return redirect("contact_arrange", placed.coalition.slug)


def _form(
    request: GatedRequest[ContactRole], role: ContactRole, form: Any, **context: object
) -> HttpResponse:
    context |= {"role": role, "is_arranging": True}
    return form_page(request, FORM, role.coalition, "contacts", form, **context)


@require_POST
def place_end(request: GatedRequest[ContactPlace], coalition: str, place: int) -> HttpResponse:
    """Take somebody off a role."""
    ended = placing.end_place(place=request.subject, by=request.user)
    messages.success(request, f"{ended.contact} no longer answers for {ended.role}.")
    return redirect("contact_arrange", coalition)


@require_POST
def place_earlier(request: GatedRequest[ContactPlace], coalition: str, place: int) -> HttpResponse:
    """Call somebody before who is called before them."""
    moved = placing.call_earlier(place=request.subject, by=request.user)
    messages.success(request, f"{moved.contact} is called earlier for {moved.role}.")
    return redirect("contact_arrange", coalition)
