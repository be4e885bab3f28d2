"""When a program is reviewed again."""

from datetime import date

import pytest

from coalitions.programs.lifecycle import Cadence, ProgramState, next_review


@pytest.mark.parametrize(
    ("after", "cadence", "day"),
    [
        (date(2026, 11, 30), "yearly", date(2027, 11, 30)),
        (date(2024, 2, 29), "yearly", date(2025, 2, 28)),
        (date(2026, 8, 31), "each_semester", date(2027, 2, 28)),
        (date(2026, 11, 30), "quarterly", date(2027, 2, 28)),
        (date(2026, 12, 31), "monthly", date(2027, 1, 31)),
        (date(2027, 1, 31), "monthly", date(2027, 2, 28)),
    ],
)
def test_it_is_so_many_months_later_or_that_months_last_day(after, cadence, day):
    assert next_review(after, cadence) == day


def test_none_is_rarer_than_once_a_year():
    start = date(2026, 1, 15)
    assert max(next_review(start, each) for each in Cadence) == date(2027, 1, 15)


def test_a_label_for_each_state():
    assert len({state.label for state in ProgramState}) == len(ProgramState)
