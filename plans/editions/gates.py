"""Where the addresses of plans begin, and the gates that stand before them."""

from plans.editions.queries import fetch_edition, fetch_plan, fetch_section
from safety_portal.core.authority import Policy, View, gate

PLANS = "c/<slug:coalition>/plans/"
PLAN = PLANS + "<int:plan>/"
EDITION = PLAN + "editions/<int:edition>/"
SECTION = EDITION + "sections/<int:section>/"


def of_plan(policy: Policy, view: View) -> View:
    """The view of the plan that the address names, behind a policy."""
    return gate(policy, view, fetch=fetch_plan)


def of_edition(policy: Policy, view: View) -> View:
    """The view of the edition that the address names, behind a policy."""
    return gate(policy, view, fetch=fetch_edition)


def of_section(policy: Policy, view: View, *, posting: Policy | None = None) -> View:
    """The view of the section that the address names, behind a policy."""
    return gate(policy, view, fetch=fetch_section, posting=posting)
