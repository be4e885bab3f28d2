"""Addresses of findings, and of the pages of assessments that show what was found."""

from django.urls import path

from plans.assessments import policies as assessments
from plans.assessments.gates import ASSESSMENT, ASSESSMENTS, of_assessment, of_place
from plans.findings import policies
from plans.findings.queries import fetch_finding, fetch_report
from plans.findings.views import findings, overview, planning, report, reports
from safety_portal.core.authority import gate

FINDINGS = ASSESSMENTS + "findings/"
FINDING = FINDINGS + "<int:finding>/"
REPORT = ASSESSMENTS + "outside-reports/<int:report>/"


urlpatterns = [
    path(
        ASSESSMENTS,
        of_place(assessments.can_read_assessments, overview.overview),
        name="finding_overview",
    ),
    path(FINDINGS, of_place(policies.can_read_findings, overview.findings), name="findings"),
    path(
        FINDINGS + "findings.csv",
        of_place(policies.can_read_findings, overview.findings_csv),
        name="finding_csv",
    ),
    path(
        FINDING,
        gate(policies.can_read_finding, findings.finding, fetch=fetch_finding),
        name="finding",
    ),
    path(
        FINDING + "act/",
        gate(policies.can_act_on_finding, findings.act, fetch=fetch_finding),
        name="finding_act",
    ),
    path(
        FINDING + "not-act/",
        gate(policies.can_decide_finding, findings.not_act, fetch=fetch_finding),
        name="finding_not_act",
    ),
    path(
        ASSESSMENTS + "plan/",
        of_place(assessments.can_plan_assessment, planning.plan),
        name="finding_plan_walk",
    ),
    # A walk is finished into findings, and its report shows them.
    path(
        ASSESSMENT + "finish/",
        of_assessment(assessments.can_walk, report.finish),
        name="finding_finish_walk",
    ),
    path(
        ASSESSMENT + "report/",
        of_assessment(assessments.can_read_assessment, report.report),
        name="finding_report",
    ),
    # Reports of somebody else
    path(
        ASSESSMENTS + "outside-reports/attach/",
        of_place(policies.can_attach_report, reports.attach),
        name="finding_attach_report",
    ),
    path(
        REPORT,
        gate(policies.can_read_report, reports.outside_report, fetch=fetch_report),
        name="finding_outside_report",
    ),
    path(
        REPORT + "file/",
        gate(policies.can_read_report, reports.report_file, fetch=fetch_report),
        name="finding_outside_report_file",
    ),
    path(
        REPORT + "enter/",
        gate(policies.can_enter_finding, reports.enter, fetch=fetch_report),
        name="finding_enter",
    ),
]
