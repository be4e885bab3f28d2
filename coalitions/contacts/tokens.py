"""The link by which a contact confirms its numbers without signing in: signed, not kept.

It names the contact and the address that it was sent to, so that it ends with either. It shows and
confirms that one contact, and nothing else.
"""

import hashlib
from datetime import timedelta

from django.core import signing

from coalitions.contacts.addresses import address_of
from coalitions.contacts.models.contact import Contact

SALT = "coalitions.contacts.confirm"
GOOD_FOR = timedelta(days=90)


def token_for(contact: Contact) -> str:
    """What stands in the link that is mailed to the contact."""
    return signing.dumps([contact.pk, _mark(address_of(contact))], salt=SALT)


def contact_by_link(token: str) -> Contact | None:
    """The contact that a link confirms; None where the link was never ours or has ended.

    It ends with the contact, after its days (GOOD_FOR), and where mail goes to another address.
    """
    try:
        key, mark = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Contact.objects.current().select_related("coalition", "person__account")
    contact = rows.filter(pk=key).first()
    return contact if contact and mark == _mark(address_of(contact)) else None


def _mark(address: str) -> str:
    return hashlib.sha256(address.lower().encode()).hexdigest()[:16]
