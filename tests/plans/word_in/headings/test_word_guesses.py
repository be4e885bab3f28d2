"""Headings that only look like headings give a proposed tree with its reasons; real ones win.

Nothing is lost either way.
"""

import pytest

from plans.word_in.readers.word.reading import read
from tests.plans.word_in.headings.looks import BOLD, LARGE, TEXT, UNDER, bold
from tests.plans.word_in.word_files import (
    SPACES,
    box,
    cell,
    item,
    p,
    run,
    table,
)
from tests.plugins.skips import SHARED, needs_shared


def tree(document):
    return [(section.level, section.title) for section in document.sections]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (bold("Where we go"), "bold line"),
        (p(run("Where we go", UNDER)), "underlined line"),
        (p("WHERE WE GO"), "all capitals"),
        (p(run("Where we go", LARGE)), "larger letters"),
        (p("2.1 Where we go"), "numbered 2.1"),
        (bold("2.1. Where we go"), "numbered 2.1, bold line"),
        (p("IV. Where we go"), "numbered IV"),
        (p("Section 4"), "named Section 4"),
        (p("ANNEX A"), "named Annex A, all capitals"),
        (p("Appendix 3: Where we go"), "named Appendix 3"),
        (table([cell(bold("Where we go"))]), "in a box of its own, bold line"),
        (p(run("Where we go", "<w:caps/>")), "all capitals"),
        (bold("Где мы собираемся"), "bold line"),
    ],
)
def test_a_line_is_taken_for_a_heading_with_its_reason(read_body, line, why):
    [section] = read_body(line, TEXT).sections
    assert (section.level, section.guess) == (1, why)


@pytest.mark.parametrize(
    "line",
    [
        bold("Everybody goes out at once."),
        bold("Principal: _______________"),
        bold("principal@juniper.example"),
        bold("Table 3"),
        bold("Where we go ........ 7"),
        p(run("Where", BOLD) + run(" we go")),
        p("1. lock the door"),
        p("3 of our doors do not lock, and this line is longer than a title would be"),
        p("Where we go"),
        item("Where we go"),
        bold("word " * 20),
        p("OK"),
    ],
)
def test_a_line_that_is_none_stays_text(read_body, line):
    document = read_body(TEXT, line, TEXT)
    assert document.sections == ()


def test_numbers_and_names_give_the_levels(read_body):
    document = read_body(
        p(run("EMERGENCY OPERATIONS PLAN", BOLD + LARGE)), TEXT,
        bold("1.0 Purpose"), TEXT, bold("1.1 Scope"), TEXT, p(run("Visitors", UNDER)), TEXT, bold("1.2 Terms"), TEXT,
        bold("2. Situation"), TEXT, bold("A. Fire"), TEXT, bold("B. Flood"), TEXT, bold("3. Command"), TEXT,
        bold("ANNEX A: Evacuation"), TEXT, bold("1. Purpose"), TEXT, bold("ANNEX B: Lockdown"), TEXT,
    )  # fmt: skip
    assert tree(document) == [
        (1, "EMERGENCY OPERATIONS PLAN"),
        (2, "1.0 Purpose"), (3, "1.1 Scope"), (4, "Visitors"), (3, "1.2 Terms"),
        (2, "2. Situation"), (3, "A. Fire"), (3, "B. Flood"), (2, "3. Command"),
        (1, "ANNEX A: Evacuation"), (2, "1. Purpose"), (1, "ANNEX B: Lockdown"),
    ]  # fmt: skip


def test_letters_give_the_levels(read_body):
    document = read_body(
        p(run("Our plan", LARGE)),
        p("FIRE"),
        bold("Before"),
        TEXT,
        bold("During"),
        TEXT,
        p("FLOOD"),
        bold("Before"),
        TEXT,
    )
    assert tree(document) == [
        (1, "Our plan"), (2, "FIRE"), (3, "Before"), (3, "During"), (2, "FLOOD"), (3, "Before"),
    ]  # fmt: skip


def test_lines_of_a_cover_and_contents_typed_by_hand_are_no_headings(read_body):
    document = read_body(
        bold("Juniper School"), bold("Safety plan"), bold("Edition of 2026"),
        p("1. Purpose"), p("2. Fire"), p("3. Flood"), TEXT,
        bold("Purpose"), TEXT, bold("Fire"), TEXT, bold("Signatures"),
    )  # fmt: skip
    assert tree(document) == [(1, "Edition of 2026"), (2, "3. Flood"), (1, "Purpose"), (1, "Fire")]


