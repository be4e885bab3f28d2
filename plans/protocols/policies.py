"""Who acknowledges a protocol, and who sees who has."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from coalitions.access.roles import Group
from coalitions.coalition.models import Coalition
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.editions.policies import can_read_section
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_acknowledge(user: User, section: Section) -> Allowed | Denied:
    """Say that a protocol was read: members in a role it is meant for."""
    coalition = section.edition.plan.coalition
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if access.roles_in(coalition) & set(section.protocol_for):
        return can_read_section(user, section)
    return Denied("This section is not a protocol for your role.")


def can_see_acknowledgements(user: User, coalition: Coalition) -> Allowed | Denied:
    """Who has read what, by name: the coalition's administrators."""
    if Group.ADMINISTRATOR in access_of(user).groups_in(coalition):
        return Allowed()
    return Denied(f"Only an administrator of {coalition} sees who has read what.")


def can_see_readers(user: User, edition: Edition) -> Allowed | Denied:
    """Who has read the protocols of an edition, by name: as can_see_acknowledgements."""
    return can_see_acknowledgements(user, edition.plan.coalition)
