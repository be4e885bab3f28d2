"""Tables out of files of every kind, and the one sentence for those that hold none."""

import contextlib
import io
import random
import zipfile

import pytest

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.no_table import MAX_BYTES
from safety_portal.core.files.reading import read_table
from safety_portal.core.files.tables import Table
from tests.core.files.cells import HEADER, cells_of, refusal

BODY = [("01", "Niña's “Écoles”", "St. Mary’s"), ("02", "Two, Inc.", "A;B\tC")]


def text_of(delimiter=",", end="\n", header=HEADER, body=BODY):
    """The sample as delimited text; cells with anything special are quoted."""

    def cell(value):
        return (
            '"' + value.replace('"', '""') + '"' if any(c in value for c in ',;\t|"\r\n') else value
        )

    return end.join(delimiter.join(map(cell, row)) for row in (header, *body)) + end


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_every_delimiter_line_end_and_encoding_gives_the_same_table(delimiter, end, encoding):
    table = read_table(text_of(delimiter, end).encode(encoding))
    assert table.header == HEADER
    assert cells_of(table) == BODY
    assert [row.number for row in table.rows] == [2, 3]


def test_bytes_of_two_encodings_in_one_file_are_both_read():
    data = "Name\nCañon – one\n".encode() + "Cañon – two\n".encode("cp1252")
    assert cells_of(read_table(data)) == [("Cañon – one",), ("Cañon – two",)]


def test_a_header_in_square_brackets_is_no_json():
    assert read_table(b"[ID],[Name]\n1,A\n").header == ("[ID]", "[Name]")


def test_quoted_line_breaks_stay_in_their_cell_and_count_as_one_row():
    table = read_table(b'ID,Name\n1,"Two\nlines, and ""quotes"""\n2,Plain\n')
    assert cells_of(table) == [("1", 'Two\nlines, and "quotes"'), ("2", "Plain")]
    assert [row.number for row in table.rows] == [2, 3]


def test_rows_are_numbered_as_a_spreadsheet_shows_them_blank_ones_and_notes_included():
    table = read_table(b"Directory of schools\nPrinted 2026\n\nID,Name,City\n1,A,B\n,,\n\n2,C,D\n")
    assert table.header == HEADER
    assert table.header_row == 4
    assert [(row.number, row.cells) for row in table.rows] == [
        (5, ("1", "A", "B")),
        (8, ("2", "C", "D")),
    ]


def test_short_rows_are_filled_and_long_rows_are_counted():
    table = read_table(b"ID,Name,City\n1\n2,A,B,,\n3,A,B,C,,D\n")
    assert [(row.cells, row.surplus) for row in table.rows] == [
        (("1", "", ""), 0),
        (("2", "A", "B"), 0),
        (("3", "A", "B"), 2),
    ]


def test_a_header_alone_is_a_table_of_no_rows():
    assert read_table(b"District Name,Screen Name\r\n") == Table(
        header=("District Name", "Screen Name"), rows=()
    )


def test_one_column_is_a_table():
    assert cells_of(read_table(b"Name\nA\nB\n")) == [("A",), ("B",)]


def test_commas_inside_cells_do_not_decide_the_delimiter():
    body = [(str(number), "Last, First, Jr.", "City, ST, 12345") for number in range(20)]
    data = "\n".join(";".join(row) for row in [HEADER, *body]).encode()
    assert cells_of(read_table(data)) == body


def test_zero_bytes_scattered_in_a_text_do_not_make_it_binary():
    assert cells_of(read_table(b"ID,\0Name\n" + b"1\0,Alder\0\n" * 900)) == [("1", "Alder")] * 900


def test_zero_bytes_are_dropped():
    assert cells_of(read_table(b"ID,Name\n1,A\x00B\n")) == [("1", "AB")]


def test_columns_are_found_by_name_without_regard_to_case_spaces_and_note_marks():
    table = read_table(b"ID,County  Name*\n1,A\n")
    assert table.index("county name") == 1
    with pytest.raises(
        FileRefused, match=r"^The file has no column “City”; it has “ID”, “County Name\*”\.$"
    ):
        table.index("City")


@pytest.mark.parametrize(
    "name",
    ["Street_Address", "StreetAddress", "street-address", "Street Address [Public School] 2021-22"],
)
def test_columns_are_found_whatever_joins_their_words(name):
    assert read_table(f"ID,{name}\n".encode()).index("Street Address") == 1


def test_the_name_as_it_is_written_goes_before_one_that_differs_in_signs():
    table = read_table(b"% Poor,Poor,County [District] 2020-21,County\n1,2,3,4\n")
    assert [
        table.index(name) for name in ("% Poor", "Poor", "County", "County [District] 2020-21")
    ] == [0, 1, 3, 2]


