"""Numbers of a program are entered for a day, and a measure is added."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from coalitions.programs.catalogue import MOST_MEASURES, line
from coalitions.programs.lifecycle import ProgramState
from coalitions.programs.locks import lock_program, require_state
from coalitions.programs.models.measure import Measure, MeasureValue
from coalitions.programs.models.program import Program
from coalitions.programs.policies import can_decide_program, can_measure
from coalitions.programs.words import value_in_words
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require, unasked
from safety_portal.core.refusals import Refused

# How long before a program began its numbers tell anything.
BEFORE = timedelta(days=5 * 366)
LARGEST = Decimal("9999999999")
# What a number is: of a share, of how many.
Number = tuple[Decimal, int | None]


@transaction.atomic
def enter_numbers(
    *, program: Program, measured_on: date, numbers: Mapping[Measure, Number], by: User
) -> list[MeasureValue]:
    """Write down what measures of a program were on a day; returns the new or changed ones.

    A number of the same day is replaced; the audit row says what it was. Raises Refused for none,
    for a day to come, for a share that is more than the whole; WrongState. Audited.
    """
    require(can_measure(by, program))
    now = lock_program(program)
    require_state(now, ProgramState.RUNNING)
    _check_day(now, measured_on)
    if not numbers:
        raise Refused("Enter at least one number.")
    own = set(now.measures.values_list("pk", flat=True))
    if any(measure.pk not in own for measure in numbers):
        raise Refused("This is no measure of the program.")
    values = keep_values(program=now, measured_on=measured_on, numbers=numbers, by=by)
    if not values:
        raise Refused("These numbers are written down already.")
    return values


@unasked("A step of actions that asked who enters numbers.")
@transaction.atomic
def keep_values(
    *, program: Program, measured_on: date, numbers: Mapping[Measure, Number], by: User
) -> list[MeasureValue]:
    """Keep numbers of a day; returns those that are new or differ. Audited where there are any."""
    there = MeasureValue.objects.filter(measure__in=numbers, measured_on=measured_on)
    known = {value.measure_id: value for value in there}
    kept, said = [], {}
    for measure, (number, out_of) in numbers.items():
        _check_number(measure, number, out_of)
        value = known.get(measure.pk) or MeasureValue(measure=measure, measured_on=measured_on)
        if value.pk and (value.value, value.out_of) == (number, out_of):
            continue
        was = f" (was {value_in_words(value)})" if value.pk else ""
        value.value, value.out_of = number, out_of
        value.entered_at, value.entered_by = timezone.now(), by
        value.save()
        kept.append(value)
        said[measure.name] = f"{value_in_words(value)}{was}"
    if kept:
        record(
            by=by,
            action="program.measured",
            subject=program,
            name=program.title,
            scope=program.coalition_id,
            on=measured_on.isoformat(),
            numbers=said,
        )
    return kept


def _check_day(program: Program, day: date) -> None:
    if day > timezone.localdate():
        raise Refused(
            "This day is in the future. Enter numbers after they were counted.",
            field="measured_on",
        )
    if program.started_on and day < program.started_on - BEFORE:
        raise Refused(
            "This is more than five years before the program began. Check the year.",
            field="measured_on",
        )


def _check_number(measure: Measure, number: Decimal, out_of: int | None) -> None:
    if not 0 <= number <= LARGEST:
        raise Refused(f"“{measure}” takes a number from 0 to {LARGEST:,}.")
    if measure.is_share and out_of is None:
        raise Refused(f"“{measure}” is a share: say of how many.")
    if not measure.is_share and out_of is not None:
        raise Refused(f"“{measure}” is no share: leave out of how many.")
    if out_of is not None and not 0 < out_of <= 2**31 - 1:
        raise Refused(f"“{measure}” is of at least 1.")
    if out_of is not None and number > out_of:
        raise Refused(f"“{measure}” cannot be {number} of {out_of}.")


@transaction.atomic
def add_measure(
    *,
    program: Program,
    name: str,
    goal: Decimal,
    is_more_better: bool,
    is_share: bool,
    by: User,
) -> Measure:
    """Add a measure with its goal to a running program; returns it. Raises Refused, WrongState.

    Audited.
    """
    require(can_decide_program(by, program))
    now = lock_program(program)
    require_state(now, ProgramState.RUNNING)
    name = line(name, "name")
    number = _check_new(now, name, goal, is_share=is_share)
    measure = Measure.objects.create(
        program=now,
        position=number,
        name=name,
        goal=goal,
        is_more_better=is_more_better,
        is_share=is_share,
    )
    record(
        by=by,
        action="program_measure.added",
        subject=now,
        name=now.title,
        scope=now.coalition_id,
        measure=name,
    )
    return measure


def _check_new(program: Program, name: str, goal: Decimal, *, is_share: bool) -> int:
    """The place of a measure that may be added. Raises Refused, at a field."""
    names = list(program.measures.values_list("name", flat=True))
    if any(each.lower() == name.lower() for each in names):
        raise Refused("The program has this measure.", field="name")
    if len(names) >= MOST_MEASURES:
        raise Refused(f"{MOST_MEASURES} measures are the most that somebody keeps.")
    if not 0 <= goal <= (100 if is_share else LARGEST):
        most = "100, since it is a share" if is_share else f"{LARGEST:,}"
        raise Refused(f"The goal is a number from 0 to {most}.", field="goal")
    return len(names) + 1
