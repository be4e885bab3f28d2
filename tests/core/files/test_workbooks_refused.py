"""Workbooks that cannot be read end in one clear sentence, whatever their bytes; what only bears the name is simply read."""

import io
import random
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_table
from safety_portal.core.files.workbooks import reading
from safety_portal.core.files.workbooks.compound import Damaged, stream_of
from safety_portal.core.files.workbooks.reading import read_sheets
from tests.workbooks import MAIN, Cell, Sheet, compound, ods, xls, xlsx, zipped

ROWS = [["ID", "Name"], ["01", "Ann"]]
LOCKED = "This file is locked with a password; save it without one, and choose it again."
DAMAGED = (
    "This workbook is damaged; open it in a spreadsheet, save it again, and choose the new file."
)


def refusal(data):
    with pytest.raises(FileRefused) as refused:
        read_table(data)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_sheet(xml, **extra):
    """An .xlsx whose one sheet is this XML."""
    return xlsx(ROWS, extra={"xl/worksheets/sheet1.xml": xml, **extra})


@pytest.mark.parametrize(
    "data",
    [
        compound({"EncryptionInfo": b"x" * 100, "EncryptedPackage": b"x" * 5000}),
        xls(ROWS, extra=[(0x2F, b"\0\0" + bytes(50))]),
    ],
    ids=["xlsx", "xls"],
)
def test_a_password_is_told(data):
    assert refusal(data) == LOCKED


def test_a_password_of_an_ods_is_told():
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    )
    assert refusal(ods(ROWS, extra={"META-INF/manifest.xml": manifest})) == LOCKED


def test_an_old_office_file_without_a_sheet_is_told():
    assert refusal(compound({"WordDocument": b"x" * 100})) == (
        "This is an old Office file without a sheet; save the list as .xlsx or CSV."
    )


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        ({"A": [], "B": [[None]]}, "This workbook has no filled sheet."),
        (
            {"A": [], "B": Sheet(ROWS, state="veryHidden")},
            "Only hidden sheets of this workbook are filled (“B”); show the one you mean, and save the file.",
        ),
    ],
)
def test_a_workbook_without_a_table_is_told(sheets, sentence):
    assert refusal(xlsx(sheets)) == sentence


def test_a_damaged_workbook_is_told():
    whole = xlsx(ROWS)
    assert refusal(with_sheet("<worksheet><sheetData><row>")) == DAMAGED
    assert refusal(xls(ROWS)[:1500]).startswith("This workbook ")
    assert (
        refusal(whole[: len(whole) // 2])
        == "This is a damaged zip archive; choose the table file itself."
    )


def test_a_bomb_is_refused_by_what_it_says_of_itself():
    blank = b" " * (450 * 1024 * 1024)
    data = with_sheet(blank)
    assert len(data) < 1_000_000
    assert refusal(data) == (
        "This workbook unpacks to more than 400 MB, so it is not read; save the sheet alone as .xlsx or CSV."
    )


def test_a_bomb_that_lies_about_its_size_meets_the_limits():
    data = bytearray(with_sheet(b" " * (450 * 1024 * 1024)))
    # The size unpacked, where the directory at the end and the part itself say it.
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(mark)
        while at >= 0:
            if struct.unpack_from("<I", data, at + place)[0] > 1_000_000:
                struct.pack_into("<I", data, at + place, 1000)
            at = data.find(mark, at + 4)
    assert refusal(bytes(data)).startswith("This workbook ")


def test_two_cells_far_apart_do_not_fill_the_memory():
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(
        with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{far}</sheetData></worksheet>')
    ) == (
        "The sheet “Staff” reaches over 1,048,576 rows and 16,384 columns, most of them empty; delete what stands far away "
        "from the table, or save the table alone."
    )


def test_repeated_cells_of_an_ods_do_not_fill_the_memory():
    whole = parts_of(ods(ROWS))
    cell = b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
    filled = cell + b'office:value-type="float" office:value="1"/></table:table-row>'
    content = whole["content.xml"].replace(b"</table:table>", filled + b"</table:table>")
    assert "most of them empty" in refusal(zipped({**whole, "content.xml": content}))


def test_entities_are_not_resolved():
    doctype = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>'
    sheet = f'{doctype}<worksheet xmlns="{MAIN}"><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
    assert refusal(with_sheet(sheet)).startswith("This workbook holds a document type")


def test_more_rows_than_a_table_may_have_are_refused():
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>1</v></c><c r="B{at}"><v>2</v></c></row>'
        for at in range(1, 200_102)
    )
    sentence = refusal(
        with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')
    )
    assert (
        sentence == "This file has more than 200,000 rows or 5,000,000 cells; import it in parts."
    )


def test_a_file_over_the_limit_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    with pytest.raises(FileRefused, match="more than 25 MB"):
        read_sheets(xlsx(ROWS))


def test_what_takes_too_long_ends_in_a_sentence(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS_MAX", 0.001)
    assert refusal(xlsx(ROWS)).startswith("This workbook is too large or too involved")


@pytest.mark.parametrize(
    "data",
    [
        b"ID,Name\n01,Ann\n",
        b"ID\tName\r\n01\tAnn\r\n",
        b"<html><body><table><tr><th>ID</th><th>Name</th></tr><tr><td>01</td><td>Ann</td></tr></table></body></html>",
    ],
    ids=["csv", "tsv", "html"],
)
def test_what_only_bears_the_name_of_a_workbook_is_simply_read(tmp_path, data):
    for name in ("staff.xlsx", "staff.xls"):
        (tmp_path / name).write_bytes(data)
        table = read_table(tmp_path / name)
        assert (table.header, table.rows[0].cells) == (("ID", "Name"), ("01", "Ann"))


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["Index/Document.iwa"], "This is an Apple Numbers file; export it as Excel or CSV."),
        (
            ["ppt/presentation.xml"],
            "This is a PowerPoint file, not a table; save the list as Excel or CSV.",
        ),
        (["a.csv"], "This is a zip archive; unpack it and choose the table file inside."),
    ],
)
def test_other_archives_are_told_apart(names, sentence):
    assert refusal(zipped(dict.fromkeys(names, "x"))) == sentence


