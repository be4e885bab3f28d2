"""Long tables are read row by row, in any encoding, and refused where they are none. No database."""

import io

import pytest

from safety_portal.core.files import delimited, streams
from safety_portal.core.files.filetypes import FileRefused


def rows_of(content, **given):
    header, rows = streams.read_rows(io.BytesIO(content), **given)
    return header, [(row.number, row.cells) for row in rows]


def test_a_table_is_read_with_the_numbers_of_its_rows():
    assert rows_of(b"Name,City\nA,B\n\nC,D\n") == (
        ("Name", "City"),
        [(2, ("A", "B")), (4, ("C", "D"))],
    )


def test_a_table_in_utf16_without_its_mark_is_read():
    header, rows = rows_of("Name\tCity\nJosé\tOslo\n".encode("utf-16-le"))
    assert (header, rows) == (("Name", "City"), [(2, ("José", "Oslo"))])


def test_a_byte_order_mark_is_no_part_of_the_first_name():
    assert rows_of(b"\xef\xbb\xbfName,City\nA,B\n")[0] == ("Name", "City")


def test_bytes_of_windows_are_read_line_by_line():
    assert rows_of(b"Name,City\nJos\xe9,Oslo\n")[1] == [(2, ("José", "Oslo"))]


def test_what_lies_beyond_the_limit_is_refused_whatever_an_archive_says_of_its_size():
    with pytest.raises(FileRefused, match=r"^This file has more than 1 MB"):
        rows_of(b"Name,City\n" + b"A,B\n" * 400_000, limit=1024 * 1024)


def test_rows_before_the_limit_are_given_before_it_is_reached():
    _, rows = streams.read_rows(io.BytesIO(b"Name,City\n" + b"A,B\n" * 400_000), limit=1024 * 1024)
    assert next(rows).cells == ("A", "B")


def test_an_empty_file_is_refused():
    with pytest.raises(FileRefused, match=r"^This file is empty\.$"):
        rows_of(b"")


def test_a_picture_is_refused_before_a_line_of_it_is_read():
    with pytest.raises(FileRefused, match=r"^This is a picture, not a table"):
        rows_of(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)


def test_a_quotation_mark_never_closed_is_refused_at_the_end():
    with pytest.raises(FileRefused, match=r'^A quotation mark \("\) in row 2 is opened and never'):
        rows_of(b'Name,City\n"A,B\nC,D\n')


def test_a_line_longer_than_any_table_has_is_refused():
    with pytest.raises(FileRefused, match=r"^Line 2 is more than 1,000,000 characters long"):
        rows_of(b"Name,City\n" + b"x" * 1_000_001)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_parts_most_rows_alike(delimiter):
    lines = [delimiter.join(["Name", "City, State", "Notes; more"])] * 3
    text = "\n".join(lines if delimiter == "\t" else [delimiter.join("abc")] * 3)
    assert delimited.delimiter_of(text) == delimiter


def test_a_text_without_any_delimiter_is_parted_by_commas():
    assert delimited.delimiter_of("Name\nAda\n") == ","
    assert list(delimited.delimited_rows("Name\nAda")) == [["Name"], ["Ada"]]


def test_line_ends_of_all_three_kinds_part_rows():
    assert list(delimited.delimited_rows("A,B\rC,D\r\nE,F\nG,H")) == [
        ["A", "B"],
        ["C", "D"],
        ["E", "F"],
        ["G", "H"],
    ]


def test_a_row_that_says_what_closes_the_table_is_a_row():
    assert list(delimited.delimited_rows(f"A\n{delimited.END_MARK}\nB")) == [
        ["A"],
        [delimited.END_MARK],
        ["B"],
    ]
