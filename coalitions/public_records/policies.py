"""Who reads requests and packets, and who makes them: a verdict with its reason."""

from coalitions.access.grants import access_of
from coalitions.access.policies import OfCoalition, Scope, can_administer
from coalitions.access.roles import Group
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_read_records(user: User, coalition: Scope) -> Allowed | Denied:
    """What was asked for and what was made: administrators of the coalition."""
    if Group.ADMINISTRATOR in access_of(user).groups_in(coalition):
        return Allowed()
    return _no(coalition)


def can_read_record(user: User, subject: OfCoalition) -> Allowed | Denied:
    """The same of one request or packet."""
    return can_read_records(user, subject.coalition)


def can_answer_requests(user: User, coalition: Scope) -> Allowed | Denied:
    """Write down a request: administrators, with their own eyes."""
    return can_administer(user, coalition) if can_read_records(user, coalition) else _no(coalition)


def can_answer_request(user: User, subject: OfCoalition) -> Allowed | Denied:
    """Make a packet for a request, set its day, close it."""
    return can_answer_requests(user, subject.coalition)


def _no(coalition: Scope) -> Denied:
    return Denied(f"Only an administrator of {coalition} answers public records requests.")
