"""Who sees a vote of a board, and who records it."""

from plans.approvals.models import Approval
from plans.editions.policies import can_edit, can_see_signatures
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_see_approval(user: User, approval: Approval) -> Allowed | Denied:
    """How a board voted, and its minutes: as can_see_signatures."""
    return can_see_signatures(user, approval.edition)


def can_manage_approval(user: User, approval: Approval) -> Allowed | Denied:
    """Add the minutes of a vote, or void it: who edits the plan."""
    return can_edit(user, approval.edition.plan)
