"""Lengths of time, school days, and the windows in them."""

from datetime import date

import pytest

from tests.training.rules.making import YEAR, asked, day, drill, law, rule, spans
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.days.spans import DayOfYear, Span, after, before


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2028-02-29", Span(1, "years"), "2029-02-28"),
        ("2028-02-29", Span(4, "years"), "2032-02-29"),
        ("2026-08-31", Span(6, "months"), "2027-02-28"),
        ("2027-08-31", Span(6, "months"), "2028-02-29"),
        ("2026-12-31", Span(1, "months"), "2027-01-31"),
        ("2026-12-31", Span(1, "days"), "2027-01-01"),
        ("2026-08-03", Span(180, "days"), "2027-01-30"),
        ("2026-11-01", Span(24, "hours"), "2026-11-02"),
        ("2026-11-01", Span(25, "hours"), "2026-11-03"),
        ("2026-11-01", Span(0, "days"), "2026-11-01"),
    ],
)
def test_a_length_of_time_ends_on_its_day(start, span, end):
    assert after(day(start), span) == day(end)


def test_a_lead_is_counted_back():
    assert before(day("2027-01-01"), Span(1, "days")) == day("2026-12-31")
    assert before(day("2028-03-31"), Span(1, "months")) == day("2028-02-29")


def test_no_day_lies_beyond_the_calendar():
    assert after(date.max, Span(3, "years")) == date.max
    assert before(date.min, Span(3, "days")) == date.min


def test_the_29_of_february_is_the_last_day_of_february():
    assert DayOfYear(2, 29).of(2027) == day("2027-02-28")
    assert DayOfYear(2, 29).of(2028) == day("2028-02-29")


def test_day_one_is_the_first_school_day():
    assert YEAR.nth(YEAR.first_day, 1) == day("2026-08-24")
    assert YEAR.nth(YEAR.first_day, 10) == day("2026-09-04")
    assert YEAR.nth(YEAR.first_day, 11) == day("2026-09-08")  # Labor Day is closed


def test_closures_move_school_days_and_no_calendar_days():
    storm = SchoolYear(
        YEAR.first_day, YEAR.last_day, closed=(*YEAR.closed, *spans(("2026-09-01", "2026-09-03")))
    )
    by_school_days = rule(law(window={"anchor": "school_start", "first": "10 school days"}))
    by_days = rule(law(window={"anchor": "school_start", "first": "10 days"}))
    assert asked(by_school_days, "2026-08-25").due == day("2026-09-04")
    assert asked(by_school_days, "2026-08-25", years=(storm,)).due == day("2026-09-10")
    assert asked(by_days, "2026-08-25").due == day("2026-09-02")
    assert asked(by_days, "2026-08-25", years=(storm,)).due == day("2026-09-02")


def test_the_first_n_and_within_n_differ_by_one():
    first = rule(law(window={"anchor": "school_start", "first": "30 days"}))
    within = rule(law(window={"anchor": "school_start", "within": "30 days"}))
    assert asked(first, "2026-08-25").due == day("2026-09-22")
    assert asked(within, "2026-08-25").due == day("2026-09-23")


def test_days_of_which_nobody_said_which_are_the_earlier_ones():
    unstated = rule(law(window={"anchor": "school_start", "first": "10 unstated days"}))
    assert asked(unstated, "2026-08-25").due == day("2026-09-02")


def test_a_month_is_in_session_with_one_school_day():
    assert YEAR.months(summer=False)[0] == (2026, 8)
    assert YEAR.months(summer=False)[-1] == (2027, 6)
    assert YEAR.months(summer=True)[-1] == (2027, 7)


def test_a_year_of_records_is_july_to_june():
    assert (YEAR.records_from, YEAR.records_to) == (day("2026-07-01"), day("2027-06-30"))
    assert YEAR.label == "2026-27"


def test_a_school_year_without_a_school_day_raises_nothing():
    closed = SchoolYear(
        day("2026-08-24"), day("2027-06-04"), closed=spans(("2026-08-01", "2027-07-01"))
    )
    for period in ("school_year", "month", "week", "semester", "school_days"):
        said = law(period, every="30 school days") if period == "school_days" else law(period)
        assert asked(rule(said), "2026-10-01", years=(closed,)).status


def test_a_window_that_opens_later_counts_nothing_before():
    later = rule(law(need=2, window={"anchor": "school_start", "opens_after": "20 school days"}))
    answer = asked(later, "2026-11-02", drill("2026-08-27"), drill("2026-10-06"))
    assert (answer.have, answer.need, answer.due) == (1, 2, day("2027-06-04"))
    assert [each.why for each in answer.not_counted] == ["before the window"]


def test_of_two_last_days_the_earlier_one_is_it():
    both = rule(law(window={"anchor": "school_start", "first": "200 days", "to": "12-01"}))
    assert asked(both, "2026-10-01").due == day("2026-12-01")
