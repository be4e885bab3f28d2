"""The cast, made at once: what most tests begin with."""

from django.contrib.auth.hashers import make_password

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from tests import builders

PASSWORD_KEPT = make_password(builders.PASSWORD)


def make_cast(*, coalition):
    """An account in each role, by the role's code: as make_member makes them, in three queries."""
    accounts = User.objects.bulk_create(
        User(
            email=f"person{next(builders.serial)}@example.org",
            name=f"{role.label} {next(builders.serial)}",
            password=PASSWORD_KEPT,
        )
        for role in Role
    )
    people = Person.objects.bulk_create(
        Person(district=coalition.district, account=account, name=account.name, email=account.email)
        for account in accounts
    )
    Membership.objects.bulk_create(
        Membership(person=person, coalition=coalition, role=role, starts_on=builders.LONG_AGO)
        for person, role in zip(people, Role, strict=True)
    )
    return {role.value: account for account, role in zip(accounts, Role, strict=True)}


def allowed(policy, people, subject):
    """The roles of a cast that a policy lets in."""
    return {role for role, account in vars(people).items() if policy(account, subject)}


def seen(people, queryset):
    """The roles of a cast that find a row of the queryset's model."""
    return {role for role, account in vars(people).items() if queryset.visible_to(account).exists()}
