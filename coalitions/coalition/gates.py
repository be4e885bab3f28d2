"""Where the addresses of a coalition begin, and the gates that stand before them."""

from functools import partial

from coalitions.access import policies
from coalitions.coalition import queries
from safety_portal.core.authority import Policy, View, gate

HERE = "c/<slug:coalition>/"
# Open before the second step is set up: signing in, answering an invitation, and looking with one's
# own eyes again.
at_once = partial(gate, before_second_step=True)


def of_coalition(policy: Policy, view: View) -> View:
    """The view of the coalition that the address names, behind a policy."""
    return gate(policy, view, fetch=queries.fetch_coalition)


administer, see = policies.can_administer, policies.can_see_people
