"""Whether a vote stands, and on what one is taken."""

from plans.approvals.models import Approval
from plans.editions import locks
from plans.editions.lifecycle import EditionStatus
from safety_portal.core.states import WrongState

VOTED_ON = (EditionStatus.AWAITING_SIGNATURES, EditionStatus.IN_FORCE)


def require_standing(approval: Approval) -> None:
    """Raise WrongState, saying who voided it when and why, where a vote stands no more."""
    if approval.voided_at:
        when = locks.when(approval.voided_at)
        raise WrongState(f"{approval.voided_by} voided this vote {when}: {approval.voided_because}")


def require_open_minutes(approval: Approval) -> None:
    """Raise WrongState where a vote cannot get minutes any more: it was voided, or has them."""
    require_standing(approval)
    if not approval.takes_minutes:
        raise WrongState("The minutes of this vote are recorded. They are added once, and stay.")
