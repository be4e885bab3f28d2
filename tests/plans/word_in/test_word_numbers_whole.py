"""Numbers of whole files: kept as reported, as people cite and Word spells them; whatever they say, the text comes in."""

import pytest

from plans.word_in.readers.word.numbers.labels import cited, spelled
from plans.word_in.readers.word.reader import read_package
from tests.plans.word_in.numbering import (
    ONE_TWO,
    STYLES,
    in_list,
    level,
    numbering,
    numbers_of,
    usual,
)
from tests.plans.word_in.word_files import SPACES, item, p
from tests.plugins.skips import SHARED, needs_shared


@needs_shared
def test_the_reported_file_keeps_its_numbers():
    document = read_package(SHARED / "data/8-reported/docx/d06_numbering.docx")
    assert [(section.number, section.title) for section in document.sections] == [
        ("Section I", "Basic Plan"), ("1.1", "Purpose"), ("1.2", "Scope"), ("Section II", "Annexes"), ("2.1", "Lockdown"),
    ]  # fmt: skip


@needs_shared
def test_a_real_plan_keeps_all_of_its_numbers():
    document = read_package(SHARED / "data/3-plans/onestop_disaster_recovery_plan_template.docx")
    assert numbers_of(document) == [
        *(
            "1",
            "1.1",
            "1.2",
            "1.3",
            "1.4",
            "1.5",
            "1.6",
            "1.7",
            "2",
            "2.1",
            "2.2",
            "2.3",
            "2.4",
            "2.5",
            "3",
            "3.1",
            "3.2",
        ),
        *("3.3", "4", "4.1"),
    ]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("4.2.", "4.2"),
        ("4.2)", "4.2"),
        ("(a)", "(a)"),
        ("Annex B:", "Annex B"),
        ("Annex C –", "Annex C"),
        ("•", ""),
        (" § 3 ", "§ 3"),
    ],
)
def test_a_number_is_what_people_cite(label, said):
    assert cited(label) == said


@pytest.mark.parametrize(
    ("count", "kind", "said"),
    [
        (4, "upperRoman", "IV"), (1999, "lowerRoman", "mcmxcix"), (4000, "upperRoman", "4000"), (0, "upperRoman", "0"),
        (26, "lowerLetter", "z"), (28, "upperLetter", "BB"), (32_767, "lowerLetter", "32767"), (11, "ordinal", "11th"),
        (3, "ordinal", "3rd"), (21, "cardinalText", "Twenty-one"), (5, "ordinalText", "Fifth"), (30, "ordinalText", "Thirtieth"),
        (42, "ordinalText", "Forty-second"), (7, "decimalZero", "07"), (7, "somethingNew", "7"), (7, "none", ""),
    ],
)  # fmt: skip
def test_numbers_are_spelled_as_word_spells_them(count, kind, said):
    assert spelled(count, kind) == said


@pytest.mark.parametrize(
    "numbers",
    [
        "", f"<w:numbering {SPACES}/>", numbering(lists='<w:num w:numId="1"/>'),
        numbering(level(0, "%9%8%7"), level(1, "%" * 50)), numbering(level(9, "%1"), level("x", "%1"), level("-1", "%1")),
        numbering(level(0, "%1" + "x" * 10_000)), numbering(level(0, "%1", start=10**9), level(1, "%1.%2", start="many")),
        numbering(level(0, "%1", kind='<w:numFmt w:val="upperRoman"/>', start=999_999_999), level(1, "%2", start=-5)),
        numbering(level(0, "%1"), head='<w:numStyleLink w:val="Own"/><w:styleLink w:val="Own"/>'),
        numbering(level(0, "%1", kind="<w:numFmt/>")), numbering(level(0, "%1", more='<w:lvlRestart w:val="99"/>')),
    ],
)  # fmt: skip
def test_whatever_the_numbering_says_the_text_comes_in(read_with, numbers):
    body = ONE_TWO + in_list("Odd", "Heading1", 1, 12) + in_list("Odder", "", 99, -3) + item("Step")
    document = read_with(body, numbers or f"<w:numbering {SPACES}/>")
    assert [section.title for section in document.sections] == [
        "Basic",
        "Why",
        "Who",
        "Annexes",
        "Fire",
        "Odd",
    ]
    assert all(len(number) <= 30 for number in numbers_of(document))


def test_a_ring_of_styles_ends(read_with):
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="s{n}"/><w:basedOn w:val="S{(n + 1) % 300}"/></w:style>'
        for n in range(300)
    )
    document = read_with(
        p("Fire", "S1") + p("Flood", "Heading1"),
        usual(),
        STYLES.replace("</w:styles>", f"{ring}</w:styles>"),
    )
    assert [(section.number, section.title) for section in document.sections] == [("1", "Flood")]
