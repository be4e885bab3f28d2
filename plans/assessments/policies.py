"""Who plans, walks and reads a site assessment.

Restricted from beginning to end: who reads nothing restricted there learns nothing of it.
"""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from coalitions.access.roles import RESTRICTED, Group
from coalitions.coalition.models import Coalition
from plans.assessments.models.assessment import Assessment
from plans.assessments.models.checklist import Checklist
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied

WALKING = {Group.ADMINISTRATOR, Group.OFFICERS}


def can_read_assessments(user: User, coalition: Coalition) -> Allowed | Denied:
    """The list of a place: administrators, officers and responders, also of its district."""
    if RESTRICTED in access_of(user).levels_in(coalition):
        return Allowed()
    return Denied("Only administrators, officers and responders read site assessments.")


def can_plan_assessment(user: User, coalition: Coalition) -> Allowed | Denied:
    """Plan and walk: administrators and officers of the coalition, or of its district's."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    above = {
        grant.group
        for grant in access.grants
        if coalition.school_id
        and not grant.of_school
        and grant.district_id == coalition.district_id
    }
    if (access.groups_in(coalition) | above) & WALKING:
        return Allowed()
    return Denied(f"Only administrators and officers of {coalition} plan and walk assessments.")


def can_read_assessment(user: User, assessment: Assessment) -> Allowed | Denied:
    """Anybody whom `visible_to` let through."""
    return Allowed()


def can_walk(user: User, assessment: Assessment) -> Allowed | Denied:
    """Answer, finish, call off: who may plan one there."""
    return can_plan_assessment(user, assessment.coalition)


def can_read_checklists(user: User, coalition: Coalition) -> Allowed | Denied:
    """The checklists of the district: who reads assessments there."""
    return can_read_assessments(user, coalition)


def can_change_checklists(user: User, coalition: Coalition) -> Allowed | Denied:
    """Give the district a new version: administrators of the district's own coalition."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if coalition.school_id:
        return Denied("The checklists are the district's; its own coalition changes them.")
    if Group.ADMINISTRATOR in access.groups_in(coalition):
        return Allowed()
    return Denied(f"Only an administrator of {coalition} changes its checklists.")


def can_read_checklist(user: User, checklist: Checklist) -> Allowed | Denied:
    """Anybody whom `visible_to` let through."""
    return Allowed()
