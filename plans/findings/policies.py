"""Who reads findings, acts on them and enters those of somebody else's report.

Restricted from beginning to end, as the walks that they come from.
"""

from coalitions.action_items import policies as action_items
from coalitions.coalition.models import Coalition
from plans.assessments.policies import can_plan_assessment, can_read_assessments
from plans.findings.models import Finding, OutsideReport
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_read_findings(user: User, coalition: Coalition) -> Allowed | Denied:
    """The list of a place: who reads assessments there."""
    return can_read_assessments(user, coalition)


def can_read_finding(user: User, finding: Finding) -> Allowed | Denied:
    """Anybody whom `visible_to` let through."""
    return Allowed()


def can_decide_finding(user: User, finding: Finding) -> Allowed | Denied:
    """Record a decision not to act: who plans walks there."""
    return can_plan_assessment(user, finding.coalition)


def can_act_on_finding(user: User, finding: Finding) -> Allowed | Denied:
    """Open the action item that mends it: who opens action items of its coalition."""
    return action_items.can_open_item(user, finding.coalition)


def can_attach_report(user: User, coalition: Coalition) -> Allowed | Denied:
    """Attach what somebody else found: who plans walks there."""
    return can_plan_assessment(user, coalition)


def can_read_report(user: User, report: OutsideReport) -> Allowed | Denied:
    """Anybody whom `visible_to` let through."""
    return Allowed()


def can_enter_finding(user: User, report: OutsideReport) -> Allowed | Denied:
    """Enter a finding of a report: who plans walks there."""
    return can_plan_assessment(user, report.coalition)
