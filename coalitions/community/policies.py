"""Who is named on the page for everybody: whoever says so. The rest is its administrators'."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_show_name(user: User, membership: Membership) -> Allowed | Denied:
    """Consent, or take it back: the person alone, who holds a seat and is no student."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if membership.person_id not in access.person_ids:
        return Denied(f"Only {membership.person} says whether their name is public.")
    if membership.role == Role.STUDENT:
        return Denied("Students are not named on a public page.")
    if membership.seat_id is None:
        return Denied("The public page names who holds a seat. You hold none here.")
    return Allowed()
