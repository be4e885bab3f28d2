"""Where the header of a table stands, how its columns are found, and rows fitted to it. No database."""

import pytest

from safety_portal.core.files import tables
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import Row, Table, with_header


def test_titles_and_notes_above_a_table_are_no_header():
    records = [["Cedar County"], ["Printed", "today"], ["Name", "City", "State"], ["A", "B", "C"]]
    table = with_header(iter([*records, ["D", "E", "F"]]))
    assert table.header == ("Name", "City", "State")
    assert (table.header_row, [row.number for row in table.rows]) == (3, [4, 5])


def test_blank_rows_are_counted_and_not_kept():
    table = with_header(iter([["Name", "City"], [], ["", " "], ["A", "B"]]))
    assert table.rows == (Row(4, ("A", "B")),)


def test_a_short_row_is_filled_with_empty_cells():
    table = with_header(iter([["Name", "City", "State"], ["A", "B"]]))
    assert table.rows[0].cells == ("A", "B", "")


def test_filled_cells_beyond_the_header_are_counted_because_they_have_shifted():
    assert tables.fitted(7, ["A", "B", "", "C", "D"], 2) == Row(7, ("A", "B"), 2)


def test_a_file_with_nothing_filled_in_is_refused():
    with pytest.raises(FileRefused, match=r"^This file has no rows: nothing in it is filled in\.$"):
        with_header(iter([[], ["", " "]]))


def test_a_row_wider_than_any_table_is_refused_by_its_number():
    with pytest.raises(FileRefused, match=r"^Row 2 has 2,001 cells and the limit is"):
        with_header(iter([["Name"], ["x"] * 2001]))


def test_a_table_too_long_is_refused_as_soon_as_that_is_known(monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 3)

    def records():
        for _ in range(4):
            yield ["A", "B"]
        raise AssertionError("a row was read in vain")

    with pytest.raises(FileRefused, match="has more than 3 rows"):
        with_header(records())


def test_a_column_is_found_by_name_whatever_joins_its_words():
    table = Table(("NCES_School_ID", "County Name*"), ())
    assert table.index("nces school id") == 0
    assert table.index("COUNTY  name") == 1


def test_the_year_that_nces_puts_behind_a_name_does_not_hide_it():
    table = Table(("County Name [Public School] 2021-22",), ())
    assert table.index("county name") == 0


def test_a_column_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(FileRefused) as refused:
        Table(("Name", "City"), ()).index("State")
    assert str(refused.value) == "The file has no column “State”; it has “Name”, “City”."


def test_a_name_that_two_columns_carry_is_refused_when_it_is_asked_for():
    with pytest.raises(FileRefused, match=r"^The file has 2 columns called “name”; rename all but"):
        Table(("Name", "NAME ", "City"), ()).index("name")


def test_a_column_without_a_name_is_found_by_nobody():
    assert Table(("", "--"), ()).places("") == []
    assert Table(("", "--"), ()).places("!") == []


def test_of_many_columns_the_first_are_listed_and_how_many_more():
    table = Table((*tuple(f"C{number}" for number in range(15)), ""), ())
    assert table.listed(most=2) == "“C0”, “C1” and 13 more"
    assert len(Table(("x" * 500,), ()).listed()) == 42


def test_a_name_of_a_column_holds_nothing_that_a_terminal_obeys():
    assert tables.one_line("Na\x1b[31mme\n of\t school") == "Na [31mme of school"
