"""The ladder: due and not yet told, whatever happens to the days in between."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_portal.core.notices.ladder import (
    DEFAULT_LADDER,
    is_due,
    quiet_because,
    step_in_words,
    step_reached,
)

DUE = date(2026, 11, 30)
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
ladders = st.lists(st.integers(-60, 90), min_size=1, max_size=8, unique=True).map(tuple)


@pytest.mark.parametrize(
    ("days_left", "step"),
    [
        *(
            (31, None),
            (30, 30),
            (15, 30),
            (14, 14),
            (8, 14),
            (7, 7),
            (2, 7),
            (1, 1),
            (0, 1),
            (-1, -1),
        ),
        *((-7, -1), (-8, -8), (-14, -8), (-15, -15), (-100, -99)),
    ],
)
def test_the_default_ladder(days_left, step):
    assert step_reached(DUE, on=DUE - timedelta(days=days_left)) == step


@pytest.mark.parametrize(
    ("ladder", "days_left", "step"),
    [
        ((3,), 4, None),
        ((3,), 0, 3),
        ((3,), -6, 3),
        ((3,), -7, -7),
        ((), 7, None),
        ((), -20, None),
        ((0,), 0, 0),
        ((-2,), -1, None),
    ],
)
def test_a_ladder_of_ones_own_goes_on_weekly_from_the_due_date_or_its_last_step(
    ladder, days_left, step
):
    assert step_reached(DUE, on=DUE - timedelta(days=days_left), ladder=ladder) == step


def swept(due_on, ladder, on_days):
    """The steps somebody is told if sweeps run on these days, in this order."""
    told, last = [], None
    for on in on_days:
        step = step_reached(due_on, on=on, ladder=ladder)
        if is_due(step, last_step=last):
            told.append(step)
            last = step
    return told


@given(due_on=days, ladder=ladders, on_days=st.lists(days, max_size=40))
def test_nobody_is_told_the_same_step_twice_even_if_the_clock_jumps(due_on, ladder, on_days):
    told = swept(due_on, ladder, on_days)
    assert told == sorted(set(told), reverse=True)


@given(due_on=days, ladder=ladders, gaps=st.lists(st.integers(0, 30), max_size=30))
def test_whoever_sweeps_has_told_the_newest_step_however_many_days_were_missed(
    due_on, ladder, gaps
):
    on, on_days = due_on - timedelta(days=100), []
    for gap in gaps:
        on += timedelta(days=gap)
        on_days.append(on)
    told = swept(due_on, ladder, on_days)
    newest = step_reached(due_on, on=on_days[-1], ladder=ladder) if on_days else None
    assert (told[-1] if told else None) == newest


@given(due_on=days, ladder=ladders)
def test_a_sweep_each_day_tells_every_step_on_its_day(due_on, ladder):
    first = due_on - timedelta(days=100)
    on_days = [first + timedelta(days=n) for n in range(160)]
    last = min(*ladder, 0)
    weekly = range(last - 7, -60, -7)
    expected = sorted({*ladder, *weekly}, reverse=True)
    assert [step for step in swept(due_on, ladder, on_days) if step > -60] == [
        s for s in expected if s > -60
    ]


@given(due_on=days, on=days)
def test_a_step_is_reached_once_its_day_has_come_and_never_before(due_on, on):
    step = step_reached(due_on, on=on)
    left = (due_on - on).days
    assert (step is None) == (left > max(DEFAULT_LADDER))
    assert step is None or step >= left


def test_steps_in_words():
    assert [step_in_words(step) for step in (30, 1, 0, -1, -8)] == [
        "30 days before",
        "1 day before",
        "On the day",
        "1 day after",
        "Weekly after the due date",
    ]


def test_holidays_are_those_of_the_state():
    assert quiet_because(date(2026, 11, 26), state="FL") == "Thanksgiving Day"
    assert quiet_because(date(2026, 11, 24), state="FL") == ""
    assert quiet_because(date(2026, 4, 20), state="MA") == "Patriots' Day"
    assert quiet_because(date(2026, 4, 20), state="FL") == ""
    assert quiet_because(date(2026, 11, 26), state="") == "Thanksgiving Day"
