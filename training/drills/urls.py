"""Addresses of drills: those of a place, one of them, planned, logged, corrected."""

from django.urls import path
from django.views.decorators.http import require_POST

from coalitions.coalition.gates import HERE, of_coalition
from safety_portal.core.authority import Policy, View, gate
from training.drills import policies, queries
from training.drills.views import board, drills, logging, planning

DRILLS = HERE + "drills/"
DRILL = DRILLS + "<int:drill>/"


def of_drill(policy: Policy, view: View) -> View:
    """The view of the drill that the address names, behind a policy."""
    return gate(policy, view, fetch=queries.fetch_drill)


plan, run = policies.can_plan_drills, policies.can_run_drill

urlpatterns = [
    path(DRILLS, of_coalition(policies.can_read_drills, drills.drills), name="drills"),
    path(DRILLS + "plan/", of_coalition(plan, planning.plan), name="drill_plan"),
    path(DRILLS + "log/", of_coalition(plan, logging.log), name="drill_log"),
    path(DRILLS + "board/", of_coalition(policies.can_read_board, board.board), name="drill_board"),
    path(
        DRILLS + "rules/<slug:rule>/",
        of_coalition(policies.can_read_board, board.rule_explained),
        name="drill_rule",
    ),
    path(DRILL, of_drill(policies.can_read_drill, drills.drill), name="drill"),
    path(DRILL + "move/", of_drill(run, planning.move), name="drill_move"),
    path(DRILL + "cancel/", of_drill(run, planning.cancel), name="drill_cancel"),
    path(DRILL + "told/", of_drill(run, require_POST(planning.told)), name="drill_told"),
    path(DRILL + "log/", of_drill(run, logging.hold), name="drill_hold"),
    path(DRILL + "correct/", of_drill(run, logging.correct), name="drill_correct"),
    path(
        DRILL + "findings/<int:found>/act/",
        gate(policies.can_act_on_finding, planning.act, fetch=queries.fetch_finding),
        name="drill_act",
    ),
]
