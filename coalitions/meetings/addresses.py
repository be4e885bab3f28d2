"""Where mail to somebody invited goes: to their account, else to the address of their record."""

from coalitions.meetings.models.invitee import Invitee
from coalitions.people.models import Person


def address_of(person: Person) -> str:
    """The address, or "" where none is known or its account is closed."""
    if person.account_id is None:
        return person.email
    account = person.account
    return account.email if account and account.is_active else ""


def without_address(invitees: list[Invitee]) -> list[Invitee]:
    """Those whom no mail reaches: somebody tells them."""
    return [each for each in invitees if not address_of(each.person)]
