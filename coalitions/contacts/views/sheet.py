"""Whom to call: the sheet of a school, all sheets of a district, one agency, and a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import RESTRICTED
from coalitions.agencies.queries import AgencyHere
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from coalitions.contacts import semesters
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import ContactPlace
from coalitions.contacts.queries import (
    contacts_of_agency,
    kept_by,
    places_by_contact,
    places_to_export,
    sheets_of_schools,
)
from coalitions.contacts.sheet import Number, Sheet, numbers_of, sheet_for
from coalitions.contacts.words import answers_in_words, heading, place_in_words, state_in_words
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.exports.csv import csv_response
from safety_portal.core.paging import keyset_page

TAB = "contacts"
COLUMNS = [
    *("School or district", "Role", "Place", "Who", "Beside the name", "Agency"),
    *("Day", "Any hour", "Night", "Radio", "E-mail", "On leave until", "Confirmed on", "Note"),
]


@dataclass(frozen=True)
class ContactRow:
    """A contact of a list: its numbers, what it answers for, and where it stands."""

    contact: Contact
    numbers: tuple[Number, ...]
    answers: Sequence[str]
    color: str
    state: str
    is_full: bool


def sheet(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The numbers first, then what is not confirmed and what changed since the last paper."""
    here, today = request.subject, timezone.localdate()
    shown = sheet_for(request.user, here, on=today)
    context = page_context(
        request,
        here,
        TAB,
        sheet=shown,
        heading=heading(here.name, shown.confirmed, shown.of),
        began=semesters.began(today),
        open=shown.of - shown.confirmed,
        agencies=_agencies(shown),
        on=today,
    )
    return render(request, "coalitions/contacts/sheet.html", context)


def _agencies(shown: Sheet) -> list[tuple[int, str]]:
    """The agencies of a sheet by name: each has a page of its own, for a dispatcher."""
    named = {
        line.contact.agency.pk: line.contact.agency.name
        for row in shown.roles
        for line in row.lines
        if line.contact.agency
    }
    return sorted(named.items(), key=lambda each: each[1])


def schools(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """How many of the numbers of each school are confirmed, who is missing, and the last paper."""
    here, today = request.subject, timezone.localdate()
    every = sheets_of_schools(request.user, here, on=today)
    page = keyset_page(every, request, by=("name", "id"))
    context = page_context(request, here, TAB, page=page)
    return render(request, "coalitions/contacts/schools.html", context)


def agency(request: GatedRequest[AgencyHere], coalition: str, agency: int) -> HttpResponse:
    """Everybody of one agency, over all sheets that the reader may see."""
    here, place = request.subject.agency, request.subject.coalition
    every = contacts_of_agency(request.user, here.pk, here.district_id)
    page = keyset_page(every, request, by=("called", "id"))
    answers = places_by_contact(request.user, page.rows)
    context = page_context(
        request,
        place,
        TAB,
        agency=here,
        page=page.of(lambda each: _row(request, each, answers.get(each.pk, []))),
    )
    return render(request, "coalitions/contacts/agency.html", context)


def _row(
    request: GatedRequest[AgencyHere], contact: Contact, places: Sequence[ContactPlace]
) -> ContactRow:
    """A contact with the night number where one of these sheets shows it to the reader."""
    access = access_of(request.user)
    is_full = any(RESTRICTED in access.levels_in(place.coalition) for place in places)
    color, state = state_in_words(contact, on=timezone.localdate())
    answers = [_answer(place) for place in places]
    return ContactRow(contact, numbers_of(contact, is_full=is_full), answers, color, state, is_full)


def _answer(place: ContactPlace) -> str:
    answers = (answers_in_words(place.role, place.position), place.note)
    return f"{place.coalition}: {', '.join(filter(None, answers))}"


def kept(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The contacts that a coalition keeps; `state` narrows to those that are not confirmed."""
    here, today = request.subject, timezone.localdate()
    is_open = request.GET.get("state") == "unconfirmed"
    waiting = kept_by(here, unconfirmed_on=today)
    every = waiting if is_open else kept_by(here)
    page = keyset_page(every, request, by=("called", "id"))
    context = page_context(
        request,
        here,
        TAB,
        page=page.of(
            lambda each: ContactRow(
                each, numbers_of(each, is_full=True), (), *state_in_words(each, on=today), True
            )
        ),
        is_open=is_open,
        waiting=waiting.count(),
    )
    return render(request, "coalitions/contacts/kept.html", context)


def contacts_csv(request: GatedRequest[Coalition], coalition: str) -> StreamingHttpResponse:
    """A sheet as a file, with all numbers; of a district all sheets."""
    places = places_to_export(request.user, request.subject)
    return csv_response("contacts.csv", COLUMNS, _cells(places.iterator(chunk_size=500)))


def _cells(places: Iterator[ContactPlace]) -> Iterator[list[str]]:
    for place in places:
        contact = place.contact
        days = (contact.leave_ends_on, contact.confirmed_on)
        yield [
            place.coalition.name,
            place.role.name,
            place_in_words(place.role, place.position),
            str(contact),
            contact.title,
            contact.agency.name if contact.agency else "",
            contact.day_phone,
            "yes" if contact.any_hour else "",
            contact.night_phone,
            contact.radio,
            contact.email,
            *(day.isoformat() if day else "" for day in days),
            place.note,
        ]
