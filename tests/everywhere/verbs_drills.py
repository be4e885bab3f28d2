"""Who may do what with drills: a part of the table (verbs.py)."""

from tests.everywhere import rows, rows_drills
from tests.everywhere.may import ALL, MEMBERS, REACH_DOWN, WALKS, May
from training.drills import policies

DRILLS = {
    "read the drills": May(policies.can_read_drills, rows.coalition, ALL, ALL, ALL),
    "read the drill board": May(
        policies.can_read_board, rows.coalition, MEMBERS, REACH_DOWN, MEMBERS
    ),
    "read a drill": May(policies.can_read_drill, rows_drills.drill, ALL, ALL, ALL),
    "plan and log drills": May(policies.can_plan_drills, rows.coalition, WALKS, WALKS, district=""),
    "run a drill": May(policies.can_run_drill, rows_drills.drill, WALKS, WALKS, district=""),
    "act on what a drill showed": May(policies.can_act_on_finding, rows_drills.finding, WALKS),
}
