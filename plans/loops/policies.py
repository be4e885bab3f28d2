"""Who calls a step of a loop not needed, and takes that back: who edits the plan."""

from coalitions.access.policies import can_administer
from plans.findings.models import Finding
from plans.loops.models import StepNotNeeded
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_leave_step_out(user: User, finding: Finding) -> Allowed | Denied:
    """Say that a step is not needed: administrators of the finding's coalition."""
    return can_administer(user, finding.coalition)


def can_undo_mark(user: User, mark: StepNotNeeded) -> Allowed | Denied:
    """Say that it is needed after all: the same."""
    return can_administer(user, mark.finding.coalition)
