"""Mail that asks a contact whether its numbers are right. The numbers themselves never travel."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.urls import reverse

from coalitions.contacts import semesters, tokens
from coalitions.contacts.addresses import address_of
from coalitions.contacts.models.contact import Contact
from safety_portal.core.accounts.tokens import GOOD_FOR
from safety_portal.core.look.wording import full_day
from safety_portal.core.notices import outbox
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.mail import render_mail

ASKED = Kind("contact_asked", secret_for=lambda: GOOD_FOR)


def ask(contacts: Iterable[Contact], *, on: date) -> None:
    """Ask each of them, whom mail reaches, once a day at most."""
    outbox.post_each(_letter(contact, on=on) for contact in contacts)


def _letter(contact: Contact, *, on: date) -> dict[str, object]:
    due_on = semesters.due_on(contact.changed_on, on=on)
    context = {
        "heading": f"Are your telephone numbers for {contact.coalition} still right?",
        "scope": str(contact.coalition),
        "lines": [
            "You are on a sheet of people whom schools call in an emergency. Twice a year we ask"
            " whether the numbers are right.",
            f"Please look at them by {full_day(max(due_on, on))}. It takes a minute, and no sign-in"
            " is needed.",
        ],
        "url": settings.PORTAL_ADDRESS
        + reverse("contact_confirm_link", args=[tokens.token_for(contact)]),
        "button": "Look at my numbers",
        "after": "",
        "foot": f"You get this because you are a contact of {contact.coalition}.",
    }
    return {
        "key": f"contact-asked:{contact.pk}:{on}",
        "kind": ASKED,
        "to": address_of(contact),
        "name": str(contact),
        "account": contact.person.account if contact.person else None,
        "scope": contact.coalition,
        "calendar": "",
        **render_mail("mail/message", context)._asdict(),
    }
