"""The link by which a contact confirms its numbers without signing in (core/accounts/tokens).

It shows and confirms that one contact, and nothing else.
"""

from coalitions.contacts.addresses import address_of
from coalitions.contacts.models.contact import Contact
from safety_portal.core.accounts.tokens import is_mark_of, read_signed, signed_for

SALT = "coalitions.contacts.confirm"


def token_for(contact: Contact) -> str:
    """What stands in the link that is mailed to the contact."""
    return signed_for(contact.pk, address_of(contact), salt=SALT)


def contact_by_link(token: str) -> Contact | None:
    """The contact that a link confirms; None where the link was never ours or has ended.

    It ends with the contact, after its days (GOOD_FOR of core/accounts/tokens), and where mail goes
    to another address.
    """
    read = read_signed(token, salt=SALT)
    if read is None:
        return None
    key, mark = read
    rows = Contact.objects.current().select_related("coalition", "person__account")
    contact = rows.filter(pk=key).first()
    return contact if contact and is_mark_of(mark, address_of(contact)) else None
