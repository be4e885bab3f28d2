"""A proposal is taken over: its drills are planned, all in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record_each
from safety_portal.core.authority import require
from safety_portal.core.look.wording import full_day
from safety_portal.core.refusals import Refused
from training.drills.actions.counting import count_drill_duties
from training.drills.checking import check_planned_day, check_rules, checked_kinds
from training.drills.models.drill import Drill
from training.drills.policies import can_plan_drills
from training.duties.queries import facts_of_school

# As many as a proposal has at most.
MOST = 150


@dataclass(frozen=True, kw_only=True)
class YearDrill:
    """A drill of a year, as Drill has it; `exit_blocked` and `secondary_egress` are meant to be."""

    kinds: Sequence[str]
    drill_on: date
    starts_at: time | None = None
    part_of_day: str = ""
    is_announced: bool = True
    invited: Sequence[str] = ()
    with_students: bool = True
    exit_blocked: bool = False
    secondary_egress: bool = False


@dataclass(frozen=True)
class PlannedYear:
    """The drills that were planned, and what to look at, each said once."""

    drills: Sequence[Drill]
    warnings: Sequence[str]


@transaction.atomic
def plan_drill_year(*, coalition: Coalition, plans: Sequence[YearDrill], by: User) -> PlannedYear:
    """Plan drills of a school together: all of them or none. Tells nobody. Audited, one by one.

    Raises Refused for none, for a day that is over, for what a rule of the state forbids (with its
    citation), and where the same is planned for that day already.
    """
    require(can_plan_drills(by, coalition))
    coalition, today = lock_coalition(coalition), timezone.localdate()
    if not plans:
        raise Refused("Tick the drills that are to be planned.")
    if len(plans) > MOST:
        raise Refused(f"Plan at most {MOST} drills at a time.")
    drills, warnings = [_drill(coalition, plan, by, today) for plan in plans], dict[str, None]()
    _require_no_same(coalition, drills)
    facts = facts_of_school(coalition)
    for drill in drills:
        try:
            warnings |= dict.fromkeys(check_rules(drill, facts))
        except Refused as refused:
            raise Refused(f"{drill.title} of {full_day(drill.drill_on)}: {refused}") from refused
    Drill.objects.bulk_create(drills)
    record_each(
        {
            "by": by,
            "action": "drill.planned",
            "subject": drill,
            "scope": coalition,
            "detail": {"on": str(drill.drill_on)},
        }
        for drill in drills
    )
    count_drill_duties(coalitions=[coalition.pk], on=today)
    return PlannedYear(drills, list(warnings))


def _drill(coalition: Coalition, plan: YearDrill, by: User, today: date) -> Drill:
    """The drill, not saved. Raises Refused for its day and its kinds."""
    check_planned_day(plan.drill_on, today=today)
    said = vars(plan) | {
        "kinds": checked_kinds(plan.kinds),
        "invited": sorted(set(plan.invited)),
    }
    return Drill(coalition=coalition, planned_at=timezone.now(), planned_by=by, **said)


def _require_no_same(coalition: Coalition, drills: Sequence[Drill]) -> None:
    """Raise Refused where one is twice among them, or planned for its day already."""
    planned = Drill.objects.planned().filter(coalition=coalition, building="")
    days = [drill.drill_on for drill in drills]
    taken = {
        (day, tuple(kinds))
        for day, kinds in planned.filter(drill_on__in=days).values_list("drill_on", "kinds")
    }
    for drill in drills:
        key = (drill.drill_on, tuple(drill.kinds))
        if key in taken:
            raise Refused(f"{drill.title} of {full_day(drill.drill_on)}: this is planned already.")
        taken.add(key)
