"""Numbers that nobody needs any more are forgotten: of retired contacts, in history, on paper."""

from datetime import date

from django.db import transaction

from coalitions.contacts.models.contact import Contact, ContactChange
from coalitions.contacts.models.sheet import PrintedSheet
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record_each
from safety_portal.core.authority import unasked

BLANK = {"day_phone": "", "night_phone": "", "any_hour": False, "radio": "", "email": ""}


@unasked("The portal itself forgets, every night.")
@transaction.atomic
def forget_contacts(*, before: date, by: User | None = None) -> int:
    """Remove the numbers of contacts that were retired before the day; returns how many.

    What changed and what was printed before the day goes, too. Names and places stay. Audited.
    """
    retired = Contact.objects.filter(retired_at__date__lt=before)
    reached = retired.exclude(day_phone="", night_phone="", email="", radio="")
    contacts = list(reached.select_for_update(no_key=True, of=("self",)).select_related("person"))
    keys = [contact.pk for contact in contacts]
    ContactChange.objects.filter(contact__in=keys).delete()
    ContactChange.objects.filter(made_at__date__lt=before).delete()
    PrintedSheet.objects.filter(printed_at__date__lt=before).delete()
    Contact.objects.filter(pk__in=keys).update(**BLANK)
    record_each(
        {
            "by": by,
            "action": "contact.forgotten",
            "subject": contact,
            "scope": contact.coalition_id,
            "detail": {"retired_before": before.isoformat()},
        }
        for contact in contacts
    )
    return len(contacts)
