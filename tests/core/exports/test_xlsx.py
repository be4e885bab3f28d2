"""A workbook out: what is written is what a spreadsheet program reads."""

import io
import zipfile
from xml.etree import ElementTree

import pytest

from safety_portal.core.exports.xlsx import workbook
from safety_portal.core.files.reading import read_table

HOSTILE = [
    "=HYPERLINK(“http://x”)",
    "+1",
    "@SUM(A1)",
    "<b>&amp;</b>",
    "quote \" and ' apostrophe",
    "two\nlines",
    "  spaces  ",
    "日本語 ñ",
]


def cells(*rows, header=("What",)):
    table = read_table(workbook("Risks", header, rows))
    return table.header, [row.cells for row in table.rows]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text):
    _, (row,) = cells((text,))
    assert " ".join(row[0].split()) == " ".join(text.split())


def test_what_no_file_can_hold_is_left_out():
    _, (row,) = cells(("a\0b\x1bc\ud800d",))
    assert row == ("abcd",)


def test_numbers_are_numbers_and_nothing_is_empty():
    header, (row,) = cells((11, None, True), header=("Sum", "Nothing", "Said"))
    assert header == ("Sum", "Nothing", "Said")
    assert row == ("11", "", "True")


def test_every_part_is_well_formed_and_no_cell_is_a_formula():
    archive = zipfile.ZipFile(io.BytesIO(workbook("A & B", ["H"], [[text] for text in HOSTILE])))
    parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for content in parts.values():
        ElementTree.fromstring(content)  # noqa: S314  our own
    assert "<f>" not in parts["xl/worksheets/sheet1.xml"]


def test_a_cell_has_as_many_letters_as_a_spreadsheet_holds():
    _, (row,) = cells(("x" * 40_000,))
    assert len(row[0]) == 32_767
