"""A calendar beside what is here: every row in one place, and nothing guessed."""

from datetime import date

import pytest

from coalitions.calendars.comparing.comparison import NO_YEAR, compare
from coalitions.calendars.queries import years_of_district
from coalitions.calendars.readers.calendars import read_calendar
from tests.calendaring import YEAR, event, ics, make_span, make_year

pytestmark = pytest.mark.django_db


def compared(district, *events):
    found = compare(read_calendar(ics(*events)), years_of_district(district.pk))
    places = ("created", "updated", "unchanged", "rejected", "skipped")
    assert found.counts["rows"] == sum(found.counts[name] for name in places)
    return found


def reasons(rows):
    return [each.reason for each in rows]


def of_kind(found, kind):
    return [(str(s.days[0]), str(s.days[1]), s.label) for s in found.new if s.kind == kind]


def test_a_first_and_a_last_day_are_a_new_year_with_its_spans(district):
    found = compared(district, *YEAR, event("Winter break", "20261221", "20270102"))
    assert [year.days for year in found.changed_years] == [(date(2026, 8, 24), date(2027, 6, 4))]
    assert of_kind(found, "closed") == [("2026-12-21", "2027-01-01", "Winter break")]
    assert found.counts["created"] == 3


def test_two_years_of_one_file_are_two(district):
    more = (event("First day", "20270823"), event("Last day", "20280602"))
    found = compared(district, *YEAR, *more)
    assert [year.label for year in found.years] == ["2026-27", "2027-28"]


def test_days_without_a_year_are_refused(district):
    found = compared(district, event("No school", "20261126"))
    assert reasons(found.rejected) == [NO_YEAR]
    assert not found.changes_something


def test_a_first_day_alone_belongs_to_no_new_year(district):
    found = compared(district, event("First day of school", "20260824"))
    assert reasons(found.rejected) == [
        "The file has no last day for this first day, August 24, 2026. Add it."
    ]


def test_a_last_day_alone_moves_that_of_the_year_that_is_here(district):
    make_year(district=district)
    found = compared(district, event("Last day of school", "20270611"))
    (year,) = found.changed_years
    assert year.days == (date(2026, 8, 24), date(2027, 6, 11))
    assert found.counts["updated"] == 1


def test_what_is_here_already_changes_nothing(district):
    year = make_year(district=district)
    make_span(year, date(2026, 11, 26), label="No school")
    found = compared(district, *YEAR, event("No school", "20261126"))
    assert found.counts["unchanged"] == 3
    assert not found.changes_something
    assert found.missing == []


def test_other_days_and_other_names_are_changes(district):
    year = make_year(district=district)
    make_span(year, date(2026, 11, 26), date(2026, 11, 27), label="Break")
    make_span(year, date(2026, 12, 21), date(2026, 12, 22), label="Winter")
    found = compared(
        district,
        event("Thanksgiving break", "20261126", "20261128"),
        event("Winter break", "20261221", "20270102"),
    )
    assert found.counts["updated"] == 2
    assert found.missing == []


def test_what_the_file_does_not_say_stays_and_is_listed(district):
    year = make_year(district=district)
    kept = make_span(year, date(2026, 9, 7), label="Labor Day")
    found = compared(district, *YEAR)
    assert found.missing == [kept]


def test_a_day_within_a_break_is_left_out(district):
    found = compared(
        district,
        *YEAR,
        event("No school", "20261224"),
        event("Winter break", "20261221", "20270102"),
    )
    assert "already" in found.skipped[0].reason
    year = make_year(district=district)
    make_span(year, date(2027, 3, 22), date(2027, 3, 26), label="Spring break")
    found = compared(district, event("No school", "20270324"))
    assert reasons(found.skipped) == ["These days are closed here already: Spring break."]


def test_days_that_overlap_by_half_are_refused(district):
    found = compared(
        district,
        *YEAR,
        event("Winter break", "20261221", "20270102"),
        event("No school", "20270101", "20270106"),
    )
    assert "Say each day once." in found.rejected[0].reason


def test_what_reaches_out_of_the_year_is_refused_and_a_summer_holiday_left_out(district):
    found = compared(
        district,
        *YEAR,
        event("Summer vacation", "20270602", "20270701"),
        event("Holiday", "20270705"),
    )
    assert "The school year is from August 24, 2026" in found.rejected[0].reason
    assert "outside of every school year" in found.skipped[0].reason


def test_a_year_that_would_leave_its_spans_outside_is_refused_whole(district):
    year = make_year(district=district)
    make_span(year, date(2027, 6, 1), label="Snow")
    found = compared(
        district,
        event("First day", "20260824"),
        event("Last day", "20270528"),
        event("No school", "20261126"),
    )
    assert not found.changes_something
    assert found.counts["rejected"] == 3
    assert "Snow would lie outside" in found.rejected[0].reason


def test_ends_of_quarters_make_quarters(district):
    found = compared(
        district,
        *YEAR,
        event("End of Q1", "20261023"),
        event("End of Q2", "20261218"),
        event("Q3 begins", "20270105"),
        event("End of third quarter", "20270319"),
    )
    assert of_kind(found, "quarter") == [
        ("2026-08-24", "2026-10-23", "Quarter 1"),
        ("2026-10-24", "2026-12-18", "Quarter 2"),
        ("2027-01-05", "2027-03-19", "Quarter 3"),
    ]


def test_semesters_begin_and_end_with_the_year(district):
    found = compared(
        district,
        *YEAR,
        event("First semester ends", "20261218"),
        event("Second semester begins", "20270105"),
    )
    assert of_kind(found, "semester") == [
        ("2026-08-24", "2026-12-18", "Semester 1"),
        ("2027-01-05", "2027-06-04", "Semester 2"),
    ]


def test_a_mark_without_its_other_end_is_refused(district):
    found = compared(
        district,
        *YEAR,
        event("Q3 begins", "20270105"),
        event("Summer school begins", "20270614"),
        event("Q3 starts", "20270106"),
    )
    assert sorted(reasons(found.rejected)) == [
        "The file does not say when it ends. Add that day.",
        "The file does not say when it ends. Add that day.",
        "The file says this twice.",
    ]


def test_summer_school_follows_its_year(district):
    found = compared(
        district,
        *YEAR,
        event("Summer school begins", "20270614"),
        event("Summer school ends", "20270709"),
    )
    assert of_kind(found, "session") == [("2027-06-14", "2027-07-09", "")]


def test_a_year_too_long_or_over_another_is_refused(district):
    make_year(district=district)
    make_year(district=district, first_day=date(2027, 8, 23), last_day=date(2028, 6, 2))
    found = compared(district, event("School year", "20270501", "20271001"))
    assert "It overlaps with 2026-27 and 2027-28." in found.rejected[0].reason
    found = compared(district, event("School year", "20290101", "20310101"))
    assert "has at most 400 days" in found.rejected[0].reason


def test_the_digest_is_of_all_that_would_be_written(district):
    first = compared(district, *YEAR).digest
    assert compared(district, *YEAR).digest == first
    assert compared(district, *YEAR, event("No school", "20261126")).digest != first
