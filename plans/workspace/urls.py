"""Addresses of the pages that show a plan whole."""

from django.urls import path

from coalitions.coalition.gates import of_coalition
from plans.editions import policies
from plans.editions.gates import EDITION, PLAN, PLANS, SECTION, of_edition, of_plan, of_section
from plans.workspace.views import publishing, reading

urlpatterns = [
    # Plans
    path(PLANS, of_coalition(policies.can_see_plans, reading.plan_list), name="workspace_plans"),
    # One plan
    path(PLAN, of_plan(policies.can_read_plan, reading.plan), name="workspace_plan"),
    path(
        PLAN + "picture/<slug:sha256>/",
        of_plan(policies.can_read_plan, reading.picture),
        name="workspace_picture",
    ),
    path(EDITION, of_edition(policies.can_read_edition, reading.edition), name="workspace_edition"),
    # In force
    path(
        EDITION + "thaw/",
        of_edition(policies.can_edit_edition, publishing.thaw),
        name="workspace_thaw",
    ),
    path(
        EDITION + "in-force/",
        of_edition(policies.can_edit_edition, publishing.put_in_force),
        name="workspace_put_in_force",
    ),
    path(
        EDITION + "retire/",
        of_edition(policies.can_edit_edition, publishing.retire),
        name="workspace_retire",
    ),
    path(SECTION, of_section(policies.can_read_section, reading.section), name="workspace_section"),
]
