"""When somebody is reminded.

The steps of a ladder towards a due date, and the days on which the portal keeps quiet. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

import holidays
from holidays.countries.united_states import UnitedStates

# Days before (+) and after (-) the due date, 0 is the day itself; after the last step, weekly.
DEFAULT_LADDER = (30, 14, 7, 1, -1)
WEEK = 7


class Chair(Protocol):
    """Somebody who chairs what a scope is; `account_id` None for who cannot be told."""

    @property
    def name(self) -> str: ...

    @property
    def account_id(self) -> int | None: ...


@dataclass(frozen=True)
class ReminderSettings:
    """How the people behind one scope (a coalition, but the frame does not know that) want to be
    reminded.

    `chairs` have a `name` and an `account_id`, None for who cannot be told; `sender` is in whose
    name mail comes.
    """

    name: str
    ladder: tuple[int, ...] = DEFAULT_LADDER
    chairs: tuple[Chair, ...] = ()
    state: str = ""
    sender: str = ""


def step_reached(due_on: date, *, on: date, ladder: Sequence[int] = DEFAULT_LADDER) -> int | None:
    """The newest step of the ladder that the day `on` has reached, in days before the due date.

    None before the first.

    A day on which nobody swept is made good by the next: of the steps that were missed only the
    newest is left to tell. Behind the last step, or the due date if that is later, it goes on
    weekly. An empty ladder never reminds.
    """
    if not ladder:
        return None
    steps = sorted(ladder)
    left = (due_on - on).days
    last = min(steps[0], 0)
    if left <= last - WEEK:
        return last - (last - left) // WEEK * WEEK
    return next((step for step in steps if step >= left), None)


# The same in SQL, for a sweep that looks at a million obligations. Of a ladder, the array `steps`:
# its ends, worked out once each; with them and the days `due_on` and %(on)s the step. Beyond
# `furthest` days before the due date there is none.
ENDS = """
    LEAST((SELECT MIN(each) FROM UNNEST(steps) each), 0) AS last, (SELECT MAX(each) FROM UNNEST(steps) each) AS furthest
"""
LEFT = "(due_on - %(on)s::date)"
STEP_REACHED = f"""
    CASE WHEN {LEFT} > furthest THEN NULL
         WHEN {LEFT} <= last - {WEEK} THEN last - (last - {LEFT}) / {WEEK} * {WEEK}
         ELSE (SELECT MIN(each) FROM UNNEST(steps) each WHERE each >= {LEFT}) END
"""  # noqa: S608  put together from our own words


def is_due(step: int | None, *, last_step: int | None) -> bool:
    """Due and not yet told. `last_step` is the last step told towards the same due date, or None.

    Steps only go down.
    """
    return step is not None and (last_step is None or step < last_step)


def step_in_words(step: int, *, ladder: Sequence[int] = DEFAULT_LADDER) -> str:
    """Why then: "7 days before", "On the day", "1 day after", "Weekly after the due date"."""
    if step == 0:
        return "On the day"
    days = "1 day" if abs(step) == 1 else f"{abs(step)} days"
    if step > 0:
        return f"{days} before"
    return f"{days} after" if step in ladder else "Weekly after the due date"


def quiet_because(on: date, *, state: str) -> str:
    """The name of the public holiday on which nobody in the state is reminded, or "".

    They hear of it the next day.
    """
    return _holidays(state, on.year).get(on, "")


@cache
def _holidays(state: str, year: int) -> holidays.HolidayBase:
    known = UnitedStates.subdivisions
    return holidays.country_holidays("US", subdiv=state if state in known else None, years=year)
