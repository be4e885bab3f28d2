"""A contact is added, and changed by its keepers or by itself."""

from collections.abc import Collection
from datetime import date
from typing import Any, Unpack

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.contacts.checking import Stale, Told, checked
from coalitions.contacts.locks import lock_contact
from coalitions.contacts.models.contact import ConfirmedBy, Contact, ContactChange
from coalitions.contacts.policies import can_change_numbers
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused

WHO = ("name", "agency", "title")
NUMBERS = ("day_phone", "night_phone", "any_hour", "radio", "email")
# What they themselves change, and what their keepers do.
OWN = (*NUMBERS, "leave_ends_on")
FIELDS = (*WHO, *OWN)


@transaction.atomic
def add_contact(
    *,
    coalition: Coalition,
    by: User,
    person: Person | None,
    is_confirmed: bool,
    **told: Unpack[Told],
) -> Contact:
    """Write down a person of the district, or a name, with numbers; returns the Contact.

    Without a day number it gets the one in the person's record. `is_confirmed`: somebody called it
    today. Raises Refused for numbers that are none and for a contact that there is. Audited.
    """
    require(can_administer(by, coalition))
    coalition, on = lock_coalition(coalition), timezone.localdate()
    contact = Contact(coalition=coalition, person=person, changed_on=on)
    contact.recorded_at, contact.recorded_by = timezone.now(), by
    if person:
        _check_person(coalition, person)
        told["name"], told["day_phone"] = "", told["day_phone"] or person.phone
    _set(contact, checked(told, contact=contact, on=on))
    _check_once(contact)
    if is_confirmed:
        set_confirmed(contact=contact, by=by, on=on)
    contact.save()
    record(by=by, action="contact.added", subject=contact, scope=coalition)
    return contact


def _check_person(coalition: Coalition, person: Person) -> None:
    if person.district_id != coalition.district_id or person.merged_into_id:
        raise Refused(f"{person} is nobody of this district.", field="person")


def _set(contact: Contact, told: Told, fields: Collection[str] = FIELDS) -> None:
    for field, value in told.items():
        if field in fields:
            setattr(contact, field, value)
    contact.name = "" if contact.person_id else tidy_name(contact.name)
    contact.title = tidy_name(contact.title)


def _check_once(contact: Contact) -> None:
    same = Contact.objects.current().filter(coalition=contact.coalition).exclude(pk=contact.pk)
    if contact.person_id and same.filter(person=contact.person_id).exists():
        raise Refused(f"{contact} is a contact already. Put them on the sheet.", field="person")
    if contact.name and same.filter(name__iexact=contact.name).exists():
        raise Refused(f"There is a contact {contact} already. Put it on the sheet.", field="name")


@transaction.atomic
def change_contact(
    *, contact: Contact, by: User, version: int, is_confirmed: bool, **told: Unpack[Told]
) -> Contact:
    """Change the numbers of a contact, and who it is where its keepers do; returns it.

    What it said before stays in its history. Changed numbers are to be confirmed again, unless they
    themselves changed them, or `is_confirmed`. Raises Stale, Refused for what cannot be and where
    nothing differs. Audited, without the numbers.
    """
    require(can_change_numbers(by, contact))
    contact, on = lock_contact(contact), timezone.localdate()
    if contact.version != version:
        raise Stale()
    before, is_own = _said(contact), contact.is_of(by)
    fields = FIELDS if can_administer(by, contact.coalition) else OWN
    _set(contact, checked(told, contact=contact, on=on), fields)
    _check_once(contact)
    changed = [field for field, said in _said(contact).items() if said != before[field]]
    if not changed and not (is_confirmed or is_own):
        raise Refused("Nothing differs from what is written down.")
    _write(contact, changed, by=by, on=on, is_confirmed=is_confirmed or is_own)
    if changed:
        _keep_history(contact, before, changed, by=by)
    said = {"fields": ", ".join(changed)}
    record(by=by, action="contact.changed", subject=contact, scope=contact.coalition, **said)
    return contact


def _said(contact: Contact) -> dict[str, Any]:
    """Each field as history keeps it."""
    said = {field: getattr(contact, field) for field in FIELDS}
    return {
        field: str(value or "") if field in ("agency", "leave_ends_on") else value
        for field, value in said.items()
    }


def _write(contact: Contact, changed: list[str], *, by: User, on: date, is_confirmed: bool) -> None:
    if set(changed) & set(NUMBERS):
        contact.changed_on = on
        contact.confirmed_on, contact.confirmed_how, contact.confirmed_by = None, "", None
        contact.reported_at, contact.reported = None, ""
    if is_confirmed:
        set_confirmed(contact=contact, by=by, on=on)
    contact.version += 1
    contact.save()


def _keep_history(
    contact: Contact, before: dict[str, Any], changed: list[str], *, by: User
) -> None:
    after = _said(contact)
    ContactChange.objects.create(
        contact=contact,
        before={field: before[field] for field in changed},
        after={field: after[field] for field in changed},
        made_at=timezone.now(),
        made_by=by,
    )


@unasked("A step of actions that asked who may say so, or of a link that is the right to.")
@unrecorded("The action that confirms or changes leaves the row.")
def set_confirmed(*, contact: Contact, by: User | None, on: date) -> None:
    """Say on the row, not saved yet, that its numbers are right; `by` None: by the link."""
    how = ConfirmedBy.ITSELF if contact.is_of(by) else ConfirmedBy.ADMINISTRATOR
    contact.confirmed_how = how if by else ConfirmedBy.LINK
    contact.confirmed_on, contact.confirmed_by = on, by
    contact.asked_on, contact.reported_at, contact.reported = [], None, ""
