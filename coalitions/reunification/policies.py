"""Who reads how ready a school is, and who learns where its sites are.

Keeping it is the administrators' of the school's own coalition.
"""

from typing import Protocol

from coalitions.access.grants import access_of
from coalitions.access.policies import Scope
from coalitions.access.roles import MEMBERS, RESTRICTED
from coalitions.reunification.models.site import ReunificationSite
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


class OfSchoolCoalition(Protocol):
    """A site, a rehearsal, a kit: something of a school's coalition."""

    @property
    def coalition(self) -> Scope: ...


def can_read_readiness(user: User, coalition: Scope) -> Allowed | Denied:
    """Of a school: who reads what members read there; of a district: who does in its schools."""
    access = access_of(user)
    if coalition.school_id:
        if MEMBERS in access.levels_in(coalition):
            return Allowed()
        return Denied(f"How ready {coalition} is, its members read. Families are told on the day.")
    _, down, _ = access.scopes_reading(MEMBERS)
    if coalition.district_id in down:
        return Allowed()
    return Denied(f"The readiness of all schools is for those in {coalition} who read their plans.")


def can_read_rehearsal(user: User, of: OfSchoolCoalition) -> Allowed | Denied:
    """The same of something of a school's."""
    return can_read_readiness(user, of.coalition)


def can_read_site(user: User, site: ReunificationSite) -> Allowed | Denied:
    """Where a site is, what leads there and what it lacks: who reads what is restricted there.

    A place that is known beforehand is a second target.
    """
    if RESTRICTED in access_of(user).levels_in(site.coalition):
        return Allowed()
    return Denied("Only administrators, officers and responders read where a site is.")
