"""The numbers of a contact are confirmed: by themselves, by their link, or by an administrator."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.contacts.actions.keeping import set_confirmed
from coalitions.contacts.checking import Stale
from coalitions.contacts.locks import lock_contact, lock_place
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import ContactPlace
from coalitions.contacts.policies import can_change_numbers
from coalitions.contacts.tokens import contact_by_link
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require, unasked
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

# By a link that is old, or to an address that is not theirs any more.
DEAD_LINK = "This link has ended. Ask the school or district that mailed it for a new one."


@transaction.atomic
def confirm_contact(*, contact: Contact, by: User) -> Contact:
    """Say that the numbers are right, as they themselves or as who keeps them; returns the contact.

    Audited, once a day however often.
    """
    require(can_change_numbers(by, contact))
    return _confirm(lock_contact(contact), by=by)


@transaction.atomic
def confirm_place(*, place: ContactPlace, by: User) -> Contact:
    """The same of a contact on one's own sheet, whoever keeps it: somebody called the number."""
    require(can_administer(by, place.coalition))
    return _confirm(lock_contact(lock_place(place).contact), by=by)


@unasked("Whoever holds the link confirms the contact: the link is the right to.")
@transaction.atomic
def confirm_by_link(*, token: str, version: int) -> Contact:
    """Confirm by the link of a mail what its holder saw; returns the contact.

    Raises WrongState for a dead link, and where the numbers were changed since they were shown.
    Audited, by nobody in particular: who opened the mail is not known.
    """
    return _confirm(_by_link(token, version), by=None)


def _by_link(token: str, version: int) -> Contact:
    contact = contact_by_link(token)
    if contact is None:
        raise WrongState(DEAD_LINK)
    contact = lock_contact(contact)
    if contact.version != version:
        raise Stale()
    return contact


def _confirm(contact: Contact, *, by: User | None) -> Contact:
    on = timezone.localdate()
    if contact.confirmed_on == on and not contact.reported:
        return contact
    set_confirmed(contact=contact, by=by, on=on)
    contact.save(
        update_fields=[
            *("confirmed_on", "confirmed_how", "confirmed_by"),
            *("asked_on", "reported_at", "reported"),
        ]
    )
    record(
        by=by,
        action="contact.confirmed",
        subject=contact,
        scope=contact.coalition,
        how=contact.get_confirmed_how_display(),
    )
    return contact


@unasked("Whoever holds the link says what is wrong: the link is the right to.")
@transaction.atomic
def report_by_link(*, token: str, version: int, reported: str) -> Contact:
    """Keep what somebody says is wrong with their numbers, for who keeps them; returns the contact.

    It counts as not confirmed from then on. Raises as confirm_by_link, and Refused for no words.
    """
    contact = _by_link(token, version)
    words = tidy_line(reported)[:500]
    if not words:
        raise Refused("Write what is wrong, such as the right number.", field="reported")
    if contact.reported == words:
        return contact
    contact.reported, contact.reported_at = words, timezone.now()
    contact.confirmed_on, contact.confirmed_how, contact.confirmed_by = None, "", None
    contact.save(
        update_fields=[
            *("confirmed_on", "confirmed_how", "confirmed_by"),
            *("reported_at", "reported"),
        ]
    )
    record(by=None, action="contact.reported_wrong", subject=contact, scope=contact.coalition)
    return contact
