"""Who decides in a round of review."""

from coalitions.access.grants import standing_of
from coalitions.access.policies import LOOKING_ONLY
from plans.review.models import Reviewer
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_decide_review(user: User, reviewer: Reviewer) -> Allowed | Denied:
    """Give the decision a reviewer was asked for: that member, nobody else."""
    standing = standing_of(user)
    if standing.seen_as:
        return LOOKING_ONLY
    if any(hold.membership_id == reviewer.membership_id for hold in standing.holds):
        return Allowed()
    return Denied(f"Only {reviewer.membership.person} gives this decision.")
