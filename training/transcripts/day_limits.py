"""More training than a day has hours."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from safety_portal.core.values import Note
from training.transcripts.planned import Planned

HOURS_OF_A_DAY = 24
MORE_THAN_A_DAY = (
    "{} hours are more than a day has. They are imported as a training of several days that ended on this one; "
    "if they are minutes, or hours of a year, correct the file."
)


DAY_IS_FULL = (
    "The rows of this day add up to {} hours, and a day has {}. Look at the hours and the days."
)


def too_much_for_a_day(planned: list[Planned]) -> list[Note]:
    """A word on every row that says more hours than its day has, alone or with the others of the
    person on that day.
    """
    days: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    for each in planned:
        # What took several days is told by itself.
        days[each.person.pk, each.held_on] += each.hours if each.hours <= HOURS_OF_A_DAY else 0
    return [
        Note(each.row, "hours", _why_too_much(each.hours, total), f"{each.hours.normalize():f}")
        for each in sorted(planned, key=lambda one: one.row)
        if max(each.hours, total := days[each.person.pk, each.held_on]) > HOURS_OF_A_DAY
    ]


def _why_too_much(hours: Decimal, total: Decimal) -> str:
    if hours > HOURS_OF_A_DAY:
        return MORE_THAN_A_DAY.format(f"{hours.normalize():f}")
    return DAY_IS_FULL.format(f"{total.normalize():f}", HOURS_OF_A_DAY)
