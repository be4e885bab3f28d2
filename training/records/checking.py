"""What can be logged, until when it counts, and what may become of a record."""

from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState, check_move
from training.courses.models import Course
from training.records.lifecycle import RECORD_MOVES, RecordState
from training.records.models import TrainingRecord

LONGEST_HOURS = 200


def check(*, course: Course, held_on: date, hours: Decimal, on: date) -> Decimal:
    """The hours that count, or Refused.

    A day to come, hours nobody can train, a course without hours of its own.
    """
    if held_on > on:
        raise Refused("This day is in the future. Log it after it was held.", field="held_on")
    if held_on.year < 1970:
        raise Refused("This day is more than fifty years ago. Look at the year.", field="held_on")
    hours = course.hours if hours is None else hours
    if hours is None:
        raise Refused(
            "This course has no hours of its own. Type how many hours it took.", field="hours"
        )
    if not 0 < hours <= LONGEST_HOURS or hours % 1 not in (0, 0.25, 0.5, 0.75):
        raise Refused(
            f"Hours go from 0.25 to {LONGEST_HOURS}, in quarter hours, such as 1.5.", field="hours"
        )
    return hours


def expiry(course: Course, held_on: date) -> date | None:
    """The last day the training counts: `validity_months` after it was held, or None where it does
    not expire.
    """
    return (
        held_on + relativedelta(months=course.validity_months) if course.validity_months else None
    )


def move(record: TrainingRecord, new: RecordState) -> None:
    """Set the state, or raise WrongState with what the record is."""
    sentence = f"This record is {record.get_state_display().lower()} already."
    if record.state == new and new != RecordState.TO_VERIFY:
        raise WrongState(sentence)
    check_move(RECORD_MOVES, old=record.state, new=new, sentence=sentence)
    record.state = new
