"""What a Word file holds and a plan does not is told, each kind with its count.

What can be kept is kept.
"""

import io
import zipfile

import pytest

from plans.word_in.readers.word.reader import read_package
from tests.plans.word_in.word_files import SPACES, cell, checked, docx, field, p, run, table
from tests.plugins.skips import SHARED, needs_shared

REPORTED = SHARED / "data/8-reported/docx"


def chunk(key="rA"):
    return f'<w:altChunk r:id="{key}"/>'


def test_a_table_of_contents_and_one_of_figures_are_told_with_their_words(read_body):
    body = (
        p(
            field(
                ' TOC \\o "1-3" ',
                run("1 One") + "<w:r><w:tab/></w:r>" + run("3") + "</w:p><w:p>" + run("2 Two"),
            )
        )
        + p(
            f'<w:fldSimple w:instr=" TOC \\c &quot;Figure&quot; ">{run("Figure 1 Map")}</w:fldSimple>'
        )
        + p("One", "Heading1")
    )
    assert read_body(body).warnings == (
        "A table of contents or of figures that Word made (8 words) was left out; the portal makes its own contents.",
    )


def test_a_linked_document_is_named(read_body):
    document = read_body(
        p('<w:subDoc r:id="sub"/>') + p("Text"),
        relations=[("sub", "subDocument", "file:///C:\\plans\\annex_b.docx", True)],
    )
    assert checked(document) == (
        "<p>Text</p>",
        (
            "A linked document (“annex_b.docx”) was left out: the file holds only its address. Import it by itself.",
        ),
    )


def test_an_embedded_object_is_told(read_body):
    spaces = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    thing = f'<w:r><w:object><o:OLEObject {spaces} ProgID="Excel.Sheet.12"/></w:object></w:r>'
    assert checked(read_body(p(run("Text") + thing)))[1] == (
        "1 embedded object (“Excel.Sheet.12”) was left out; its picture is imported where it has one.",
    )


def test_words_drawn_as_a_picture_are_kept(read_body):
    drawn = (
        '<w:r><w:pict><v:shape><v:textpath string="Evacuation  routes"/></v:shape></w:pict></w:r>'
    )
    assert checked(read_body(p(run("See") + drawn + run("below")))) == (
        "<p>See Evacuation routes below</p>",
        (),
    )


@pytest.mark.parametrize(
    ("name", "content", "html"),
    [
        ("a.html", "<html><body><h1>Fire</h1><p>Leave <b>now</b></p><script>x()</script></body></html>",
         "<h3>Fire</h3><p>Leave <strong>now</strong></p>"),
        ("a.htm", "<p onclick=x()>Caf\xe9</p>".encode("cp1252"), "<p>Café</p>"),
        ("a.txt", "First line\r\n\r\nSecond <line>\n", "<p>First line</p><p>Second &lt;line&gt;</p>"),
        ("a.mht", "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>Archived</p>", "<p>Archived</p>"),
    ],
)  # fmt: skip
def test_an_inserted_page_or_text_is_read_in_its_place(read_body, name, content, html):
    body = p("Before") + chunk() + p("After")
    document = read_body(
        body, parts={f"word/{name}": content}, relations=[("rA", "aFChunk", name, False)]
    )
    assert checked(document) == (f"<p>Before</p>{html}<p>After</p>", ())


def inner_file(body, **kwargs):
    return docx(body, **kwargs)


def test_an_inserted_word_file_is_read_with_its_own_headings_lists_and_notes(read_body):
    notes = '<w:footnotes {}><w:footnote w:id="1">{}</w:footnote></w:footnotes>'.format
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    inner = inner_file(
        p("Annex", "Heading1") + p(run("Leave") + mark),
        parts={"word/footnotes.xml": notes(SPACES, p("By the gate"))},
    )
    document = read_body(
        p("Basic", "Heading1") + p(run("Stay") + mark) + chunk() + p("After"),
        parts={"word/afchunk.docx": inner, "word/footnotes.xml": notes(SPACES, p("In the hall"))},
        relations=[("rA", "aFChunk", "afchunk.docx", False)],
    )
    assert [(section.title, section.html) for section in document.sections] == [
        (
            "Basic",
            '<p>Stay<a href="#note-1"><sup>[1]</sup></a></p><p><a href="#ref-1">[1]</a> In the hall</p>',
        ),
        (
            "Annex",
            '<p>Leave<a href="#note-2"><sup>[2]</sup></a></p><p>After</p><p><a href="#ref-2">[2]</a> By the gate</p>',
        ),
    ]
    assert (document.words, document.lost, document.warnings) == (11, "", ())


