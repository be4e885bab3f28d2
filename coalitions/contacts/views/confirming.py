"""Contacts on a sheet are confirmed and asked, and answer by the link of a mail."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coalitions.coalition.models import Coalition
from coalitions.contacts.actions import asking, confirming
from coalitions.contacts.forms.contact import LinkForm
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import ContactPlace
from coalitions.contacts.queries import places_of_contact
from coalitions.contacts.sheet import numbers_of
from coalitions.contacts.tokens import contact_by_link
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted, listed
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import posted


@require_POST
def confirm_place(request: GatedRequest[ContactPlace], coalition: str, place: int) -> HttpResponse:
    """Somebody of this coalition called the number."""
    done = confirming.confirm_place(place=request.subject, by=request.user)
    messages.success(request, f"{done} is confirmed for this semester.")
    return redirect("contacts", coalition)


@require_POST
def ask(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Ask everybody by mail who is not confirmed."""
    asked = asking.ask_contacts(coalition=request.subject, by=request.user)
    people = counted(len(asked), "contact is", "contacts are")
    messages.success(request, f"{people} asked by mail. Nobody is asked twice a day.")
    return redirect("contacts", coalition)


@never_cache
def confirm_by_link(request: HttpRequest, link: str) -> HttpResponse:
    """Right, or what is wrong. Only a click on the page answers, never opening the link."""
    contact = contact_by_link(link)
    if contact is None:
        raise Http404(confirming.DEAD_LINK)
    form, refused, status = LinkForm(posted(request)), "", 200
    if form.is_bound:
        try:
            contact = _answered(form, link)
        except Refused as moved:
            refused, status = str(moved), 409 if isinstance(moved, WrongState) else 422
    context = _shown(contact, link) | {"refused": refused}
    context["typed"] = form.data.get("reported", "") if refused else ""
    return render(request, "coalitions/contacts/confirm.html", context, status=status)


def _answered(form: LinkForm, token: str) -> Contact:
    if not form.is_valid():
        raise Refused("Say whether the numbers are right, in at most 500 characters.")
    answer, version = form.cleaned_data["answer"], form.cleaned_data["version"]
    if answer == "right":
        return confirming.confirm_by_link(token=token, version=version)
    reported = form.cleaned_data["reported"]
    return confirming.report_by_link(token=token, version=version, reported=reported)


def _shown(contact: Contact, link: str) -> dict[str, object]:
    places = places_of_contact(contact)
    sheets = dict.fromkeys(place.coalition.name for place in places)
    return {
        "contact": contact,
        "numbers": numbers_of(contact, is_full=True),
        "sheets": listed(list(sheets)),
        "is_confirmed": contact.is_confirmed(timezone.localdate()),
        "link": link,
    }
