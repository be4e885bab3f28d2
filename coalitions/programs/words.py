"""Where a program stands, what its numbers are, and who leads it, in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.programs.lifecycle import ProgramState
from coalitions.programs.models.measure import Measure, MeasureValue
from coalitions.programs.models.program import Program
from safety_portal.core.look.wording import counted, due_in_words, full_day, listed

# The code is no name of anybody's to read.
ROLE_WORDS = {role.value: role.label for role in Role}
COLORS = {
    ProgramState.RECOMMENDED: "review",
    ProgramState.DECLINED: "quiet",
    ProgramState.ADOPTED: "due",
    ProgramState.RUNNING: "met",
    ProgramState.ENDED: "quiet",
}
ALL = 100
NO_STUDENT = "No student is named or counted by name: write numbers of a whole school or group."


def state_in_words(program: Program, *, on: date) -> tuple[str, str]:
    """(color of a word, what it says)."""
    due = program.review_due_on
    if due is not None and due < on:
        return "overdue", f"Review {due_in_words(due, on=on).lower()}"
    state = ProgramState(program.state)
    return COLORS[state], str(state.label)


def where_it_stands(program: Program) -> str:
    """Where it stands as a sentence, for who means to do what does not fit."""
    if program.state == ProgramState.DECLINED:
        return f"{program.declined_by} wrote down that this program is not adopted."
    if program.state == ProgramState.ENDED and program.ended_on:
        return f"This program ended on {full_day(program.ended_on)}."
    return {
        ProgramState.RECOMMENDED: "This program is recommended, and no meeting has adopted it yet.",
        ProgramState.ADOPTED: "This program is adopted and has not begun. Start it first.",
        ProgramState.RUNNING: "This program is running already.",
    }[ProgramState(program.state)]


def leaders_in_words(codes: Sequence[str]) -> str:
    """ "Administrator, Mental health, and School resource officer"."""
    return listed([ROLE_WORDS[code] for code in codes])


def plain(number: Decimal) -> str:
    """A number without zeros that say nothing: "1,240", "4.6"."""
    return f"{number.quantize(Decimal('0.01')).normalize():,f}"


def value_in_words(value: MeasureValue) -> str:
    """ "19 of 46", "4.6"."""
    said = plain(value.value)
    return f"{said} of {value.out_of:,}" if value.out_of else said


def goal_in_words(measure: Measure) -> str:
    """ "4 or more", "80 of 100 or more", "No more than 3"."""
    if measure.is_share and measure.is_more_better and measure.goal == ALL:
        return "All"
    said = plain(measure.goal) + (" of 100" if measure.is_share else "")
    return f"{said} or more" if measure.is_more_better else f"No more than {said}"


def heading(program: Program, better: int, measured: int, *, on: date) -> str:
    """What the measures say and what is due: "… better on 2 of 3 measures, review due in 13 days".

    `measured` are those that were measured before it began and since.
    """
    said = []
    if measured:
        said.append(f"better on {better} of {counted(measured, 'measure')}")
    if program.review_due_on:
        said.append(f"review {due_in_words(program.review_due_on, on=on).lower()}")
    if not said:
        said.append(str(ProgramState(program.state).label).lower())
    return f"{program.title}: {', '.join(said)}"


def list_heading(running: int, due: int, waiting: int) -> str:
    """ "4 programs are running, 1 review is due, 2 wait for a decision"."""
    said = [f"{counted(running, 'program')} {'is' if running == 1 else 'are'} running"]
    if due:
        said.append(f"{counted(due, 'review')} {'is' if due == 1 else 'are'} due")
    if waiting:
        said.append(f"{waiting} {'waits' if waiting == 1 else 'wait'} for a decision")
    return listed(said) if running or waiting else "No program is running yet"


def recommended_in_words(program: Program) -> str:
    """ "Ray Castellan on April 14, 2025"."""
    return f"{program.recommended_by} on {full_day(timezone.localdate(program.recommended_at))}"
