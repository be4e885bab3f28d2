"""One contact: its numbers, what it answers for, its history; changed, confirmed, retired."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.coalition.tabs import form_page, page_context
from coalitions.contacts.actions import confirming, keeping, placing
from coalitions.contacts.addresses import address_of
from coalitions.contacts.forms.contact import ChangeForm, NumbersForm
from coalitions.contacts.locks import RETIRED
from coalitions.contacts.models.contact import Contact, ContactChange
from coalitions.contacts.models.sheet import ContactPlace
from coalitions.contacts.queries import places_of_contact
from coalitions.contacts.sheet import numbers_of
from coalitions.contacts.words import answers_in_words, asked_in_words, state_in_words
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import done_by, posted

CHANGES_SHOWN = 20
FIELDS = {
    "name": "Name",
    "agency": "Agency",
    "title": "Beside the name",
    "day_phone": "Day",
    "night_phone": "Night",
    "any_hour": "Any hour",
    "radio": "Radio",
    "email": "E-mail",
    "leave_ends_on": "On leave until",
}


@dataclass(frozen=True)
class Changed:
    """What was changed in one field: its word, and both texts."""

    field: str
    before: str
    after: str


def contact(request: GatedRequest[Contact], coalition: str, contact: int) -> HttpResponse:
    """What the numbers are, whether they are right, what it answers for, what was changed."""
    here, today = request.subject, timezone.localdate()
    color, state = state_in_words(here, on=today)
    changes = here.changes.select_related("made_by").order_by("-id")[:CHANGES_SHOWN]
    context = page_context(
        request,
        here.coalition,
        "contacts",
        contact=here,
        numbers=numbers_of(here, is_full=True),
        color=color,
        state=state,
        is_confirmed=here.is_confirmed(today),
        is_away=here.is_away(today),
        is_own=here.is_of(request.user),
        asked=asked_in_words(here, address=address_of(here)),
        places=[(place, _answers(place)) for place in places_of_contact(here)],
        changes=[(change, _differences(change)) for change in changes],
        # Who is a contact somewhere reads their own, and not the sheets of others.
        may_read_sheet=may(request.user, "contacts", here.coalition),
    )
    return render(request, "coalitions/contacts/contact.html", context)


def _answers(place: ContactPlace) -> str:
    return ", ".join(filter(None, (answers_in_words(place.role, place.position), place.note)))


def _differences(change: ContactChange) -> list[Changed]:
    return [
        Changed(FIELDS[field], _said(change.before[field]), _said(after))
        for field, after in change.after.items()
    ]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def change(request: GatedRequest[Contact], coalition: str, contact: int) -> HttpResponse:
    """The numbers; who it is where its keepers ask."""
    here = request.subject
    is_keeper = may(request.user, "contact_retire", here)
    form = (ChangeForm if is_keeper else NumbersForm)(posted(request), shown=here)
    if done_by(form, keeping.change_contact, contact=here, by=request.user):
        messages.success(request, f"{here} is saved.")
        return redirect(here)
    if not form.is_bound and here.retired_at:
        raise WrongState(RETIRED)
    context = {"contact": here, "title": f"Change {here}"}
    context["lead"] = (
        "What it said before stays in its history. Changed numbers are confirmed again."
    )
    return form_page(
        request, "coalitions/contacts/form.html", here.coalition, "contacts", form, **context
    )


@require_POST
def confirm(request: GatedRequest[Contact], coalition: str, contact: int) -> HttpResponse:
    """Say that the numbers are right."""
    done = confirming.confirm_contact(contact=request.subject, by=request.user)
    messages.success(request, f"{done} is confirmed for this semester.")
    return redirect(request.subject)


def retire(request: GatedRequest[Contact], coalition: str, contact: int) -> HttpResponse:
    """Take it off every sheet."""
    here = request.subject
    if request.method == "POST":
        placing.retire_contact(contact=here, by=request.user)
        messages.success(request, f"{here} is taken off all sheets.")
        return redirect("contacts", coalition)
    if here.retired_at:
        raise WrongState(RETIRED)
    context = page_context(request, here.coalition, "contacts", contact=here)
    context["places"] = [
        f"{place.coalition}: {_answers(place)}" for place in places_of_contact(here)
    ]
    context |= {"is_destructive": True, "back_url": here.get_absolute_url()}
    context |= {"back": "Back to the contact"}
    return render(request, "coalitions/contacts/retire.html", context)
