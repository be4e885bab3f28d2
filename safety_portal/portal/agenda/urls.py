"""Addresses of planning a meeting, and of its agenda."""

from django.urls import path

from coalitions.coalition.gates import HERE, of_coalition
from coalitions.meetings import policies, queries
from safety_portal.core.authority import gate
from safety_portal.portal.agenda import views

AGENDA = HERE + "meetings/<int:meeting>/agenda/"

urlpatterns = [
    path(
        HERE + "meetings/plan/",
        of_coalition(policies.can_run_meetings, views.plan),
        name="agenda_plan",
    ),
    path(
        AGENDA,
        gate(policies.can_run_meeting, views.agenda, fetch=queries.fetch_meeting),
        name="agenda",
    ),
    path(
        AGENDA + "take/",
        gate(policies.can_run_meeting, views.take, fetch=queries.fetch_meeting),
        name="agenda_take",
    ),
]
