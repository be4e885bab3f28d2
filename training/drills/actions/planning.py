"""A drill is planned, gets another day, is canceled; dispatch and the alarm company are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from training.drills.actions.counting import count_drill_duties
from training.drills.checking import (
    check_leader,
    check_planned_day,
    check_rules,
    checked_kinds,
    checked_reason,
)
from training.drills.lifecycle import DrillState
from training.drills.locks import check_drill_move, lock_drill, require_planned, where_it_stands
from training.drills.models.change import DrillMove
from training.drills.models.drill import Drill
from training.drills.policies import can_plan_drills, can_run_drill

TOLD = ("dispatch_told_at", "dispatch_cleared_at", "alarm_told_at", "alarm_cleared_at")


@dataclass(frozen=True)
class Planned:
    """A drill, and what to look at: what a recommendation is against, what nobody said."""

    drill: Drill
    warnings: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class DrillPlan:
    """What is planned, as Drill has it."""

    kinds: Sequence[str]
    drill_on: date
    starts_at: time | None = None
    part_of_day: str = ""
    building: str = ""
    is_announced: bool = True
    leader: Membership | None = None
    invited: Sequence[str] = ()
    with_students: bool = True
    simulates: bool = False
    assured: Sequence[str] = ()


@transaction.atomic
def plan_drill(*, coalition: Coalition, plan: DrillPlan, by: User) -> Planned:
    """Plan a drill of a school; returns it with warnings. Tells nobody. Audited.

    Raises Refused for a day that is over, for what a rule of the state forbids (with its citation),
    and where the same is planned for that day already.
    """
    require(can_plan_drills(by, coalition))
    coalition, today = lock_coalition(coalition), timezone.localdate()
    check_planned_day(plan.drill_on, today=today)
    check_leader(plan.leader, coalition, on=today)
    said = vars(plan) | {
        "kinds": checked_kinds(plan.kinds),
        "building": tidy_line(plan.building)[:120].strip(),
        "invited": sorted(set(plan.invited)),
        "assured": sorted(set(plan.assured)),
    }
    drill = Drill(coalition=coalition, planned_at=timezone.now(), planned_by=by, **said)
    _require_no_other(drill)
    warnings = check_rules(drill)
    drill.save(force_insert=True)
    record(by=by, action="drill.planned", subject=drill, scope=coalition, on=str(plan.drill_on))
    count_drill_duties(coalitions=[coalition.pk], on=today)
    return Planned(drill, warnings)


@transaction.atomic
def move_drill(
    *, drill: Drill, drill_on: date, starts_at: time | None, because: str, by: User
) -> Planned:
    """Give a planned drill another day, and say why; the old one is kept. Audited.

    Raises WrongState where it was held or canceled, Refused as plan_drill does.
    """
    require(can_run_drill(by, drill))
    now = lock_drill(drill)
    require_planned(now)
    said, before = checked_reason(because), now.drill_on
    check_planned_day(drill_on, today=timezone.localdate())
    if (drill_on, starts_at) == (before, now.starts_at):
        raise Refused("This is its day already. Choose another one.", field="drill_on")
    now.drill_on, now.starts_at = drill_on, starts_at
    _require_no_other(now)
    warnings = check_rules(now)
    now.save(update_fields=["drill_on", "starts_at"])
    DrillMove.objects.create(
        drill=now,
        from_on=before,
        to_on=drill_on,
        because=said,
        moved_at=timezone.now(),
        moved_by=by,
    )
    detail = {"on": str(drill_on), "before": str(before)}
    record(by=by, action="drill.moved", subject=now, scope=now.coalition, **detail)
    count_drill_duties(coalitions=[now.coalition_id], on=timezone.localdate())
    return Planned(now, warnings)


@transaction.atomic
def cancel_drill(*, drill: Drill, because: str, by: User) -> Drill:
    """Call a planned drill off, and say why; it is kept. Audited. Raises WrongState, Refused."""
    require(can_run_drill(by, drill))
    now = lock_drill(drill)
    check_drill_move(now, DrillState.CANCELED)
    now.because = checked_reason(because)
    now.state, now.canceled_at, now.canceled_by = DrillState.CANCELED, timezone.now(), by
    now.save(update_fields=["state", "because", "canceled_at", "canceled_by"])
    record(by=by, action="drill.canceled", subject=now, scope=now.coalition, on=str(now.drill_on))
    count_drill_duties(coalitions=[now.coalition_id], on=timezone.localdate())
    return now


@transaction.atomic
def note_told(*, drill: Drill, what: str, by: User) -> Drill:
    """Write down that dispatch or the alarm company was told just now; `what` is one of TOLD.

    Noted twice it is noted once. Raises WrongState for a canceled drill. Audited.
    """
    require(can_run_drill(by, drill))
    now = lock_drill(drill)
    if what not in TOLD:
        raise Refused("Say who was told.")
    if now.state == DrillState.CANCELED:
        raise WrongState(where_it_stands(now))
    if getattr(now, what) is None:
        setattr(now, what, timezone.now())
        now.save(update_fields=[what])
        record(by=by, action="drill.told", subject=now, scope=now.coalition, what=what)
    return now


def _require_no_other(drill: Drill) -> None:
    """Raise Refused where the same is planned for that day already: a double click plans once."""
    same = Drill.objects.planned().filter(
        coalition=drill.coalition,
        drill_on=drill.drill_on,
        kinds=drill.kinds,
        building=drill.building,
    )
    if same.exclude(pk=drill.pk).exists():
        raise Refused(f"This is planned for {full_day(drill.drill_on)} already.", field="drill_on")
