"""Make contacts, roles of sheets and who has which place, as builders.py makes the rest."""

from django.utils import timezone

from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import ContactPlace, ContactRole, PrintedSheet
from tests import builders


def make_contact(*, coalition, person=None, by=None, **fields):
    """A desk, or a person, that nobody has confirmed; changed long ago."""
    by = by or builders.make_account()
    fields = {"day_phone": "989-555-0150", "changed_on": builders.LONG_AGO} | fields
    name = "" if person else fields.pop("name", f"Desk {next(builders.serial)}")
    return Contact.objects.create(
        coalition=coalition,
        person=person,
        name=name,
        recorded_at=timezone.now(),
        recorded_by=by,
        **fields,
    )


def confirmed(*, by, on=None):
    """The fields of a contact that an administrator confirmed, today unless said otherwise."""
    on = on or timezone.localdate()
    return {"confirmed_on": on, "confirmed_how": "administrator", "confirmed_by": by}


def make_role(*, coalition, name=None, **fields):
    number = next(builders.serial)
    fields = {"position": coalition.contact_roles.count() + 1} | fields
    return ContactRole.objects.create(
        coalition=coalition,
        name=name or f"Role {number}",
        made_on=fields.pop("made_on", timezone.localdate()),
        **fields,
    )


def put(contact, role, position=1, *, by=None, **fields):
    """The contact in a place of the role."""
    by = by or builders.make_account()
    return ContactPlace.objects.create(
        contact=contact,
        role=role,
        position=position,
        placed_at=fields.pop("placed_at", timezone.now()),
        placed_by=by,
        **fields,
    )


def make_line(*, coalition, role=None, position=1, by=None, **fields):
    """A contact of the coalition on its own sheet, in a role of its own: the place."""
    by = by or builders.make_account()
    contact = make_contact(coalition=coalition, by=by, **fields)
    return put(contact, role or make_role(coalition=coalition), position, by=by)


def make_printed(*, coalition, lines=(), by=None, **fields):
    return PrintedSheet.objects.create(
        coalition=coalition,
        lines=list(lines),
        printed_at=fields.pop("printed_at", timezone.now()),
        printed_by=by or builders.make_account(),
    )
