"""A drill that was held is logged, and corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from training.drills.actions.counting import count_drill_duties
from training.drills.actions.findings import write_findings
from training.drills.checking import (
    check_held_day,
    check_numbers,
    checked_kinds,
    checked_text,
    unlikely,
)
from training.drills.lifecycle import DrillState
from training.drills.locks import check_drill_move, lock_drill, where_it_stands
from training.drills.models.drill import Drill
from training.drills.policies import can_plan_drills, can_run_drill
from training.drills.queries import logged_like

MOVED_ON = "Somebody changed this drill meanwhile. Here it is as it stands now; correct it again."
# Corrected on its page; what it was planned as stays.
MEASURED = (
    "drill_on", "starts_at", "minutes", "head_count", "observers", "lacking", "exit_blocked",
    "secondary_egress", "exits", "weather", "worked", "note",
)  # fmt: skip


# What is the same where a phone sends a form again.
SENT_AGAIN = ("coalition_id", "kinds", "is_real", "building", "drill_on", "minutes")


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What was seen of a drill that was held. `found`: what else has to be mended, a line each.

    `is_sure`: what is unlikely was asked about, and is so.
    """

    drill_on: date
    starts_at: time | None = None
    minutes: int
    head_count: int | None = None
    observers: Sequence[str] = ()
    lacking: Sequence[str] = ()
    found: str = ""
    exit_blocked: bool = False
    secondary_egress: bool = False
    exits: str = ""
    weather: str = ""
    worked: str = ""
    note: str = ""
    is_sure: bool = False


@dataclass(frozen=True, kw_only=True)
class OtherDrill:
    """A drill that nobody planned, or a real alarm. `sent_key` is that of the form it came by."""

    kinds: Sequence[str]
    is_real: bool = False
    building: str = ""
    part_of_day: str = ""
    is_announced: bool = True
    with_students: bool = True
    sent_key: UUID | None = None


class AlreadyLogged(Refused):
    """Somebody logged such a drill of that day; `drill` is theirs."""

    def __init__(self, drill: Drill) -> None:
        self.drill = drill
        super().__init__(
            f"{where_it_stands(drill)} If yours was another one, say so below.", field="is_sure"
        )


@transaction.atomic
def hold_drill(*, drill: Drill, measured: Measured, by: User) -> Drill:
    """Log a planned drill as held, with what was found at it; returns it. Audited.

    Raises WrongState where it was logged or canceled, Refused for numbers and days that are none,
    and, about `is_sure`, for what is unlikely.
    """
    require(can_run_drill(by, drill))
    now = lock_drill(drill)
    check_drill_move(now, DrillState.HELD)
    _measure(now, measured)
    now.state, now.logged_at, now.logged_by = DrillState.HELD, timezone.now(), by
    now.save()
    write_findings(drill=now, lacking=measured.lacking, found=measured.found, by=by)
    record(by=by, action="drill.held", subject=now, scope=now.coalition, **_told(now))
    count_drill_duties(coalitions=[now.coalition_id], on=timezone.localdate())
    return now


@transaction.atomic
def log_drill(*, coalition: Coalition, other: OtherDrill, measured: Measured, by: User) -> Drill:
    """Log a drill that nobody planned, or a real alarm; returns it. Audited.

    What comes again with the same `sent_key` and says the same is logged once. Raises AlreadyLogged
    where somebody logged such a one of that day, Refused as hold_drill does.
    """
    require(can_plan_drills(by, coalition))
    coalition = lock_coalition(coalition)
    drill = _unplanned(coalition, other)
    _measure(drill, measured)
    if before := _sent_before(drill):
        if all(getattr(before, name) == getattr(drill, name) for name in SENT_AGAIN):
            return before
        # The form was opened again, and says something else: another drill.
        drill.sent_key = None
    if not measured.is_sure and (like := logged_like(drill)):
        raise AlreadyLogged(like)
    drill.state, drill.logged_at, drill.logged_by = DrillState.HELD, timezone.now(), by
    drill.save(force_insert=True)
    write_findings(drill=drill, lacking=measured.lacking, found=measured.found, by=by)
    record(by=by, action="drill.held", subject=drill, scope=coalition, **_told(drill))
    count_drill_duties(coalitions=[coalition.pk], on=timezone.localdate())
    return drill


def _sent_before(drill: Drill) -> Drill | None:
    """The drill that came by the same form; None where the form is new, or has no key."""
    return Drill.objects.filter(sent_key=drill.sent_key).first() if drill.sent_key else None


def _unplanned(coalition: Coalition, other: OtherDrill) -> Drill:
    return Drill(
        coalition=coalition,
        kinds=checked_kinds(other.kinds),
        is_real=other.is_real,
        building=tidy_line(other.building)[:120].strip(),
        part_of_day=other.part_of_day,
        is_announced=other.is_announced and not other.is_real,
        with_students=other.with_students,
        sent_key=other.sent_key,
    )


@transaction.atomic
def correct_drill(*, drill: Drill, saves: int, measured: Measured, by: User) -> Drill:
    """Correct what was logged; returns it. What it was before stands in the audit.

    `saves`: how often it had been corrected when the form was opened. Raises WrongState where
    somebody corrected it since, or it was not held; Refused as hold_drill does.
    """
    require(can_run_drill(by, drill))
    now = lock_drill(drill)
    if not now.is_held:
        raise WrongState(where_it_stands(now))
    if now.saves != saves:
        raise WrongState(MOVED_ON)
    before = {name: _plain(getattr(now, name)) for name in MEASURED}
    _measure(now, measured)
    changed = {n: old for n, old in before.items() if old != _plain(getattr(now, n))}
    if not changed and not tidy_line(measured.found):
        return now
    now.saves += 1
    now.save(update_fields=[*MEASURED, "saves"])
    write_findings(drill=now, lacking=measured.lacking, found=measured.found, by=by)
    record(by=by, action="drill.corrected", subject=now, scope=now.coalition, before=changed)
    count_drill_duties(coalitions=[now.coalition_id], on=timezone.localdate())
    return now


def _measure(drill: Drill, measured: Measured) -> None:
    """Put on a drill what was seen of it. Raises Refused."""
    check_held_day(measured.drill_on, today=timezone.localdate())
    check_numbers(measured.minutes, measured.head_count)
    if not measured.is_sure and (asked := _unlikely(drill, measured)):
        raise Refused(f"{asked} If it was so, say so below.", field="is_sure")
    for name in (
        "drill_on",
        "starts_at",
        "minutes",
        "head_count",
        "exit_blocked",
        "secondary_egress",
    ):
        setattr(drill, name, getattr(measured, name))
    drill.observers, drill.lacking = sorted(set(measured.observers)), sorted(set(measured.lacking))
    drill.exits = checked_text(tidy_line(measured.exits), "exits", most=300)
    drill.weather = checked_text(tidy_line(measured.weather), "weather", most=120)
    drill.worked = checked_text(measured.worked, "worked")
    drill.note = checked_text(measured.note, "note")


def _unlikely(drill: Drill, measured: Measured) -> str:
    return unlikely(
        drill.coalition,
        on=measured.drill_on,
        minutes=measured.minutes,
        head_count=measured.head_count,
        is_real=drill.is_real,
    )


def _told(drill: Drill) -> dict[str, Any]:
    return {"on": str(drill.drill_on), "minutes": drill.minutes, "lacking": drill.lacking}


def _plain(value: object) -> object:
    """As an audit row keeps it."""
    return str(value) if isinstance(value, date | time) else value
