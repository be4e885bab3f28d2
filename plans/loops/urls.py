"""Addresses of calling a step of a loop not needed. The page of a loop is the portal's
(safety_portal/portal/closed_loop), which reads all apps.
"""

from django.urls import path

from plans.findings.queries import fetch_finding
from plans.findings.urls import FINDING
from plans.loops import policies, views
from plans.loops.queries import fetch_mark
from safety_portal.core.authority import gate

urlpatterns = [
    path(
        FINDING + "loop/not-needed/",
        gate(policies.can_leave_step_out, views.leave_out, fetch=fetch_finding),
        name="loop_leave_out",
    ),
    path(
        FINDING + "loop/not-needed/<int:mark>/undo/",
        gate(policies.can_undo_mark, views.undo, fetch=fetch_mark),
        name="loop_undo",
    ),
]
