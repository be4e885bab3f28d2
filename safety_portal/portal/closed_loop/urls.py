"""Addresses of loops: one finding's, and all of a place."""

from django.urls import path

from plans.assessments.gates import ASSESSMENTS, of_place
from plans.findings.policies import can_read_finding, can_read_findings
from plans.findings.queries import fetch_finding
from plans.findings.urls import FINDING
from safety_portal.core.authority import gate
from safety_portal.portal.closed_loop.views import lists, page

LOOPS = ASSESSMENTS + "loops/"

urlpatterns = [
    path(
        FINDING + "loop/",
        gate(can_read_finding, page.closed_loop, fetch=fetch_finding),
        name="closed_loop",
    ),
    path(LOOPS, of_place(can_read_findings, lists.loops), name="closed_loop_list"),
    path(LOOPS + "loops.csv", of_place(can_read_findings, lists.loops_csv), name="closed_loop_csv"),
]
