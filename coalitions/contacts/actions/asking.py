"""Contacts are asked by mail whether their numbers are right: by hand, and by the portal itself."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.contacts import mail, semesters
from coalitions.contacts.addresses import address_of
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.queries import asked_by_the_portal, unconfirmed_of
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record_each
from safety_portal.core.authority import require, unasked

# The portal asks again after a week, and three times a semester; then an administrator calls.
AGAIN_AFTER, MOST_TIMES = timedelta(days=7), 3


@transaction.atomic
def ask_contacts(*, coalition: Coalition, by: User) -> list[Contact]:
    """Ask everybody on a sheet who is not confirmed and has an address; returns them.

    Once a day, however often. Audited.
    """
    require(can_administer(by, coalition))
    coalition, on = lock_coalition(coalition), timezone.localdate()
    asked = [
        contact
        for contact in unconfirmed_of(coalition, on=on)
        if address_of(contact) and on not in contact.asked_on
    ]
    return _ask(asked, by=by, on=on)


@unasked("The portal itself asks who has no account here, every day.")
@transaction.atomic
def ask_who_is_due(*, on: date, by: User | None = None) -> int:
    """Ask contacts whom no home page tells: at the beginning of a semester, and again each week.

    Returns how many. May run twice: nobody is asked twice a day. Audited.
    """
    due = [contact for contact in asked_by_the_portal(on=on) if _is_due(contact, on)]
    return len(_ask(due, by=by, on=on))


def _is_due(contact: Contact, on: date) -> bool:
    asked = _this_semester(contact, on)
    is_time = not asked or max(asked) + AGAIN_AFTER <= on
    return bool(address_of(contact)) and is_time and len(asked) < MOST_TIMES


def _this_semester(contact: Contact, on: date) -> list[date]:
    return [day for day in contact.asked_on if day >= semesters.began(on)]


def _ask(contacts: Iterable[Contact], *, by: User | None, on: date) -> list[Contact]:
    asked = list(contacts)
    for contact in asked:
        contact.asked_on = [*_this_semester(contact, on), on]
    Contact.objects.bulk_update(asked, ["asked_on"])
    mail.ask(asked, on=on)
    record_each(
        {
            "by": by,
            "action": "contact.asked",
            "subject": contact,
            "scope": contact.coalition_id,
            "detail": {},
        }
        for contact in asked
    )
    return asked
