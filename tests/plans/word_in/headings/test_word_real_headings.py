"""Real headings win where they part the text, and do not hide the others where they are few."""

from plans.word_in.readers.word.reading import read
from tests.plans.word_in.headings.looks import TEXT, bold
from tests.plans.word_in.word_files import (
    NUMBERING,
    SPACES,
    p,
)
from tests.plugins.skips import SHARED, needs_shared

PLANS = SHARED / "data/3-plans"


def test_headings_of_other_programs_are_known_by_the_name_of_their_style(read_body):
    styles = (
        f'<w:styles {SPACES}><w:style w:type="paragraph" w:styleId="Head"><w:name w:val="Heading"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:sz w:val="56"/></w:rPr></w:style>'
        "</w:styles>"
    )
    document = read_body(
        p("Our plan", "Title"),
        p("Fire", "Head"),
        TEXT,
        p("Flood", "Head"),
        TEXT,
        parts={"word/styles.xml": styles},
    )
    assert [(s.level, s.title, s.guess) for s in document.sections] == [
        (1, "Our plan", "style for headings, larger letters"),
        (2, "Fire", "style for headings"),
        (2, "Flood", "style for headings"),
    ]


def test_real_headings_win_where_they_part_the_text(read_body):
    document = read_body(
        p("One", "Heading1"), TEXT, bold("Bold"), p("Text"), p("Two", "Heading1"), TEXT
    )
    assert [(s.title, s.guess) for s in document.sections] == [("One", ""), ("Two", "")]


def test_few_real_headings_keep_their_level_among_the_proposed(read_body):
    document = read_body(
        p("FIRE"), TEXT, p("Doors", "Heading2"), TEXT, bold("Keys"), TEXT, p("FLOOD"), TEXT
    )
    assert [(s.level, s.title, bool(s.guess)) for s in document.sections] == [
        (1, "FIRE", True),
        (2, "Doors", False),
        (3, "Keys", True),
        (1, "FLOOD", True),
    ]


def test_three_real_headings_do_not_hide_forty_others(read_body):
    few = [
        p(f"Real {n}", "Heading1") + TEXT + "".join(bold(f"Bold {n} {m}") + TEXT for m in range(9))
        for n in range(3)
    ]
    document = read_body(*few)
    assert [(s.level, bool(s.guess)) for s in document.sections] == [
        (1, False),
        *[(2, True)] * 9,
    ] * 3


@needs_shared
def test_three_real_headings_among_many_that_only_look_so():
    document = read(PLANS / "regional_gardens_incident_response_plan.docx")
    assert [(s.level, s.title.split()[0], bool(s.guess)) for s in document.sections] == [
        (1, "Part", True), (1, "Part", True), (1, "Ownership", False), (1, "Revision", False), (1, "Compliance", False),
        (1, "EXECUTIVE", True), (1, "ROLES,", True), (1, "RISK", True), (1, "ACTION", True), (1, "POST", True),
        (2, "References", True),
    ]  # fmt: skip


def test_numbering_by_style_counts_as_numbered(read_body):
    styles = (
        f'<w:styles {SPACES}><w:style w:type="paragraph" w:styleId="Num"><w:name w:val="Chapter line"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>'
    )
    document = read_body(
        p("Fire", "Num"), TEXT, p("Flood", "Num"), TEXT,
        parts={"word/styles.xml": styles, "word/numbering.xml": NUMBERING},
    )  # fmt: skip
    assert [(s.title, s.guess) for s in document.sections] == [
        ("Fire", "numbered, bold line"),
        ("Flood", "numbered, bold line"),
    ]
