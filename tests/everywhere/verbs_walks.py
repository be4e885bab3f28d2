"""Who may do what with site assessments: a part of the table (verbs.py)."""

from plans.assessments import policies as assessments_policies
from tests.everywhere import rows
from tests.everywhere.may import ADMINISTRATOR, RESTRICTED, WALKS, May

ASSESSMENTS = {
    "read site assessments": May(
        assessments_policies.can_read_assessments, rows.coalition, RESTRICTED, RESTRICTED
    ),
    "plan a walk": May(assessments_policies.can_plan_assessment, rows.coalition, WALKS, WALKS),
    "read a walk": May(
        assessments_policies.can_read_assessment, rows.assessment, RESTRICTED, RESTRICTED
    ),
    "walk": May(assessments_policies.can_walk, rows.assessment, WALKS, WALKS),
    "read the checklists": May(
        assessments_policies.can_read_checklists, rows.coalition, RESTRICTED, RESTRICTED
    ),
    "change the checklists": May(
        assessments_policies.can_change_checklists, rows.coalition, district=ADMINISTRATOR
    ),
}
