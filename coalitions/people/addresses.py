"""Where mail to a person goes: to their account, else to the address of their record."""

from coalitions.people.models import Person


def address_of(person: Person) -> str:
    """The address, or "" where none is known or its account is closed.

    No query where the account was fetched.
    """
    if person.account_id is None:
        return person.email
    account = person.account
    return account.email if account and account.is_active else ""
