"""Contacts are put onto a sheet, called earlier, and taken off; who was there stays in history."""

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.contacts.actions.keeping import add_contact
from coalitions.contacts.checking import Told
from coalitions.contacts.locks import (
    GONE,
    lock_place,
    lock_role,
    lock_with_sheets,
    locked_row,
)
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import PLACES, ContactPlace, ContactRole
from coalitions.contacts.words import place_in_words
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@transaction.atomic
def place_contact(
    *, role: ContactRole, contact: Contact, position: int, note: str, instead_of: int, by: User
) -> ContactPlace:
    """Let a contact answer for a role, in the place of whoever has it; returns the ContactPlace.

    `instead_of` is the key of the place that the form showed there, 0 for nobody: raises WrongState
    where somebody else was put there meanwhile. Refused where the contact has a place in the role,
    and for contacts of others. Audited.
    """
    require(can_administer(by, role.coalition))
    role, now = lock_role(role), timezone.now()
    contact = locked_row(contact)
    _check_contact(role, contact)
    if position not in PLACES:
        raise Refused("There are three places: first, backup 1 and backup 2.", field="place")
    held = {place.position: place for place in role.places.current()}
    before = held.get(position)
    if (before.pk if before else 0) != instead_of:
        raise WrongState(GONE)
    if any(place.contact_id == contact.pk for place in held.values()):
        raise Refused(
            f"{contact} answers for {role} already. Choose somebody else.", field="contact"
        )
    if role.in_order and any(earlier not in held for earlier in range(1, position)):
        raise Refused("Nobody is called before this place yet. Fill that first.", field="place")
    if before:
        _end(before, by=by, now=now)
    place = _make(role, contact, position, note, by=by, now=now)
    _record(by, "contact.placed", place, instead_of=str(before.contact if before else ""))
    return place


@transaction.atomic
def place_new_contact(
    *,
    role: ContactRole,
    position: int,
    note: str,
    instead_of: int,
    by: User,
    person: Person | None,
    is_confirmed: bool,
    **told: Unpack[Told],
) -> ContactPlace:
    """Write a contact down and let it answer for a role; returns the ContactPlace.

    Raises as add_contact and place_contact do; audited by both.
    """
    contact = add_contact(
        coalition=role.coalition, by=by, person=person, is_confirmed=is_confirmed, **told
    )
    return place_contact(
        role=role, contact=contact, position=position, note=note, instead_of=instead_of, by=by
    )


def _check_contact(role: ContactRole, contact: Contact) -> None:
    kept_by, here = contact.coalition, role.coalition
    is_of_district = kept_by.district_id == here.district_id and kept_by.school_id is None
    if contact.coalition_id != here.pk and not is_of_district:
        raise Refused(f"{contact} is no contact of {here} or its district.", field="contact")
    if contact.retired_at:
        raise Refused(f"{contact} was taken off all sheets.", field="contact")


def _end(place: ContactPlace, *, by: User, now: datetime) -> None:
    place.ended_at, place.ended_by = now, by
    place.save(update_fields=["ended_at", "ended_by"])


def _make(
    role: ContactRole, contact: Contact, position: int, note: str, *, by: User, now: datetime
) -> ContactPlace:
    return ContactPlace.objects.create(
        role=role,
        contact=contact,
        position=position,
        note=tidy_name(note)[:120],
        placed_at=now,
        placed_by=by,
    )


def _record(by: User, action: str, place: ContactPlace, **said: str) -> None:
    where = {"role": place.role.name, "place": place_in_words(place.role, place.position)}
    record(by=by, action=action, subject=place.contact, scope=place.coalition, **where, **said)


@transaction.atomic
def end_place(*, place: ContactPlace, by: User) -> ContactPlace:
    """Take a contact off a role; those behind it are called one earlier. Returns it. Audited."""
    require(can_administer(by, place.coalition))
    place = lock_place(place)
    _take_off(place, by=by, now=timezone.now())
    _record(by, "contact.taken_off", place)
    return place


@transaction.atomic
def retire_contact(*, contact: Contact, by: User) -> Contact:
    """Take a contact off every sheet for good; its history stays. Returns it. Audited."""
    require(can_administer(by, contact.coalition))
    contact, now = lock_with_sheets(contact), timezone.now()
    rows = contact.places.current().select_related("role", "contact").order_by("role_id")
    for place in rows:
        _take_off(place, by=by, now=now)
    contact.retired_at, contact.retired_by = now, by
    contact.version += 1
    contact.save(update_fields=["retired_at", "retired_by", "version"])
    record(by=by, action="contact.retired", subject=contact, scope=contact.coalition)
    return contact


def _take_off(place: ContactPlace, *, by: User, now: datetime) -> None:
    _end(place, by=by, now=now)
    if not place.role.in_order:
        return
    behind = place.role.places.current().filter(position__gt=place.position)
    for each in behind.select_related("role", "contact").order_by("position"):
        _move(each, each.position - 1, by=by, now=now)


def _move(place: ContactPlace, position: int, *, by: User, now: datetime) -> ContactPlace:
    """The same contact in another place: the row of the place it had stays as history."""
    _end(place, by=by, now=now)
    return _make(place.role, place.contact, position, place.note, by=by, now=now)


@transaction.atomic
def call_earlier(*, place: ContactPlace, by: User) -> ContactPlace:
    """Let a contact change places with the one that is called before it; returns the new place.

    Raises WrongState for the first, and where a role has no order. Audited.
    """
    require(can_administer(by, place.coalition))
    place, now = lock_place(place), timezone.now()
    before = place.role.places.current().filter(position=place.position - 1).first()
    if before is None or not place.role.in_order:
        raise WrongState("Nobody is called before this contact.")
    _end(before, by=by, now=now)
    moved = _move(place, before.position, by=by, now=now)
    _make(before.role, before.contact, place.position, before.note, by=by, now=now)
    _record(by, "contact.called_earlier", moved)
    return moved
