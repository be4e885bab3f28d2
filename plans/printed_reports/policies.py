"""Who has the report of a walk printed: who reads it, for oneself."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from plans.assessments.models.assessment import Assessment
from plans.assessments.policies import can_read_assessments
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_print_report(user: User, assessment: Assessment) -> Allowed | Denied:
    """Have a PDF made of the report: who reads it."""
    if access_of(user).view_as:
        return LOOKING_ONLY
    return can_read_assessments(user, assessment.coalition)
