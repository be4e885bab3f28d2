"""Calendars as tables: what, from, to, name."""

import pytest

from coalitions.calendars.comparing.entries import What
from coalitions.calendars.readers.calendars import read_calendar
from coalitions.calendars.readers.tables import parse_columns
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.imports.columns import UnknownColumns


def table(*rows, header="What,From,To,Name"):
    return read_calendar("\n".join([header, *rows, ""]).encode())


def test_rows_are_what_from_to_and_name():
    read = table(
        "School year,8/24/2026,6/4/2027,", "closed,2026-11-25,2026-11-27,Thanksgiving break"
    )
    assert [each.meaning.what for each in read.entries] == [What.YEAR, What.CLOSED]
    assert [each.label for each in read.entries] == ["", "Thanksgiving break"]
    assert (read.layout, read.total, read.entries[1].row) == ("a table", 2, 3)


def test_the_columns_of_a_calendar_program_are_known():
    read = table(
        "No School - Labor Day,9/7/2026,8:00 AM,9/7/2026",
        header="Subject,Start Date,Start Time,End Date",
    )
    assert read.entries[0].label == "No School - Labor Day"


def test_a_table_without_a_day_asks_for_its_columns():
    with pytest.raises(UnknownColumns, match="“From”"):
        table("No school,tomorrow", header="What,When")


def test_columns_are_said_at_the_command_line():
    assert parse_columns(["from=Start"]) == {"from": "Start"}
    with pytest.raises(FileRefused, match="There is no field “begin”"):
        parse_columns(["begin=Start"])


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("closed,,,", "from", "This row has no first day; add it."),
        (",11/26/2026,,", "what", "This row does not say what it is; add it."),
        ("closed,31/31/2026,,", "from", "This is not a day"),
        ("closed,11/26/2026,soon,", "to", "This is not a day"),
        ("closed,11/27/2026,11/26/2026,", "to", "before it begins, November 27, 2026."),
        ("Semester 1,8/24/2026,,", "to", "It needs a first and a last day"),
        ("closed,11/26/2026,,x,surplus", "row", "more cells than the header"),
        (f"closed,11/26/2026,,{'x' * 201}", "name", "201 characters long"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(row, field, reason):
    read = table(row)
    (refused,) = read.rejected
    assert refused.field == field
    assert reason in refused.reason
    assert read.entries == ()


def test_a_row_that_is_not_understood_is_listed_with_its_words():
    (skipped,) = table("Holiday concert,12/10/2026,,").skipped
    assert (skipped.row, skipped.value) == (2, "Holiday concert")


def test_more_rows_than_a_year_has_are_one_sentence():
    with pytest.raises(FileRefused, match="5,001 rows and 5,000 are read"):
        table(*["No school,11/26/2026,,"] * 5001)
