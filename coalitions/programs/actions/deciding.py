"""A recommended program is adopted by a decision or not, begins, and changes who leads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from coalitions.meetings.models.agenda import Decision
from coalitions.people.models import Person
from coalitions.programs.actions.measuring import keep_values
from coalitions.programs.catalogue import LONGEST_LINE, MOST_MEASURES, line
from coalitions.programs.lifecycle import Cadence, ProgramState, next_review
from coalitions.programs.locks import (
    check_program_move,
    lock_program,
    require_decision,
    require_state,
)
from coalitions.programs.models.measure import Measure
from coalitions.programs.models.program import Program
from coalitions.programs.policies import can_decide_program
from coalitions.programs.queries import leaders_of
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

# A program may have begun before it was written down here, or begin next school year.
FURTHEST = timedelta(days=366)
EARLIEST = timedelta(days=10 * 366)
STALE = "Somebody changed this program meanwhile. Look at it as it stands now, then change it."


@dataclass(frozen=True)
class MeasurePlan:
    """A measure that is kept: its goal, and what it was before the program began, if known."""

    name: str
    goal: Decimal
    is_more_better: bool = True
    is_share: bool = False
    before: Decimal | None = None
    out_of: int | None = None


@transaction.atomic
def adopt_program(*, program: Program, decision: Decision, by: User) -> Program:
    """Write down that a meeting adopted a program; returns it. Raises Refused, WrongState.

    `decision` is of approved minutes of its coalition. Audited.
    """
    require(can_decide_program(by, program))
    now = lock_program(program)
    check_program_move(now, ProgramState.ADOPTED)
    now.adoption = require_decision(now, decision)
    now.state, now.adopted_at, now.adopted_by = ProgramState.ADOPTED, timezone.now(), by
    now.save(update_fields=["adoption", "state", "adopted_at", "adopted_by"])
    _audit(now, "program.adopted", by=by, meeting=now.adoption.line.meeting_id)
    return now


@transaction.atomic
def decline_program(*, program: Program, because: str, by: User) -> Program:
    """Write down why a program is not adopted; returns it. Raises WrongState. Audited."""
    require(can_decide_program(by, program))
    now = lock_program(program)
    check_program_move(now, ProgramState.DECLINED)
    now.declined_because = line(because, "because", 500)
    now.state, now.declined_at, now.declined_by = ProgramState.DECLINED, timezone.now(), by
    now.save(update_fields=["declined_because", "state", "declined_at", "declined_by"])
    _audit(now, "program.declined", by=by, because=now.declined_because)
    return now


@transaction.atomic
def start_program(
    *,
    program: Program,
    started_on: date,
    leader: Person,
    review_every: str,
    costs: str,
    measures: Sequence[MeasurePlan],
    by: User,
) -> Program:
    """Begin an adopted program, with goals and what its measures were before; returns it.

    What a measure was before is kept as of the day before it began. Raises Refused, at a field,
    WrongState. Audited.
    """
    require(can_decide_program(by, program))
    now, today = lock_program(program), timezone.localdate()
    check_program_move(now, ProgramState.RUNNING)
    _check_day(started_on, today)
    now.leader, now.review_every = _leader(now, leader, today), _cadence(review_every)
    now.costs = _costs(costs)
    now.started_on, now.state = started_on, ProgramState.RUNNING
    now.review_due_on = next_review(started_on, review_every)
    now.save()
    _keep_measures(now, measures, by=by)
    _audit(now, "program.started", by=by, on=started_on.isoformat(), leader=str(leader))
    return now


def _check_day(started_on: date, today: date) -> None:
    if not today - EARLIEST <= started_on <= today + FURTHEST:
        raise Refused("This day is too far away. Check the year.", field="started_on")


def _leader(program: Program, leader: Person, today: date) -> Person:
    found = leaders_of(program.coalition, on=today).filter(pk=leader.pk).first()
    if found is None:
        raise Refused("Choose a member of the coalition, no parent or student.", field="leader")
    return found


def _cadence(review_every: str) -> str:
    if review_every not in Cadence.values:
        raise Refused("Say how often it is reviewed.", field="review_every")
    return review_every


def _costs(costs: str) -> str:
    return line(costs, "costs", LONGEST_LINE) if tidy_line(costs) else ""


def _keep_measures(program: Program, plans: Sequence[MeasurePlan], *, by: User) -> None:
    if not plans:
        raise Refused("Set the goal of at least one measure: by it the program is reviewed.")
    names = [line(plan.name, "measures") for plan in plans]
    if len(set(names)) < len(names) or len(names) > MOST_MEASURES:
        raise Refused(f"Each measure once, and {MOST_MEASURES} at most.", field="measures")
    rows = Measure.objects.bulk_create(
        Measure(
            program=program,
            position=position,
            name=name,
            goal=plan.goal,
            is_more_better=plan.is_more_better,
            is_share=plan.is_share,
        )
        for position, (name, plan) in enumerate(zip(names, plans, strict=True), start=1)
    )
    before = {
        row: (plan.before, plan.out_of)
        for row, plan in zip(rows, plans, strict=True)
        if plan.before is not None
    }
    day = (program.started_on or timezone.localdate()) - timedelta(days=1)
    keep_values(program=program, measured_on=day, numbers=before, by=by)


@transaction.atomic
def change_program(
    *,
    program: Program,
    saves: int,
    leader: Person,
    for_whom: str,
    costs: str,
    review_every: str,
    by: User,
) -> Program:
    """Change who leads a running program, for whom it is, what it costs, how often it is reviewed.

    Returns it. Its goals stay. A review falls due as long after the last one as it says now. Raises
    Refused where nothing differs, WrongState. Audited.
    """
    require(can_decide_program(by, program))
    now = lock_program(program)
    require_state(now, ProgramState.RUNNING)
    if now.saves != saves:
        raise WrongState(STALE)
    new = {
        "leader": leader
        if leader.pk == now.leader_id
        else _leader(now, leader, timezone.localdate()),
        "for_whom": line(for_whom, "for_whom"),
        "costs": _costs(costs),
        "review_every": _cadence(review_every),
    }
    changed = [name for name, value in new.items() if getattr(now, name) != value]
    if not changed:
        raise Refused("Nothing differs from what is written down.")
    for name, value in new.items():
        setattr(now, name, value)
    if "review_every" in changed:
        now.review_due_on = next_review(_last_review(now), now.review_every)
    now.saves += 1
    now.save(update_fields=[*new, "review_due_on", "saves"])
    _audit(now, "program.changed", by=by, changed=changed)
    return now


def _last_review(program: Program) -> date:
    last = program.reviews.order_by("-reviewed_on").first()
    days = [last.reviewed_on if last else None, program.started_on]
    return max(day for day in days if day)


def _audit(program: Program, action: str, *, by: User, **detail: object) -> None:
    record(
        by=by,
        action=action,
        subject=program,
        name=program.title,
        scope=program.coalition_id,
        **detail,
    )
