"""Who reads, plans and logs drills: a verdict with its reason."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY, Scope
from coalitions.access.roles import MAY_LOG_FOR_OTHERS, MEMBERS, Group
from coalitions.action_items.policies import can_open_item
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied
from training.drills.models.change import DrillFinding
from training.drills.models.drill import Drill

OF_A_SCHOOL = Denied("A drill is of a school. Open one of the district’s schools.")


def can_read_drills(user: User, coalition: Scope) -> Allowed | Denied:
    """The list of drills: whoever reads anything there; rows are narrowed by `visible_to`."""
    return Allowed()


def can_read_board(user: User, coalition: Scope) -> Allowed | Denied:
    """What the rules ask for and where it stands: whoever reads what members read there."""
    if reads_details(user, coalition):
        return Allowed()
    return Denied(f"What is due is for those who work on the plan of {coalition}.")


def can_read_drill(user: User, drill: Drill) -> Allowed | Denied:
    """Whoever `visible_to` let through. What was measured is for members (`reads_details`)."""
    return Allowed()


def reads_details(user: User, coalition: Scope) -> bool:
    """Whether the account reads how a drill went, beside its kind, day and minutes."""
    return MEMBERS in access_of(user).levels_in(coalition)


def can_plan_drills(user: User, coalition: Scope) -> Allowed | Denied:
    """Plan, move, cancel and log drills of a school: its administrators and officers, and those of
    its district.
    """
    if access_of(user).view_as:
        return LOOKING_ONLY
    if coalition.school_id is None:
        return OF_A_SCHOOL
    if _groups_at(user, coalition) & MAY_LOG_FOR_OTHERS:
        return Allowed()
    return Denied(f"Only administrators and officers plan and log the drills of {coalition}.")


def can_run_drill(user: User, drill: Drill) -> Allowed | Denied:
    """Move, cancel, log and correct one: who plans drills there, and who leads it."""
    if verdict := can_plan_drills(user, drill.coalition):
        return verdict
    access = access_of(user)
    leads = drill.leader_id in {grant.membership_id for grant in access.grants}
    if leads and not access.view_as:
        return Allowed()
    return verdict


def can_act_on_finding(user: User, finding: DrillFinding) -> Allowed | Denied:
    """Make an action item of what was found: whoever opens them in that coalition."""
    return can_open_item(user, finding.coalition)


def _groups_at(user: User, coalition: Scope) -> frozenset[Group]:
    """The groups of the account in a school's coalition, and in that of its district."""
    access = access_of(user)
    above = {
        grant.group
        for grant in access.grants
        if not grant.of_school and grant.district_id == coalition.district_id
    }
    return access.groups_in(coalition) | above
