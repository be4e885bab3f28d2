"""The locks under which contacts and sheets change: their coalition's, one after the other."""

from django.db.models import Q

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import ContactPlace, ContactRole
from safety_portal.core.states import WrongState

RETIRED = "This contact was taken off all sheets. Add it anew where it answers again."
GONE = "Somebody changed this place meanwhile. Look at the sheet as it stands now."


def locked_row(contact: Contact) -> Contact:
    """The row of a contact, locked until the transaction ends."""
    rows = Contact.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("coalition", "person__account", "agency").get(pk=contact.pk)


def lock_contact(contact: Contact) -> Contact:
    """The contact, locked with its coalition. Raises WrongState where it was retired."""
    lock_coalition(contact.coalition)
    contact = locked_row(contact)
    if contact.retired_at:
        raise WrongState(RETIRED)
    return contact


def lock_with_sheets(contact: Contact) -> Contact:
    """The same with the coalitions of all sheets it is on, in a fixed order."""
    on_sheets = contact.places.current().values("role__coalition")
    of_any = Q(pk=contact.coalition_id) | Q(pk__in=on_sheets)
    for coalition in Coalition.objects.filter(of_any).order_by("pk"):
        lock_coalition(coalition)
    return lock_contact(contact)


def lock_role(role: ContactRole) -> ContactRole:
    """The role, locked with its coalition. Raises WrongState where it was taken off the sheet."""
    lock_coalition(role.coalition)
    rows = ContactRole.objects.select_for_update(no_key=True, of=("self",))
    role = rows.select_related("coalition").get(pk=role.pk)
    if role.closed_at:
        raise WrongState("This role was taken off the sheet.")
    return role


def lock_place(place: ContactPlace) -> ContactPlace:
    """The place, locked with the coalition of its sheet. Raises WrongState where it has ended."""
    lock_coalition(place.coalition)
    rows = ContactPlace.objects.select_for_update(no_key=True, of=("self",))
    place = rows.select_related("role__coalition", "contact__person", "contact__coalition").get(
        pk=place.pk
    )
    if place.ended_at:
        raise WrongState(GONE)
    return place
