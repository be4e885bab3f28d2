"""Who gets an edition on paper."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from plans.editions.models.edition import Edition
from plans.editions.policies import can_read_edition
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_print(user: User, edition: Edition) -> Allowed | Denied:
    """Have a PDF made of what one may read in it: as can_read_edition, for oneself."""
    standing, coalition = access_of(user), edition.plan.coalition
    if standing.view_as:
        return LOOKING_ONLY
    if not standing.levels_in(coalition):
        return Denied(f"Only who reads the plans of {coalition} has copies of them made.")
    return can_read_edition(user, edition)