def test_bold_items_of_a_numbered_list_are_headings_and_go_on_counting(read_body):
    heading = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    document = read_body(
        p(run("Fire", BOLD), "", heading), TEXT, p(run("Flood", BOLD), "", heading), TEXT
    )
    assert [(s.title, s.guess, s.as_text) for s in document.sections] == [
        ("Fire", "numbered, bold line", "<ol><li><strong>Fire</strong></li></ol>"),
        ("Flood", "numbered, bold line", '<ol start="2"><li><strong>Flood</strong></li></ol>'),
    ]


def test_where_all_is_bold_or_in_capitals_that_says_nothing(read_body):
    document = read_body(
        bold("Fire"), *[bold("We go out and wait until all of us are counted.")] * 3
    )
    assert document.sections == ()
    document = read_body(p("FIRE"), *[p("WE GO OUT AND WAIT UNTIL ALL OF US ARE COUNTED.")] * 3)
    assert document.sections == ()


def test_lines_in_cells_boxes_and_notes_are_no_headings(read_body):
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="2">{bold("Note")}{TEXT}</w:footnote></w:footnotes>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = read_body(
        bold("Fire"), p(run("Text") + reference + box(bold("Boxed") + TEXT)), table([cell(bold("Cell")), cell(TEXT)]),
        parts={"word/footnotes.xml": notes},
    )  # fmt: skip
    assert tree(document) == [(1, "Fire")]


def test_a_comment_says_what_it_is_about_and_is_no_word_of_the_text(read_body):
    comments = f'<w:comments {SPACES}><w:comment w:id="0" w:author="Lee Park">{p("Which")}{p("door?")}</w:comment></w:comments>'
    about = f'<w:commentRangeStart w:id="0"/>{run(" Lock the")}</w:p><w:p>{run("door ")}<w:commentRangeEnd w:id="0"/>'
    document = read_body(
        f"<w:p>{run('First')}{about}{run('now')}</w:p>", parts={"word/comments.xml": comments}
    )
    assert document.words == 5
    assert [(c.author, c.text, c.about) for c in document.comments] == [
        ("Lee Park", "Which door?", "Lock the door")
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Company Name: LCIT", "Principal: J. Doe", "Postcode: 4000", "Date adopted:  May 2026", "Phone: ext. 12", "Room 12: 555",
        "PRINCIPAL: ANN LEE", "Never prop doors open!", "Note: never open the door",
    ],
)  # fmt: skip
def test_a_value_behind_a_label_makes_no_heading(read_body, title):
    document = read_body(
        bold("Contacts"), TEXT, bold(title, LARGE), bold("555-0100"), bold("Fire"), TEXT
    )
    assert [section.title for section in document.sections] == ["Contacts", "Fire"]
    assert document.sections[0].html.endswith(
        f"<p><strong>{' '.join(title.split())}</strong></p><p><strong>555-0100</strong></p>"
    )


@pytest.mark.parametrize(
    "title",
    [
        "Purpose:",
        "Annex A: Evacuation",
        "Phase 2: Recovery",
        "Section One: Purpose",
        "4.2 Lockdown: inside",
        "What is a lockdown?",
    ],
)
def test_what_a_colon_names_stays_a_heading(read_body, title):
    document = read_body(bold("Contacts"), TEXT, bold(title), TEXT, bold("Fire"), TEXT)
    assert title in [section.title for section in document.sections]


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (("1 Exchange Server, for email", "3 Macbooks"), ()),
        (("12 chairs", "2 tables"), ()),
        (("1 Chair", "1 Table"), ()),
        (("1 Purpose", "2 Scope", "3 Roles"), ("1 Purpose", "2 Scope", "3 Roles")),
        (
            ("1 Purpose", "2 Scope", "1 Fire", "2 Flood"),
            ("1 Purpose", "2 Scope", "1 Fire", "2 Flood"),
        ),
        (("1. Purpose", "3. Roles"), ("1. Purpose", "3. Roles")),
    ],
)
def test_an_amount_is_no_number_of_a_heading(read_body, lines, titles):
    document = read_body(*[p(line) + TEXT for line in lines])
    assert tuple(section.title for section in document.sections) == titles


@needs_shared
def test_the_reported_file_has_no_values_among_its_headings():
    document = read(SHARED / "data/8-reported/docx/d20_fake.docx")
    assert [(section.level, section.title) for section in document.sections] == [
        (1, "CRISIS RESPONSE PLAN"), (2, "1. Purpose"), (2, "2. Lockdown"), (2, "3. Evacuation"), (2, "IMPORTANT"),
        (1, "Appendix A - Maps"),
    ]  # fmt: skip
