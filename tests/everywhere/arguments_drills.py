"""What stands for the arguments of actions of drills, as arguments.py has the others."""

from datetime import timedelta

from django.utils import timezone

from tests import drilling
from training.drill_years.actions import YearDrill
from training.drills.actions.holding import OtherDrill
from training.drills.actions.planning import DrillPlan


def in_a_week(place):
    return timezone.localdate() + timedelta(days=7)


DRILLS = {
    "drill": lambda place: place.drill,
    ("drills", "finding"): lambda place: place.drill_finding,
    ("drills", "plan"): lambda place: DrillPlan(kinds=["fire"], drill_on=in_a_week(place)),
    ("drill_years", "plans"): lambda place: [YearDrill(kinds=["fire"], drill_on=in_a_week(place))],
    ("drills", "other"): lambda place: OtherDrill(kinds=["fire"]),
    "measured": lambda place: drilling.seen(),
    "drill_on": in_a_week,
    "starts_at": lambda place: None,
    ("drills", "saves"): lambda place: 0,
    ("drills", "what"): lambda place: "dispatch_told_at",
}