def test_excel_2003_xml_is_told():
    xml = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    assert (
        refusal(xml)
        == "This is an XML file, not a table; open it in a spreadsheet and save it as .xlsx or CSV."
    )


def test_a_chain_of_sectors_that_bites_its_tail_ends():
    data = bytearray(xls(ROWS))
    struct.pack_into("<I", data, 512 + 4 * 5, 2)
    with pytest.raises(Damaged):
        stream_of(bytes(data), "Workbook")


SOUND = (
    xlsx([["ID", "Name"], [Cell(1, "000"), "Ann"]]),
    ods([["ID", "Name"], [Cell(1, "001"), "Ann"]]),
    xls([["ID", "Name"], [Cell(1, "000"), "Ann"]], formats=["000"]),
)


def is_read_or_refused(data):
    try:
        read_table(data)
    except FileRefused as refused:
        sentence = str(refused)
        assert sentence.endswith(".")
        assert "\n" not in sentence


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_byte_gives_a_traceback(data):
    whole = bytearray(data.draw(st.sampled_from(SOUND)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    is_read_or_refused(bytes(whole[: data.draw(st.integers(1, len(whole)))]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    content=st.binary(max_size=2_000),
    place=st.sampled_from(["sheet", "styles", "book", "ods", "xls"]),
)
def test_no_content_of_a_part_gives_a_traceback(content, place):
    parts = {
        "sheet": "xl/worksheets/sheet1.xml",
        "styles": "xl/styles.xml",
        "book": "xl/workbook.xml",
    }
    if place == "ods":
        data = ods(ROWS, extra={"content.xml": content})
    elif place == "xls":
        data = compound({"Workbook": xls(ROWS)[1536:1600] + content})
    else:
        data = xlsx(ROWS, extra={parts[place]: content})
    is_read_or_refused(data)


def test_scattered_damage_to_a_sheet_gives_no_traceback():
    shuffle = random.Random(7)
    sheet = parts_of(SOUND[0])["xl/worksheets/sheet1.xml"]
    for _ in range(25):
        broken = bytearray(sheet)
        for _ in range(3):
            broken[shuffle.randrange(len(broken))] = shuffle.choice(b"<>\"'/ 0A=&")
        is_read_or_refused(with_sheet(bytes(broken)))
