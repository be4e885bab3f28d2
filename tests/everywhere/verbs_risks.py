"""Who may do what with risks: a part of the table (verbs.py)."""

from plans.risks import policies
from tests.everywhere import rows, rows_risks
from tests.everywhere.may import ADMINISTRATOR, MEMBERS, REACH_DOWN, RESTRICTED, SUGGESTING, May

RISKS = {
    "read risks": May(policies.can_read_risks, rows.coalition, MEMBERS, REACH_DOWN, MEMBERS),
    "read a risk": May(policies.can_read_risk, rows_risks.risk, MEMBERS, REACH_DOWN, MEMBERS),
    "read the detail of risks": May(
        policies.can_read_detail, rows.coalition, RESTRICTED, RESTRICTED
    ),
    "propose on a risk": May(policies.can_propose, rows_risks.risk, SUGGESTING),
    "choose hazards": May(policies.can_choose_hazards, rows.coalition, ADMINISTRATOR),
    "decide on a risk": May(policies.can_decide, rows_risks.risk, ADMINISTRATOR),
}
