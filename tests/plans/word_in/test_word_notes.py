"""What stands beside the text of a Word file: notes, comments, headers, pictures."""

from collections import Counter

from plans.word_in.readers.word.reader import read_package
from plans.word_in.readers.word.reading import read
from tests.plans.word_in.test_word_reader import placed
from tests.plans.word_in.word_files import SPACES, docx, p, picture_run, png, run


def test_notes_stand_at_the_end_of_their_section(read_body):
    notes = (f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="-1">{p("x")}</w:footnote>'
             f'<w:footnote w:id="1">{p("<w:r><w:footnoteRef/></w:r>" + run(" first note"))}</w:footnote>'
             f'<w:footnote w:id="2">{p("second")}</w:footnote><w:footnote w:id="9">{p("orphan")}</w:footnote>'
             "</w:footnotes>")  # fmt: skip
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
    document = read_body(
        p("One", "Heading1")
        + p(run("text") + mark(1))
        + p(run("Two") + mark(2), "Heading1")
        + p("end"),
        parts={"word/footnotes.xml": notes},
    )
    assert [(section.title, section.html) for section in document.sections] == [
        (
            "One",
            '<p>text<a href="#note-1"><sup>[1]</sup></a></p><p><a href="#ref-1">[1]</a> first note</p>',
        ),
        ("Two", '<p>end</p><p><a href="#ref-2">[2]</a> second</p><p>orphan</p>'),
    ]
    assert Counter(placed(document)) == Counter(
        ["One", "text", "first", "note", "Two", "end", "second", "orphan"]
    )
    assert document.words == 8


def test_comments_and_headers_are_told_not_mixed_in(read_body):
    document = read_body(
        p("text"),
        parts={
            "word/comments.xml": f'<w:comments {SPACES}><w:comment w:author="Dana">{p("Is this so?")}</w:comment></w:comments>',
            "word/header1.xml": f"<w:hdr {SPACES}>{p('Confidential')}</w:hdr>",
        },
        relations=[("h", "header", "header1.xml", False)],
    )
    assert document.preamble == "<p>text</p>"
    assert [(comment.author, comment.text) for comment in document.comments] == [
        ("Dana", "Is this so?")
    ]
    assert document.warnings == (
        "The text of headers and footers was left out; the portal prints its own.",
        "1 comment in the margin was kept beside the text, not in it.",
    )


def test_pictures_are_drawn_again_and_those_that_cannot_be_are_told(read_body):
    document = read_body(
        p(run("See ") + picture_run("good")) + p(picture_run("good")) + p(picture_run("vector", "Floor plan"))
        + p(picture_run("broken", "")) + p(picture_run("gone", "")) + p(picture_run("far", "")),
        parts={"word/media/a.jpg": png(kind="JPEG"), "word/media/b.emf": b"x", "word/media/c.png": b"no picture"},
        relations=[("good", "image", "media/a.jpg", False), ("vector", "image", "media/b.emf", False),
                   ("broken", "image", "media/c.png", False), ("gone", "image", "media/d.png", False),
                   ("far", "image", "http://a.example/x.png", True)],
    )  # fmt: skip
    [picture] = document.pictures.values()
    shown = f'<img src="picture/{picture.sha256}" alt="Site map">'
    assert document.preamble == f"<p>See</p>{shown}{shown}"
    assert (picture.content_type, picture.width, picture.height, picture.name) == (
        "image/jpeg",
        3,
        2,
        "a.jpg",
    )
    assert b"secret place" not in picture.content
    assert document.warnings == (
        "A picture was left out (“Floor plan”): it is a drawing (EMF); save it as PNG in Word.",
        "A picture was left out: it is damaged, or of a kind that cannot be shown.",
        "A picture was left out: it is missing in the file.",
        "A picture was left out: it is not in the file, only its address is.",
    )


def test_the_strict_flavour_reads_the_same(read_body):
    body = p("One", "Heading1") + p("text")
    usual = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    strict = usual.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    [section] = read_body("", document=strict).sections
    assert (section.title, section.html) == ("One", "<p>text</p>")


def test_what_the_child_hands_over_is_what_was_read(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(docx(p("One", "Heading1") + p(picture_run("good")), parts={"word/media/a.png": png()},
                          relations=[("good", "image", "media/a.png", False)]))  # fmt: skip
    assert read(path) == read_package(path)
