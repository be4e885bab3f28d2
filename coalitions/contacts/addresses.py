"""Where mail to a contact goes: to its own address, else to the person's account or record."""

from coalitions.contacts.models.contact import Contact
from coalitions.people import addresses


def address_of(contact: Contact) -> str:
    """The address, or "" where none is known or the account is closed. No query where the person
    and the account were fetched.
    """
    if contact.email or contact.person is None:
        return contact.email
    return addresses.address_of(contact.person)
