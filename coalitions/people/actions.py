"""Somebody is called otherwise."""

from django.db import transaction

from coalitions.people.models import Person
from coalitions.people.policies import can_rename
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require


@transaction.atomic
def rename(*, account: User, name: str, by: User) -> User:
    """Change the name of an account and of the people it is in its districts; returns the account.

    What was signed keeps the name it was signed with. Writes an audit row for each person and one
    for the account.
    """
    require(can_rename(by, account))
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    if account.name != name:
        before, account.name = account.name, name
        account.save(update_fields=["name"])
        record(by=by, action="account.renamed", subject=account, before=before)
    for person in (
        Person.objects.select_for_update(no_key=True).of_account(account).exclude(name=name)
    ):
        before, person.name = person.name, name
        person.save(update_fields=["name"])
        for coalition_id in set(person.memberships.values_list("coalition_id", flat=True)):
            record(
                by=by, action="person.renamed", subject=person, scope=coalition_id, before=before
            )
    return account
