"""Who sees who else has a section open."""

from coalitions.access import roles
from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from plans.editions.models.section import Section
from plans.editions.policies import can_read_section
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_see_who_is_here(user: User, section: Section) -> Allowed | Denied:
    """Who else has a section open that is being written.

    Members of the coalition who read what members read.
    """
    coalition = section.edition.plan.coalition
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if not any(roles.MEMBERS in roles.levels(grant.role) for grant in access.grants_in(coalition)):
        return Denied(f"Only members of {coalition} see who else has a section of its plan open.")
    return can_read_section(user, section)
