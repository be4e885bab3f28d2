"""Addresses of risks."""

from django.urls import path

from coalitions.coalition.gates import HERE, of_coalition
from plans.risks import policies
from plans.risks.queries import fetch_risk
from plans.risks.views import listing, weighing
from safety_portal.core.authority import Policy, View, gate

RISKS = HERE + "risks/"
RISK = RISKS + "<int:risk>/"


def of_risk(policy: Policy, view: View) -> View:
    """The view of the risk that the address names, behind a policy."""
    return gate(policy, view, fetch=fetch_risk)


def choose(view: View) -> View:
    """A view for who says which hazards are weighed."""
    return of_coalition(policies.can_choose_hazards, view)


urlpatterns = [
    path(RISKS, of_coalition(policies.can_read_risks, listing.risks), name="risks"),
    path(
        RISKS + "risks.csv",
        of_coalition(policies.can_read_risks, listing.risks_csv),
        name="risk_csv",
    ),
    path(
        RISKS + "risks.xlsx",
        of_coalition(policies.can_read_risks, listing.risks_xlsx),
        name="risk_xlsx",
    ),
    path(RISKS + "choose/", choose(weighing.choose), name="risk_choose"),
    path(RISKS + "add/", choose(weighing.add_own), name="risk_add_own"),
    path(RISK, of_risk(policies.can_read_risk, weighing.risk), name="risk"),
    path(RISK + "decide/", of_risk(policies.can_decide, weighing.decide), name="risk_decide"),
    path(RISK + "propose/", of_risk(policies.can_propose, weighing.propose), name="risk_propose"),
    path(RISK + "accept/", of_risk(policies.can_decide, weighing.accept), name="risk_accept"),
    path(
        RISK + "set-aside/", of_risk(policies.can_decide, weighing.set_aside), name="risk_set_aside"
    ),
]
