"""Who may see a coalition, and who looks after it.

Each policy answers Allowed or Denied with the sentence a person is shown.
"""

from typing import Protocol

from coalitions.access.grants import access_of
from coalitions.access.roles import Group
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


class Scope(Protocol):
    """A coalition, as far as a policy asks: this noun stands before the one that has the model."""

    pk: int
    school_id: int | None
    district_id: int


class OfCoalition(Protocol):
    """Something of a coalition: an invitation, a membership, a seat."""

    @property
    def coalition(self) -> Scope: ...


LOOKING_ONLY = Denied(
    "You are looking at the portal as another role. Stop that first; looking changes nothing."
)


def can_see(user: User, coalition: Scope) -> Allowed | Denied:
    """Anybody whom `visible_to` let through: members, and those whose reading reaches here."""
    return Allowed()


def is_member(user: User, coalition: Scope) -> Allowed | Denied:
    """Current members only.

    What reaches in from above or below reads plans, not the coalition's own pages.
    """
    if access_of(user).grants_in(coalition):
        return Allowed()
    return Denied(f"Only members of {coalition} see this page.")


def can_see_people(user: User, coalition: Scope) -> Allowed | Denied:
    """Who is in it: its members, and the district's administrators, officers and responders."""
    access = access_of(user)
    if access.grants_in(coalition):
        return Allowed()
    reaching = {
        grant.group
        for grant in access.grants
        if not grant.of_school and grant.district_id == coalition.district_id
    }
    if coalition.school_id and reaching & {Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS}:
        return Allowed()
    return Denied(f"Only members of {coalition} see who is in it.")


def can_administer(user: User, coalition: Scope) -> Allowed | Denied:
    """Invite, end memberships, set seats, verify, publish: the coalition's own administrators."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if Group.ADMINISTRATOR in access.groups_in(coalition):
        return Allowed()
    return Denied(f"Only an administrator of {coalition} may do this.")


def can_administer_subject(user: User, subject: OfCoalition) -> Allowed | Denied:
    """The same for something of a coalition: an invitation, a membership, a seat."""
    return can_administer(user, subject.coalition)


def can_read_audit(user: User, coalition: Scope) -> Allowed | Denied:
    """The record of every change: administrators."""
    if Group.ADMINISTRATOR in access_of(user).groups_in(coalition):
        return Allowed()
    return Denied(f"Only an administrator of {coalition} reads the record of changes.")


def can_read_reminders(user: User, coalition: Scope) -> Allowed | Denied:
    """Who was told what they owe, and what became of the mail: administrators.

    Everybody reads their own under Account.
    """
    if Group.ADMINISTRATOR in access_of(user).groups_in(coalition):
        return Allowed()
    return Denied(
        f"Only an administrator of {coalition} reads who was reminded; yours are under your account."
    )