def test_an_inserted_file_in_a_cell_makes_no_section(read_body):
    inner = inner_file(p("Annex", "Heading1") + p("Leave"))
    document = read_body(
        table([cell(chunk() + p("x"))]),
        parts={"word/a.docx": inner},
        relations=[("rA", "aFChunk", "a.docx", False)],
    )
    assert checked(document)[0] == (
        "<table><tbody><tr><td><p><strong>Annex</strong></p><p>Leave</p><p>x</p></td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            b"{\\rtf1 Words}",
            "it is a rich text file (.rtf); save it as .docx and import it by itself",
        ),
        (b"\x00\x01\x02", "it is of a kind that cannot be read here; import it by itself"),
        (None, "it is not in the file"),
        (
            b"PK\x03\x04damaged",
            "this Word file is not complete, its end is missing. Copy or download it again",
        ),
    ],
)
def test_an_inserted_file_that_cannot_be_read_is_named_with_the_reason(read_body, content, why):
    parts = {"word/annex.bin": content} if content is not None else {}
    document = read_body(
        p("Text") + chunk() + chunk(),
        parts=parts,
        relations=[("rA", "aFChunk", "annex.bin", False)],
    )
    assert checked(document) == (
        "<p>Text</p>",
        (f"An inserted file (“annex.bin”) was left out: {why} (2 times).",),
    )


def test_a_file_inserted_in_an_inserted_file_is_told_and_not_opened(read_body):
    deepest = inner_file(p("Deepest"))
    middle = inner_file(
        p("Middle") + chunk(),
        parts={"word/b.docx": deepest},
        relations=[("rA", "aFChunk", "b.docx", False)],
    )
    document = read_body(
        p("Text") + chunk(),
        parts={"word/a.docx": middle},
        relations=[("rA", "aFChunk", "a.docx", False)],
    )
    assert checked(document) == (
        "<p>Text</p><p>Middle</p>",
        (
            "An inserted file (“b.docx”) was left out: it stands in a file that is inserted itself; import it by itself.",
        ),
    )


def test_pictures_of_an_inserted_page_are_told(read_body):
    page = "<html><body><p>Map</p><img src='map.png'><img src='c:/plan.png'></body></html>"
    document = read_body(
        p("Text") + chunk(),
        parts={"word/a.html": page},
        relations=[("rA", "aFChunk", "a.html", False)],
    )
    assert document.warnings == (
        "A picture was left out: it stands in a web page that is inserted in the file (2 times).",
    )


def test_an_inserted_bomb_is_refused(read_body):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 50_000_000)
    document = read_body(
        p("Text") + chunk(),
        parts={"word/a.docx": out.getvalue()},
        relations=[("rA", "aFChunk", "a.docx", False)],
    )
    assert document.preamble == "<p>Text</p>"
    assert "was left out: this file unpacks to far more" in document.warnings[0]


@needs_shared
@pytest.mark.parametrize(
    ("name", "html", "warnings"),
    [
        ("d13_altchunk", "<p>Before chunk.</p><h3>Chunk heading</h3><p>Chunk words must not vanish.</p><p>After chunk.</p>", ()),
        ("d14_subdoc", "<p>Before sub.</p><p>After sub.</p>",
         ("A linked document (“annex_b.docx”) was left out: the file holds only its address. Import it by itself.",)),
    ],
)  # fmt: skip
def test_the_reported_files_tell_what_is_left_out(name, html, warnings):
    document = read_package(REPORTED / f"{name}.docx")
    assert ([section.html for section in document.sections], document.warnings) == (
        [html],
        warnings,
    )
