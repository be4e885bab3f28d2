"""Word files as programs other than Word write them.

Names, encodings, signs and numbers that Word would not choose.
"""

import io
import zipfile

import pytest

from plans.text.words import words
from plans.word_in.readers.word.reader import read_package
from tests.plans.word_in.word_files import SPACES, W_URI, cell, docx, field, p, run, table

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TWO = p("Before", "Heading1") + p("Lock the door")


@pytest.fixture
def read_bytes(tmp_path):
    def read_them(content):
        path = tmp_path / "plan.docx"
        path.write_bytes(content)
        return read_package(path)

    return read_them


def renamed(content, rename, change=lambda name, data: data):
    """The same archive with its entries named otherwise, as they are.

    Zipfile itself would put the names right.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name)
            entry.filename = rename(name)
            made.writestr(entry, change(name, given.read(name)))
    return out.getvalue()


def told(document):
    return [(section.level, section.title, section.html) for section in document.sections]


# ---------------------------------------------------------------- the package


@pytest.mark.parametrize(
    "rename",
    [
        lambda name: name.replace("/", "\\"),
        lambda name: f"/{name}",
        lambda name: name.replace("word/", "Word/"),
    ],
    ids=["backslashes", "from the root", "capitals"],
)
def test_parts_are_found_however_they_are_named(read_bytes, rename):
    assert told(read_bytes(renamed(docx(TWO), rename))) == [(1, "Before", "<p>Lock the door</p>")]


@pytest.mark.parametrize(
    "target",
    ["word/my%20plan.xml", "word\\my plan.xml", "/word/my plan.xml", "./word/x/../my%20plan.xml"],
)
def test_the_text_is_found_by_its_relation(read_bytes, target):
    def moved(name):
        return name.replace("document.xml", "my plan.xml")

    def change(name, data):
        return (
            data.replace(b"word/document.xml", target.encode()) if name == "_rels/.rels" else data
        )

    assert told(read_bytes(renamed(docx(TWO), moved, change))) == [
        (1, "Before", "<p>Lock the door</p>")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_the_strict_flavour_is_read_in_every_encoding(read_bytes, encoding):
    text = f"<w:document {SPACES}><w:body>{TWO}</w:body></w:document>".replace(W_URI, STRICT)
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    assert told(read_bytes(docx(document=declared))) == [(1, "Before", "<p>Lock the door</p>")]


# ---------------------------------------------------------------- signs


@pytest.mark.parametrize(
    ("font", "char", "said"),
    [
        ("Wingdings", "F0A8", "5 ☐ m"),
        ("Wingdings", "F04A", "5 ☺ m"),
        ("Wingdings", "F0C0", "5 □ m"),
        ("Wingdings", "F052", "5 ☼ m"),
        ("Wingdings 2", "F052", "5 ☑ m"),
        ("Webdings", "F061", "5 ✓ m"),
        ("Symbol", "F06D", "5μm"),
        ("Symbol", "F0B0", "5°m"),
        ("Symbol", "F0B7", "5•m"),
        ("Symbol", "006D", "5μm"),
        ("Segoe UI Emoji", "1F692", "5🚒m"),
        ("Wingdings", "", "5m"),
        ("Wingdings", "no number", "5m"),
        ("Wingdings", "-1", "5m"),
        ("Arial", "D83D", "5m"),
    ],
)
def test_a_sign_is_read_by_its_font_and_number(read_bytes, font, char, said):
    document = read_bytes(
        docx(p(f'{run("5")}<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>{run("m")}'))
    )
    assert document.preamble == f"<p>{said}</p>"
    assert document.words == len(said.split())
    assert document.lost == ""


def test_words_beside_a_tick_box_stay_words(read_bytes):
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    document = read_bytes(docx(p(f"{tick}{run('Yes')}{tick}{run('No')}")))
    assert words(document.preamble) == ["☑", "Yes", "☑", "No"]


# ---------------------------------------------------------------- numbers that are none


@pytest.mark.parametrize("number", ["--1", "-", "", "x", "²", "9" * 5_000])
def test_a_number_that_is_none_counts_as_not_given(read_bytes, number):
    outline = f'<w:outlineLvl w:val="{number}"/>'
    listed = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="{number}"/></w:numPr>'
    spans = f'<w:gridSpan w:val="{number}"/>'
    document = read_bytes(
        docx(p("a", properties=outline) + p("b", properties=listed) + table([cell("c", spans)]))
    )
    assert document.preamble == "<p>a</p><p>b</p><table><tbody><tr><td>c</td></tr></tbody></table>"


# ---------------------------------------------------------------- elements where Word puts none


def test_rows_that_stand_in_alternatives_stay_rows(read_bytes):
    row = (
        "<mc:AlternateContent><mc:Choice Requires='w14'><w:tr>{}</w:tr></mc:Choice>"
        "<mc:Fallback><w:tr/></mc:Fallback></mc:AlternateContent>"
    )
    document = read_bytes(
        docx(
            f"<w:tbl>{row.format(cell('a') + cell('b'))}<w:tr>{cell('c')}{cell('d')}</w:tr></w:tbl>"
        )
    )
    assert (
        document.preamble
        == "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>"
    )


def test_a_paragraph_in_a_paragraph_is_not_glued_to_it(read_bytes):
    document = read_bytes(docx(p(run("outer") + p("inner") + run("after"))))
    assert document.preamble == "<p>outer inner after</p>"
    assert document.lost == ""


def test_marks_are_those_of_the_run_itself(read_bytes):
    """One switch after another, on and off, in any order.

    What was said first counts, as in Word.
    """
    body = p(
        run("a", '<w:i/><w:b w:val="1"/>')
        + run("b", '<w:dstrike/><w:b w:val="off"/>')
        + run("c", '<w:b w:val="0"/><w:b/>')
    )
    assert read_bytes(docx(body)).preamble == "<p><strong><em>a</em></strong><s>b</s>c</p>"


def test_a_contents_field_split_in_pieces_is_left_out(read_bytes):
    pieces = field(" T</w:instrText></w:r><w:r><w:instrText>OC \\o ", run("Entry 3"))
    assert read_bytes(docx(p(pieces) + p("kept"))).preamble == "<p>kept</p>"


# ---------------------------------------------------------------- many


def test_a_long_plan_is_read_well_within_its_limits(read_bytes):
    """100 words to a paragraph, each a run of its own, 1,000 headings."""
    section = (
        p("Heading", "Heading2")
        + "<w:p>"
        + "".join(run(f"w{n} ", "<w:b/>" if n % 2 else "") for n in range(30))
        + "</w:p>"
    )
    document = read_bytes(docx(section * 1_000))
    assert (len(document.sections), document.words, document.lost) == (1_000, 31_000, "")
