"""Who sees a vote of a board, and who records it."""

from plans.editions.policies import can_edit, can_see_signatures


def can_see_approval(user, approval):
    """How a board voted, and its minutes: as can_see_signatures."""
    return can_see_signatures(user, approval.edition)


def can_manage_approval(user, approval):
    """Add the minutes of a vote, or void it: who edits the plan."""
    return can_edit(user, approval.edition.plan)
