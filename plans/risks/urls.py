"""Addresses of risks."""

from django.urls import path
from django.views.decorators.http import require_POST

from coalitions.coalition.gates import HERE, of_coalition
from plans.risks import policies
from plans.risks.queries import fetch_risk, fetch_risk_file
from plans.risks.views import listing, weighing
from plans.risks.views.importing import RISK_IMPORT
from safety_portal.core.authority import Policy, View, gate

RISKS = HERE + "risks/"
RISK = RISKS + "<int:risk>/"
FILE = RISKS + "import/<int:file>/"


def of_risk(policy: Policy, view: View) -> View:
    """The view of the risk that the address names, behind a policy."""
    return gate(policy, view, fetch=fetch_risk)


def choose(view: View) -> View:
    """A view for who says which hazards are weighed."""
    return of_coalition(policies.can_choose_hazards, view)


def of_file(view: View) -> View:
    """A view of a worksheet for who brought it."""
    return gate(policies.can_decide, view, fetch=fetch_risk_file)


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
    # From a file
    path(RISKS + "import/", choose(RISK_IMPORT.choose), name="risk_import_new"),
    path(FILE, of_file(RISK_IMPORT.preview), name="risk_import"),
    path(FILE + "columns/", of_file(RISK_IMPORT.columns), name="risk_import_columns"),
    path(FILE + "apply/", of_file(require_POST(RISK_IMPORT.apply)), name="risk_import_apply"),
]
