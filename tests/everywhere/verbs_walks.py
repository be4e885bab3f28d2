"""Who may do what with site assessments: a part of the table (verbs.py)."""

from plans.assessments import policies as assessments_policies
from plans.findings import policies as findings_policies
from plans.printed_reports import policies as printed_policies
from tests.everywhere import rows, rows_walks
from tests.everywhere.may import ADMINISTRATOR, RESTRICTED, WALKS, May

ASSESSMENTS = {
    "read site assessments": May(
        assessments_policies.can_read_assessments, rows.coalition, RESTRICTED, RESTRICTED
    ),
    "plan a walk": May(assessments_policies.can_plan_assessment, rows.coalition, WALKS, WALKS),
    "read a walk": May(
        assessments_policies.can_read_assessment, rows_walks.assessment, RESTRICTED, RESTRICTED
    ),
    "walk": May(assessments_policies.can_walk, rows_walks.assessment, WALKS, WALKS),
    "read the checklists": May(
        assessments_policies.can_read_checklists, rows.coalition, RESTRICTED, RESTRICTED
    ),
    "change the checklists": May(
        assessments_policies.can_change_checklists, rows.coalition, district=ADMINISTRATOR
    ),
    "read a checklist": May(
        assessments_policies.can_read_checklist, rows_walks.checklist, RESTRICTED, RESTRICTED
    ),
    "read findings": May(
        findings_policies.can_read_findings, rows.coalition, RESTRICTED, RESTRICTED
    ),
    "read a finding": May(
        findings_policies.can_read_finding, rows_walks.finding, RESTRICTED, RESTRICTED
    ),
    "decide on a finding": May(
        findings_policies.can_decide_finding, rows_walks.finding, WALKS, WALKS
    ),
    "act on a finding": May(findings_policies.can_act_on_finding, rows_walks.finding, WALKS),
    "have the report printed": May(
        printed_policies.can_print_report, rows_walks.assessment, RESTRICTED, RESTRICTED
    ),
    "attach a report": May(findings_policies.can_attach_report, rows.coalition, WALKS, WALKS),
    "read an outside report": May(
        findings_policies.can_read_report, rows_walks.outside_report, RESTRICTED, RESTRICTED
    ),
    "enter a finding": May(
        findings_policies.can_enter_finding, rows_walks.outside_report, WALKS, WALKS
    ),
}
