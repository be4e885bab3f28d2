"""Who may do what with agreements and assignments: a part of the table (verbs.py)."""

from coalitions.agreements import policies as agreements_policies
from tests.everywhere import rows, rows_agreements
from tests.everywhere.may import MEMBERS, REACH_DOWN, RESTRICTED, May

AGREEMENTS = {
    "see the agreements": May(
        agreements_policies.can_read_agreements, rows.coalition, MEMBERS, REACH_DOWN, MEMBERS
    ),
    "read an agreement": May(
        agreements_policies.can_read_agreement,
        rows_agreements.agreement,
        MEMBERS,
        REACH_DOWN,
        MEMBERS,
    ),
    "open a paper": May(
        agreements_policies.can_open_paper,
        rows_agreements.paper("paper"),
        MEMBERS,
        REACH_DOWN,
        MEMBERS,
    ),
    "open a restricted paper": May(
        agreements_policies.can_open_paper,
        rows_agreements.paper("secret_paper"),
        RESTRICTED,
        RESTRICTED,
    ),
    "see where an officer is": May(
        agreements_policies.can_see_assignment,
        rows_agreements.assignment,
        MEMBERS,
        REACH_DOWN,
        MEMBERS,
    ),
}
