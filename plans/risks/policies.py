"""Who reads risks, who proposes, who decides.

Members read them; the detail is for who reads what is restricted. Those who may suggest other words
for a plan propose; administrators decide, accept and import.
"""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY, OfCoalition, can_administer
from coalitions.access.roles import MAY_SUGGEST, MEMBERS, RESTRICTED
from coalitions.coalition.models import Coalition
from plans.risks.models.risk import Risk
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_read_risks(user: User, coalition: Coalition) -> Allowed | Denied:
    """The list of a place: who reads what members read there."""
    if MEMBERS in access_of(user).levels_in(coalition):
        return Allowed()
    return Denied(f"Only members of {coalition} who read its plan read its risks.")


def can_read_risk(user: User, risk: Risk) -> Allowed | Denied:
    """Anybody whom `visible_to` let through."""
    return Allowed()


def can_read_detail(user: User, coalition: Coalition) -> Allowed | Denied:
    """What makes a place weak, and what was found there: who reads what is restricted."""
    if RESTRICTED in access_of(user).levels_in(coalition):
        return Allowed()
    return Denied("Only administrators, officers and responders read the detail.")


def can_propose(user: User, risk: Risk) -> Allowed | Denied:
    """Say how one would decide: members of the coalition who may suggest other words for a plan."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if access.groups_in(risk.coalition) & MAY_SUGGEST:
        return Allowed()
    return Denied(
        f"Only administrators, officers, responders, health and school staff of {risk.coalition}"
        " propose how to decide."
    )


def can_choose_hazards(user: User, coalition: Coalition) -> Allowed | Denied:
    """Say which hazards are weighed, and import a worksheet: administrators of the coalition."""
    return can_administer(user, coalition)


def can_decide(user: User, of_coalition: OfCoalition) -> Allowed | Denied:
    """Decide on a risk, accept it, set it aside: administrators of the coalition."""
    return can_administer(user, of_coalition.coalition)
