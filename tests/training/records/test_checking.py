"""What can be logged, until when it counts, and what may become of a record. No database."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from training.courses.models import Course
from training.records.checking import LONGEST_HOURS, check, expiry, move
from training.records.lifecycle import RECORD_MOVES, RecordState
from training.records.models import TrainingRecord

TODAY = date(2026, 11, 30)


def checked(hours="1.5", *, held_on=TODAY, course=None):
    course = course or SimpleNamespace(hours=Decimal(2))
    return check(course=course, held_on=held_on, hours=hours and Decimal(hours), on=TODAY)


def refused(**given):
    with pytest.raises(Refused) as no:
        checked(**given)
    return no.value.field, str(no.value)


def test_a_training_of_today_can_be_logged_and_of_tomorrow_not_yet():
    assert checked(held_on=TODAY) == Decimal("1.5")
    assert refused(held_on=date(2026, 12, 1)) == (
        "held_on",
        "This day is in the future. Log it after it was held.",
    )


def test_a_year_with_two_digits_is_no_year_of_a_training():
    field, told = refused(held_on=date(26, 11, 30))
    assert (field, told.startswith("This day is more than fifty years ago")) == ("held_on", True)


def test_hours_that_nobody_typed_are_those_of_the_course():
    assert checked(None) == 2


def test_a_course_without_hours_asks_for_them():
    field, told = refused(hours=None, course=SimpleNamespace(hours=None))
    assert field == "hours"
    assert told.startswith("This course has no hours of its own.")


@pytest.mark.parametrize("hours", ["0.25", "0.5", "0.75", "1", str(LONGEST_HOURS)])
def test_hours_are_told_in_quarters(hours):
    assert checked(hours) == Decimal(hours)


@pytest.mark.parametrize("hours", ["0", "-1", "0.1", "1.33", "200.25", "9999"])
def test_hours_that_nobody_trains_are_refused(hours):
    assert refused(hours=hours) == (
        "hours",
        "Hours go from 0.25 to 200, in quarter hours, such as 1.5.",
    )


def test_a_training_counts_for_as_many_months_as_its_course_says():
    assert expiry(Course(validity_months=24), date(2026, 1, 15)) == date(2028, 1, 15)


def test_a_training_of_the_last_day_of_a_long_month_counts_until_the_last_of_a_short_one():
    assert expiry(Course(validity_months=1), date(2027, 1, 31)) == date(2027, 2, 28)
    assert expiry(Course(validity_months=12), date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_course_that_lasts_never_expires():
    assert expiry(Course(validity_months=None), TODAY) is None


@pytest.mark.parametrize("old", list(RecordState))
@pytest.mark.parametrize("new", list(RecordState))
def test_a_record_moves_as_the_table_says_and_no_other_way(old, new):
    record = TrainingRecord(state=old)
    if new in RECORD_MOVES[old]:
        move(record, new)
        assert record.state == new
        return
    with pytest.raises(WrongState) as no:
        move(record, new)
    assert str(no.value) == f"This record is {old.label.lower()} already."
    assert record.state == old


def test_what_was_withdrawn_stays_withdrawn():
    assert RECORD_MOVES[RecordState.WITHDRAWN] == set()


def test_only_a_record_before_the_administrator_is_verified():
    assert {old for old, moves in RECORD_MOVES.items() if RecordState.VERIFIED in moves} == {
        RecordState.TO_VERIFY
    }
