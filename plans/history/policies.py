"""Who sees how a section came to be."""

from coalitions.access import roles
from coalitions.access.grants import access_of
from plans.editions.models.section import Section
from plans.editions.policies import can_read_section
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_see_revisions(user: User, section: Section) -> Allowed | Denied:
    """What a section said before, and who changed it: members who may read it now.

    Who only reaches in reads what is in force.
    """
    coalition = section.edition.plan.coalition
    if roles.MEMBERS not in {
        level
        for grant in access_of(user).grants_in(coalition)
        for level in roles.levels(grant.role)
    }:
        return Denied(f"Only members of {coalition} see how its plan changed.")
    return can_read_section(user, section)
