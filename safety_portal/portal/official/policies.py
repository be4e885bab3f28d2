"""Who reads the figures of a coalition: numbers without names, of what is restricted too."""

from coalitions.access.grants import access_of
from coalitions.access.policies import Scope
from coalitions.access.roles import Group
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied

READERS = frozenset({Group.OFFICIAL, Group.ADMINISTRATOR, Group.OFFICERS})


def can_read_figures(user: User, coalition: Scope) -> Allowed | Denied:
    """Officials, administrators and officers of the coalition."""
    if access_of(user).groups_in(coalition) & READERS:
        return Allowed()
    return Denied(f"Only officials, administrators and officers of {coalition} read its figures.")
