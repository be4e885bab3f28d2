"""Text of a file becomes a line, an identifier, a number or a day in one way.

Right values, and nothing else ever.
"""

from datetime import date
from decimal import Decimal

import pytest

from coalitions.directory_import.readers import cells as readers_cells
from safety_portal.core import values
from tests.core.spoiled_cells import DIGITS, ERRORS, SHORTENED
from training.transcripts.readers import cells

DAY = date(2021, 12, 6)


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        (" A\u00a0 B\x00\tC\u200b\u202e ", "A B C"),
        ('="00123"', "00123"),
        ('=" 12 "', "12"),
        ("'0012", "0012"),
        ("'Til dawn", "'Til dawn"),
        ("e\u0301", "é"),
        ("a\ud800b", "a b"),
        ("\ufeff", ""),
    ],
)
def test_a_cell_is_one_line(cell, line):
    assert values.text(cell) == line


@pytest.mark.parametrize(
    ("cell", "told"),
    [("1200030.0", "1200030"), ("12345", "12345"), ("12E4", "12E4"), ("12-0.00", "12-0.00"), ("IS-100.C", "IS-100.C"),
     ("19-3041", "19-3041"), ("0012", "0012"), ("March", "March"), ("#12", "#12"), ("a@b.org", "a@b.org")],
)  # fmt: skip
def test_an_identifier_stays_as_it_is(cell, told):
    assert values.identifier(cell) == told


@pytest.mark.parametrize("cell", ERRORS)
def test_what_a_spreadsheet_shows_in_place_of_a_value_is_none(cell):
    for read in (
        values.identifier,
        values.number,
        values.day,
        values.sound,
        lambda text: values.short(text, 60),
    ):
        with pytest.raises(values.NotRead):
            read(cell)
    with pytest.raises(
        values.NotRead, match=r"has lost the ID; bring the ID from the system that gave it\.$"
    ):
        values.identifier(cell)


@pytest.mark.parametrize("cell", SHORTENED)
def test_a_shortened_number_is_no_number_and_no_identifier(cell):
    for read in (values.identifier, values.number):
        with pytest.raises(
            values.NotRead, match=r"^A spreadsheet has shortened this number; format the column"
        ):
            read(cell)


@pytest.mark.parametrize("cell", ["3-Apr", "Mar-01", "1-Feb-2003", "12/6/2021"])
def test_an_identifier_that_was_made_a_day_is_none(cell):
    with pytest.raises(values.NotRead, match=r"^A spreadsheet has made a day of this ID"):
        values.identifier(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1901", 1901), ("1,901", 1901), ("-81.45458", Decimal("-81.45458")), ("–5", -5), ("+1.5", Decimal("1.5")),
     (".5", Decimal("0.5")),
     ("5.", 5), ("5003.00000", 5003), ("1,234,567.5", Decimal("1234567.5"))],
)  # fmt: skip
def test_numbers(cell, number):
    assert values.number(cell) == number


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "many",
        "NaN",
        "Infinity",
        "--5",
        "1_000",
        "٣",
        "1 5",
        "12,34,567",
        "1e12",
        "5%",
        "$5",
        "0x1f",
        DIGITS,
    ],
)
def test_what_is_no_number(cell):
    with pytest.raises(
        values.NotRead, match=r"^This is not a number; correct it, or leave it empty\.$"
    ):
        values.number(cell)


@pytest.mark.parametrize("cell", ["1,5", "1.234,5", "-0,25", ",5"])
def test_a_decimal_comma_is_never_left_out(cell):
    for read in (values.number, cells.hours, cells.hours_of_ceus, readers_cells.teachers):
        with pytest.raises(
            values.NotRead,
            match=r"^This has a comma where a decimal point belongs; write it as 1\.5\.$",
        ):
            read(cell)


@pytest.mark.parametrize(
    "cell",
    ["12/6/2021", "2021-12-06", "12/6/21", "Dec 6, 2021", "dec. 6 2021", "December 6, 2021", "6 December 2021",
     "6-Dec-21", "2021-12-06T00:00:00", "2021-12-06T09:00:00.000Z", "2021-12-06 09:00:00+00:00", "12/6/2021 8:00 AM",
     "12/6/2021 0:00", "Monday, December 6th, 2021", "Mon Dec 6 2021", "2021/12/6", "12-6-2021", "12.6.2021", "20211206"],
)  # fmt: skip
def test_days(cell):
    assert values.day(cell) == DAY


@pytest.mark.parametrize(
    "cell",
    ["", "soon", "2021", "202112", "2021-13-06", "2/30/2021", "25/12/2021", "0/0/0000", "١٢/٦/٢٠٢١", "12/6", "12-6-21", "Dec 2021",
     "Foo 6, 2021", "12/6/2021 - 12/8/2021", "12/6/2021 25 AM", "2021-12-06T", DIGITS, "12/6/2021" + " " * 5_000 + "x"],
)  # fmt: skip
def test_what_is_no_day(cell):
    with pytest.raises(
        values.NotRead,
        match=r"^This is not a day; write it as month/day/year, such as 11/22/2026\.$",
    ):
        values.day(cell)


def test_the_number_by_which_a_spreadsheet_counts_days_is_told_as_that():
    for cell in ("44536", "44536.0"):
        with pytest.raises(
            values.NotRead,
            match=r"counts days \(it would be 12/6/2021\); format the column as a date",
        ):
            values.day(cell)
