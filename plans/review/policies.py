"""Who decides in a round of review."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from plans.review.models import Reviewer
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_decide_review(user: User, reviewer: Reviewer) -> Allowed | Denied:
    """Give the decision a reviewer was asked for: that member, nobody else."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if any(grant.membership_id == reviewer.membership_id for grant in access.grants):
        return Allowed()
    return Denied(f"Only {reviewer.membership.person} gives this decision.")
