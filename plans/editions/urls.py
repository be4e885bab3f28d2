"""Addresses of plans and their editions."""

from django.urls import path

from coalitions.access.policies import can_administer
from coalitions.coalition.gates import of_coalition
from plans.editions import policies
from plans.editions.gates import PLAN, PLANS, of_plan
from plans.editions.views import access_log, requesting, starting

urlpatterns = [
    path(
        PLANS + "ask/",
        of_coalition(policies.can_ask_for_plan, requesting.ask),
        name="edition_ask_for_plan",
    ),
    path(PLANS + "start/", of_coalition(can_administer, starting.start), name="edition_start_plan"),
    # Editions
    path(
        PLAN + "editions/start/",
        of_plan(policies.can_edit, starting.start_edition),
        name="edition_start",
    ),
    # Who has read what is restricted
    path(
        "c/<slug:coalition>/access-log/",
        of_coalition(policies.can_see_plans, access_log.reads),
        name="edition_access_log",
    ),
]
