"""Cells of a transcript: hours, units, statuses, FEMA numbers, days too full. No database."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import Table
from safety_portal.core.imports.columns import UnknownColumns
from training.transcripts.course_index import bare, fema_number
from training.transcripts.day_limits import too_much_for_a_day
from training.transcripts.readers import cells, columns
from training.transcripts.readers.cells import NotRead


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("1.5", "1.5"),
        ("1.5 hrs", "1.5"),
        ("8 Hours.", "8"),
        ("1:30", "1.5"),
        ("0:20", "0.33"),
        ("2:00:00", "2"),
        ("640", "640"),
        ("0", "0"),
    ],
)
def test_hours_are_read_as_people_and_clocks_write_them(cell, hours):
    assert cells.hours(cell) == Decimal(hours)


@pytest.mark.parametrize("cell", ["", "many", "1:75", "-2", "2 days", "1.5h 20m", "٣"])
def test_what_is_no_number_of_hours_is_refused(cell):
    with pytest.raises(NotRead, match=r"^This is not a number of hours; write it as 1\.5\.$"):
        cells.hours(cell)


def test_more_hours_than_any_academy_has_are_refused():
    assert cells.hours("999") == 999
    with pytest.raises(NotRead, match=r"^Nobody trains more than 999 hours at a time; correct it"):
        cells.hours("1000")


def test_a_unit_of_continuing_education_is_ten_hours():
    assert cells.hours_of_ceus("0.2") == 2
    with pytest.raises(NotRead, match="Nobody trains more than 999 hours"):
        cells.hours_of_ceus("100")


@pytest.mark.parametrize(
    ("number", "quarters"), [("0", "0.25"), ("0.1", "0.25"), ("0.33", "0.25"), ("0.375", "0.5"),
                             ("1.12", "1"), ("1.125", "1.25"), ("7.9", "8")]
)  # fmt: skip
def test_hours_count_in_the_nearest_quarter_and_at_least_one(number, quarters):
    assert cells.quarters(Decimal(number)) == Decimal(quarters)


@pytest.mark.parametrize("word", ["Passed", "completed 3/4", "P", "YES", "Certified.", "Complete*"])
def test_a_training_that_was_passed_counts(word):
    assert cells.status(word) == ("passed", "")


@pytest.mark.parametrize("word", ["Expired", "expired 2024", "Lapsed", "Inactive", "Revoked"])
def test_a_certificate_that_ran_out_is_lapsed(word):
    assert cells.status(word) == ("lapsed", "")


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("Failed", "It was not passed (“Failed”), so it counts for nothing."),
        ("Not Completed", "It was not completed (“Not Completed”), so it counts for nothing."),
        ("No-Show", "It was not attended (“No-Show”), so it counts for nothing."),
        ("Cancelled - snow", "It was not attended (“Cancelled - snow”), so it counts for nothing."),
        ("No", "It was not completed (“No”), so it counts for nothing."),
    ],
)
def test_a_training_that_was_not_finished_counts_for_nothing(word, why):
    assert cells.status(word) == ("open", why)


@pytest.mark.parametrize("word", ["not sure", "no idea", "open house", "blue", ""])
def test_a_status_that_nobody_knows_is_asked_about(word):
    with pytest.raises(NotRead, match="Nobody here knows this status;"):
        cells.status(word)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("IS-100.c", 100),
        ("IS 00700", 700),
        ("FEMA is-0362.a Multi-Hazard", 362),
        ("IS100", 100),
        ("This 100", 0),
        ("ICS-100", 0),
        ("IS-1234567", 0),
        ("", 0),
    ],
)
def test_a_course_of_fema_is_known_by_its_number(name, number):
    assert fema_number(name) == number


def test_names_of_courses_are_compared_by_their_letters_and_digits():
    assert bare("CPR / AED (Adult)") == bare("cpr-aed adult") == "cpraedadult"


def planned(row, hours, *, person=1, held_on=date(2026, 3, 1)):
    return SimpleNamespace(
        row=row, hours=Decimal(hours), person=SimpleNamespace(pk=person), held_on=held_on
    )


def test_a_day_of_24_hours_is_full_and_not_too_full():
    assert too_much_for_a_day([planned(2, "12"), planned(3, "12")]) == []


def test_every_row_of_a_day_too_full_is_told():
    notes = too_much_for_a_day([planned(3, "12.5"), planned(2, "12")])
    assert [(note.row, note.value) for note in notes] == [(2, "12"), (3, "12.5")]
    assert notes[0].reason.startswith("The rows of this day add up to 24.5 hours, and a day has 24")


def test_days_of_two_people_and_two_days_of_one_do_not_add_up():
    rows = [
        planned(2, "20"),
        planned(3, "20", person=2),
        planned(4, "20", held_on=date(2026, 3, 2)),
    ]
    assert too_much_for_a_day(rows) == []


def test_a_training_of_several_days_is_told_by_itself_and_fills_no_day():
    (note,) = too_much_for_a_day([planned(2, "40"), planned(3, "8")])
    assert note.row == 2
    assert note.reason.startswith("40 hours are more than a day has.")


def test_columns_of_a_transcript_are_known_by_their_usual_names():
    table = Table(("Date Completed", "Course Title", "CEUs", "Result"), ())
    assert columns.columns_of(table, {}) == {
        "held_on": "Date Completed",
        "course": "Course Title",
        "hours": "CEUs",
        "status": "Result",
    }


def test_a_column_that_somebody_named_is_proposed_for_no_other_field():
    table = Table(("Date", "Course", "Hours"), ())
    found = columns.columns_of(table, {"code": "Course", "course": "Hours", "hours": ""})
    assert found == {"held_on": "Date", "code": "Course", "course": "Hours"}


def test_a_transcript_without_a_day_is_asked_about_with_its_columns():
    with pytest.raises(UnknownColumns) as asked:
        columns.columns_of(Table(("Course", "Hours"), ()), {"hours": "Hours"})
    assert str(asked.value).startswith(
        "The file has no column that is surely the day it was held; it has “Course”, “Hours”."
    )


def test_a_named_column_that_is_not_there_is_refused():
    with pytest.raises(FileRefused, match="The file has no column “When”"):
        columns.columns_of(Table(("Date", "Course"), ()), {"held_on": "When"})


def test_units_of_continuing_education_are_known_by_the_name_of_their_column():
    assert all(map(columns.counts_ceus, ["CEUs", "CEU Hours", "Continuing_Education_Units"]))
    assert not any(map(columns.counts_ceus, ["Hours", "Credits", ""]))


def test_a_field_may_be_left_unread_at_the_command_line():
    assert columns.parse_mapping(["status=", "held_on=When"]) == {"status": "", "held_on": "When"}
