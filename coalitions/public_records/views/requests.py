"""The requests of a coalition: in a list, written down, due on another day, closed."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from coalitions.public_records.actions import requests as actions
from coalitions.public_records.forms import CloseForm, DueForm, RequestForm
from coalitions.public_records.locks import require_open
from coalitions.public_records.models.request import RecordsRequest
from coalitions.public_records.queries import packets_of, requests_of
from coalitions.public_records.words import list_heading, state_in_words
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import keyset_page
from safety_portal.core.web.posting import done_by, posted

TAB = "public_records"
TEMPLATES = "coalitions/public_records"
PACKETS_SHOWN = 10


@dataclass(frozen=True)
class RequestRow:
    """A request of the list: where it stands, and how many packets there are for it."""

    request: RecordsRequest
    color: str
    state: str
    packets: str


def public_records(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The newest request first, and the packets that were made."""
    place, today = request.subject, timezone.localdate()
    every = requests_of(request.user, place)

    def row(each: RecordsRequest) -> RequestRow:
        made = counted(each.packets_made, "packet") if each.packets_made else "None yet"
        return RequestRow(each, *state_in_words(each, on=today), made)

    context = page_context(
        request,
        place,
        TAB,
        page=keyset_page(every.with_packets(), request, by=("-received_on", "-id")).of(row),
        heading=list_heading(every.open().count()),
        packets=packets_of(request.user, place)[:PACKETS_SHOWN],
    )
    return render(request, f"{TEMPLATES}/requests.html", context)


def record(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Write one down."""
    place, form = request.subject, RequestForm(posted(request))
    if done := done_by(form, actions.record_request, coalition=place, by=request.user):
        messages.success(request, "Written down. Choose the facts that answer it.")
        return redirect("records_packet", coalition, done.result.pk)
    return form_page(request, f"{TEMPLATES}/record.html", place, TAB, form)


def due(
    request: GatedRequest[RecordsRequest], coalition: str, records_request: int
) -> HttpResponse:
    """Set another day."""
    this = request.subject
    form = DueForm(posted(request), shown=this)
    if done_by(form, actions.set_due_day, request=this, by=request.user):
        messages.success(request, "The day is set.")
        return redirect("records_packet", coalition, records_request)
    _require_open(request)
    return form_page(request, f"{TEMPLATES}/due.html", this.coalition, TAB, form, shown=this)


def close(
    request: GatedRequest[RecordsRequest], coalition: str, records_request: int
) -> HttpResponse:
    """Say what became of it."""
    this, form = request.subject, CloseForm(posted(request))
    if done_by(form, actions.close_request, request=this, by=request.user):
        messages.success(request, "The request is closed.")
        return redirect("public_records", coalition)
    _require_open(request)
    return form_page(request, f"{TEMPLATES}/close.html", this.coalition, TAB, form, shown=this)


def _require_open(request: GatedRequest[RecordsRequest]) -> None:
    """Raise WrongState for the form of what is closed."""
    if request.method != "POST":
        require_open(request.subject)
