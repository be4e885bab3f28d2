"""What a file is, by what is in it: encodings, signatures, pages, JSON, XML, programs. No database."""

import pytest

from safety_portal.core.files import filetypes, no_table
from safety_portal.core.files.filetypes import FileRefused, decode


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
    ],
)
def test_a_byte_order_mark_says_the_encoding_and_is_no_part_of_the_text(mark, encoding):
    assert decode(mark + "José,Ünal".encode(encoding)) == "José,Ünal"


def test_utf16_is_known_without_its_mark_by_its_zero_bytes():
    text = "Name,School\nAda,Juniper\n"
    assert filetypes.utf16_without_mark(text.encode("utf-16-le")) == "utf-16-le"
    assert filetypes.utf16_without_mark(text.encode("utf-16-be")) == "utf-16-be"
    assert decode(text.encode("utf-16-be")) == text


def test_a_few_zero_bytes_make_no_utf16():
    assert filetypes.utf16_without_mark(b"Name,\0School\nAda,\0Juniper") is None
    assert filetypes.utf16_without_mark(b"") is None


def test_a_byte_that_is_no_utf8_is_read_as_windows_reads_it():
    assert decode(b"Jos\xe9 \x93quoted\x94 \x80") == "José “quoted” €"


def test_a_file_put_together_from_two_encodings_is_read_in_both():
    assert decode("José\n".encode() + "Ünal".encode("cp1252")) == "José\nÜnal"


def test_a_byte_that_windows_does_not_know_becomes_the_sign_of_what_is_lost():
    assert decode(b"a\x81b") == "a\ufffdb"


def test_zero_characters_are_taken_out_unless_they_are_too_many_for_a_text():
    assert filetypes.without_zeros("Na\0me\0,City") == "Name,City"
    assert filetypes.without_zeros("\0" * 9 + "a") == "\0" * 9 + "a"


def test_a_few_control_characters_are_forgiven_and_many_are_a_program():
    assert not filetypes.is_binary("Name\x01\x02\x03\x04")
    assert filetypes.is_binary("\x01\x02\x03\x04\x05")
    assert not filetypes.is_binary("Name,City\r\n\tOslo\f\x1a" * 50)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><table>",
        "  \n<TABLE border=1>",
        "<?xml version='1.0'?><html>",
        "<!-- saved from --><div>",
        "<h2>Schools</h2>",
    ],
)
def test_a_page_of_the_web_is_known_by_how_it_starts(text):
    assert filetypes.is_web_page(text)


@pytest.mark.parametrize(
    "text", ["<schools><school/></schools>", "<tablet>", "Name <html>", "< table>", ""]
)
def test_what_only_resembles_a_page_is_none(text):
    assert not filetypes.is_web_page(text)


def test_xml_is_told_from_text_that_begins_with_a_sign():
    assert filetypes.is_xml("<?xml version='1.0'?><schools/>")
    assert filetypes.is_xml("\n<schools>")
    assert not filetypes.is_xml("<5 students,Name")
    assert not filetypes.is_xml("Name,<b>")


def test_json_is_told_from_a_header_in_brackets():
    assert all(map(filetypes.is_json, ['{"a": 1}', " [\n{", "[1, 2]", "[]", "[true]", "{}"]))
    assert not any(map(filetypes.is_json, ["[Name],[City]", "{Name},{City}", "[trueness]", "a"]))


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (b"%PDF-1.7", "This is a PDF"),
        (b"\x89PNG\r\n", "This is a picture"),
        (b"\xff\xd8\xff\xe0", "This is a picture"),
        (b"{\\rtf1", "This is a rich text document"),
        (b"\x1f\x8b\x08", "This is a compressed archive"),
        (b"MIME-Version: 1.0", "This is a web archive"),
        (b"SQLite format 3\0", "This is a database file"),
    ],
)
def test_a_known_type_is_named_with_what_to_do(first, kind):
    with pytest.raises(FileRefused) as refused:
        no_table.refuse_known_types(first + b"more")
    assert str(refused.value).startswith(kind)
    assert str(refused.value).endswith(".")


def test_plain_text_is_no_known_type():
    assert filetypes.refusal_by_signature(b"Name,City\n") is None
    no_table.refuse_known_types(b"Name,City\n")


def test_an_empty_file_and_one_too_large_are_told_apart():
    with pytest.raises(FileRefused, match=r"^This file is empty\.$"):
        no_table.refuse_size(0)
    with pytest.raises(FileRefused, match=r"^This file has 26 MB and the limit is 25 MB;"):
        no_table.refuse_size(26 * 1024 * 1024)
    no_table.refuse_size(no_table.MAX_BYTES)


@pytest.mark.parametrize(
    ("names", "begins"),
    [
        (["[Content_Types].xml", "word/document.xml"], "This is a Word document"),
        (["ppt/slides/slide1.xml"], "This is a PowerPoint file"),
        (["Index/Document.iwa"], "This is an Apple Numbers file"),
        (["mimetype", "content.xml"], "This is an OpenDocument file without a sheet"),
    ],
)
def test_an_office_file_without_a_sheet_is_called_by_its_name(names, begins):
    assert no_table.office_refusal(names).startswith(begins)


def test_any_other_archive_is_called_by_no_name_of_office():
    assert no_table.office_refusal(["schools.csv", "notes/word.txt"]) == ""


def test_an_archive_that_cannot_be_opened_is_damaged():
    assert no_table.zip_refusal(b"PK\x03\x04 and no more") == (
        "This is a damaged zip archive; choose the table file itself."
    )