def test_two_columns_of_one_name_are_refused_only_when_asked_for():
    table = read_table(b"ID,Phone,phone\n1,2,3\n")
    assert table.index("ID") == 0
    with pytest.raises(
        FileRefused, match=r"^The file has 2 columns called “Phone”; rename all but one\.$"
    ):
        table.index("Phone")


def test_column_names_are_fit_for_a_terminal():
    assert read_table("ID,\x1b[2JName\u202e\n1,2\n".encode()).header == ("ID", "[2JName")


def zipped(*names):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty."),
        (b" \r\n\r\n", "This file has no rows: nothing in it is filled in."),
        (b",,,\n,,,\n", "This file has no rows: nothing in it is filled in."),
        (b"%PDF-1.7\n", "This is a PDF, which shows a table but holds none; ask for the list as Excel or CSV."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture, not a table; save the list as Excel or CSV."),
        (b"\xff\xd8\xff\xe0", "This is a picture, not a table; save the list as Excel or CSV."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "This workbook is damaged; open it in a spreadsheet, save it again, and choose the new file.",
        ),
        (zipped("[Content_Types].xml", "xl/workbook.xml"),
         "This workbook is damaged; open it in a spreadsheet, save it again, and choose the new file."),
        (
            zipped("word/document.xml"),
            "This is a Word document, not a table; save the table in it as Excel or CSV. A plan is imported under Plans "
            "(import_plan at the command line).",
        ),
        (zipped("mimetype", "content.xml"), "This is an OpenDocument file without a sheet; save the list as .ods or CSV."),
        (zipped("orgs.csv"), "This is a zip archive; unpack it and choose the table file inside."),
        (zipped("orgs.csv")[:40], "This is a damaged zip archive; choose the table file itself."),
        (b"\x1f\x8b\x08\x00", "This is a compressed archive; unpack it and choose the table file inside."),
        (b'[\n {"AUN": "1"}]', "This is a JSON file, not a table; save the list as CSV, one row for each entry."),
        ('\ufeff{"a": 1}'.encode(), "This is a JSON file, not a table; save the list as CSV, one row for each entry."),
        (b"[1, 2, 3]", "This is a JSON file, not a table; save the list as CSV, one row for each entry."),
        (b'<?xml version="1.0"?><a/>',
         "This is an XML file, not a table; open it in a spreadsheet and save it as .xlsx or CSV."),
        (bytes(range(256)) * 40, "This file is not text, so there is no table to read; save the table as Excel or CSV."),
        (b"\x00" * 100, "This file is not text, so there is no table to read; save the table as Excel or CSV."),
        (b'ID,Name\n1,"never closed\n2,B\n',
         'A quotation mark (") in row 2 is opened and never closed; close it or leave it out.'),
        (b"a," * 300 + b"\n1", "Row 1 has 300 cells and the limit is 256."),
        (b"\n" * 300_000, "This file has more than 200,000 rows or 5,000,000 cells; import it in parts."),
        (b"a,b\n" + (b"x," * 200 + b"\n") * 25_001,
         "This file has more than 200,000 rows or 5,000,000 cells; import it in parts."),
        (b"," * 2_000_000, "Line 1 is 2,000,001 characters long, so this is no table of rows."),
        (b"x" * (MAX_BYTES + 1024 * 1024), "This file has 26 MB and the limit is 25 MB; import it in parts."),
    ],
    # A zip made here holds the time: an id made of its bytes would differ from process to process.
    ids=lambda value: value if isinstance(value, str) else "data",
)  # fmt: skip
def test_what_is_no_table_is_refused_in_one_sentence(data, sentence):
    assert refusal(data) == sentence


def test_a_quotation_mark_forgotten_in_a_long_file_names_its_row():
    data = b'ID,Name\n1,A\n2,"B\n' + b"3,C\n" * 50_000
    assert refusal(data).startswith("Row 3 has a cell of more than 131,072 characters")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nothing.csv", "There is no file “{}”."), ("", "“{}” is a folder; name the file in it.")],
)
def test_paths_that_hold_no_file_are_refused(tmp_path, name, sentence):
    path = tmp_path / name
    assert refusal(path) == sentence.format(path)


def test_random_bytes_give_a_table_or_a_refusal_and_never_another_error():
    chance = random.Random(7)
    alphabet = [
        b",",
        b";",
        b"\n",
        b'"',
        b"\r",
        b"\t",
        b"a",
        b"<table>",
        b"<tr>",
        b"<td>",
        b"\x00",
        b"\xff",
        b"[",
        b"{",
    ]
    for _ in range(400):
        data = b"".join(chance.choice(alphabet) for _ in range(chance.randint(1, 60)))
        with contextlib.suppress(FileRefused):
            table = read_table(data)
            assert {len(row.cells) for row in table.rows} <= {len(table.header)}
