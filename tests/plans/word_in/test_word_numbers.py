"""Numbers that Word counts for headings come in as the numbers of sections, so that "see Section
4.2" has its target.
"""

import pytest

from plans.word_in.readers.word.numbers.labels import cited, spelled
from plans.word_in.readers.word.reader import read_package
from tests.plans.word_in.word_files import SPACES, cell, docx, field, item, p, run, table
from tests.plugins.skips import SHARED, needs_shared

DECIMAL = '<w:numFmt w:val="decimal"/>'
STYLES = f"""<w:styles {SPACES}>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
    <w:outlineLvl w:val="0"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Heading1"/><w:pPr><w:numPr>
    <w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Tied"><w:name w:val="Part"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
    <w:outlineLvl w:val="2"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Derived"><w:name w:val="Our part"/><w:basedOn w:val="Tied"/></w:style>
  <w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Unnumbered"/><w:basedOn w:val="Heading1"/><w:pPr><w:numPr>
    <w:numId w:val="0"/></w:numPr></w:pPr></w:style>
</w:styles>"""
THREE = ["%1", "%1.%2", "%1.%2.%3"]


def level(depth, text, *, kind=DECIMAL, start=1, more=""):
    return (f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/>{kind}{more}<w:lvlText w:val="{text}"/></w:lvl>')  # fmt: skip


def numbering(*levels, lists="", head="", more=""):
    return (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="7">{head}{"".join(levels)}</w:abstractNum>{more}'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{lists}</w:numbering>'
    )


def in_list(text, style, list_id, depth):
    return p(
        text, style, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


@pytest.fixture
def read_with(tmp_path):
    def read_it(body, numbers, styles=STYLES):
        path = tmp_path / "plan.docx"
        path.write_bytes(
            docx(body, parts={"word/styles.xml": styles, "word/numbering.xml": numbers})
        )
        return read_package(path)

    return read_it


def numbers_of(document):
    return [section.number for section in document.sections]


ONE_TWO = (
    p("Basic", "Heading1")
    + p("Why", "Heading2")
    + p("Who", "Heading2")
    + p("Annexes", "Heading1")
    + p("Fire", "Heading2")
)


def usual(**more):
    tied = '<w:pStyle w:val="Tied"/>'
    return numbering(level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3", more=tied), **more)


def test_headings_carry_what_word_shows(read_with):
    document = read_with(
        ONE_TWO
        + p("Deep", "Tied")
        + p("Deeper", "Derived")
        + p("Bare", "Plain")
        + p("Last", "Heading1"),
        usual(),
    )
    assert numbers_of(document) == ["1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.1.2", "", "3"]
    assert [section.title for section in document.sections][:2] == ["Basic", "Why"]
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("levels", "numbers"),
    [
        ([level(0, "Section %1", kind='<w:numFmt w:val="upperRoman"/>'), level(1, "%1.%2", more="<w:isLgl/>")],
         ["Section I", "1.1", "1.2", "Section II", "2.1"]),
        ([level(0, "Annex %1:", kind='<w:numFmt w:val="upperLetter"/>'), level(1, "%1-%2)")],
         ["Annex A", "A-1", "A-2", "Annex B", "B-1"]),
        ([level(0, "%1", start=4), level(1, "%1.%2", start=0)], ["4", "4.0", "4.1", "5", "5.0"]),
        ([level(0, "%1."), level(1, "(%2)", kind='<w:numFmt w:val="lowerLetter"/>', more='<w:lvlRestart w:val="0"/>')],
         ["1", "(a)", "(b)", "2", "(c)"]),
        ([level(0, "", kind='<w:numFmt w:val="none"/>'), level(1, "%2")], ["", "1", "2", "", "1"]),
        ([level(0, "•", kind='<w:numFmt w:val="bullet"/>'), level(1, "%2")], ["", "1", "2", "", "1"]),
        ([level(0, "%1", kind='<w:numFmt w:val="ordinal"/>'), level(1, "%1 %2", kind='<w:numFmt w:val="decimalZero"/>')],
         ["1st", "1st 01", "1st 02", "2nd", "2nd 01"]),
        ([level(0, "%1", kind='<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, ..."/>'
                              f"</mc:Choice><mc:Fallback>{DECIMAL}</mc:Fallback></mc:AlternateContent>"), level(1, "%2")],
         ["001", "1", "2", "002", "1"]),
    ],
)  # fmt: skip
def test_every_kind_of_number(read_with, levels, numbers):
    assert numbers_of(read_with(ONE_TWO, numbering(*levels))) == numbers


def test_a_level_begins_anew_only_where_it_says(read_with):
    body = (
        ONE_TWO
        + p("x", "Tied")
        + p("Next", "Heading2")
        + p("y", "Tied")
        + p("Third", "Heading1")
        + p("z", "Tied")
    )
    after_first = numbering(
        *(
            level(n, text, more='<w:lvlRestart w:val="1"/>' if n == 2 else "")
            for n, text in enumerate(THREE)
        )
    )
    after_first = after_first.replace(
        '<w:lvlText w:val="%1.%2.%3"/>', '<w:pStyle w:val="Tied"/><w:lvlText w:val="%1.%2.%3"/>'
    )
    assert numbers_of(read_with(body, after_first))[5:] == ["2.1.1", "2.2", "2.2.2", "3", "3.1.1"]


def test_a_list_that_starts_elsewhere_keeps_the_numbers_above_it(read_with):
    override = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{override}</w:num>'
    body = ONE_TWO + in_list("Flood", "Heading2", 2, 1) + in_list("Storm", "Heading2", 2, 1)
    assert numbers_of(read_with(body, usual(lists=lists)))[3:] == ["2", "2.1", "2.5", "2.6"]


def test_an_override_may_bring_a_level_of_its_own(read_with):
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "Appendix %1", kind="<w:numFmt w:val=&quot;upperLetter&quot;/>")}</w:lvlOverride>'
    lists = (
        f'<w:num w:numId="2"><w:abstractNumId w:val="8"/>{own.replace("&quot;", chr(34))}</w:num>'
    )
    more = f'<w:abstractNum w:abstractNumId="8">{level(0, "%1")}</w:abstractNum>'
    body = (
        p("Basic", "Heading1")
        + in_list("Maps", "Heading1", 2, 0)
        + in_list("Forms", "Heading1", 2, 0)
    )
    assert numbers_of(read_with(body, usual(lists=lists, more=more))) == [
        "1",
        "Appendix A",
        "Appendix B",
    ]


def test_a_definition_may_stand_for_another(read_with):
    levels = level(0, "Part %1") + level(1, "%1/%2")
    other = (
        f'<w:abstractNum w:abstractNumId="9"><w:styleLink w:val="Ours"/>{levels}</w:abstractNum>'
    )
    assert numbers_of(read_with(ONE_TWO, numbering(head='<w:numStyleLink w:val="Ours"/>', more=other))) == [
        "Part 1", "1/1", "1/2", "Part 2", "2/1",
    ]  # fmt: skip


def test_a_guessed_heading_keeps_its_number_too(read_with):
    body = (
        in_list("Lockdown", "", 1, 0)
        + p("Lock the doors, and wait there until somebody unlocks them.")
    ).replace("<w:rPr></w:rPr>", "<w:rPr><w:b/></w:rPr>", 1)
    document = read_with(body, usual())
    assert [(section.number, section.title, section.guess) for section in document.sections] == [
        ("1", "Lockdown", "numbered, bold line")
    ]


def test_numbers_that_cannot_be_kept_are_told_with_their_count(read_with):
    long = numbering(level(0, "The most important chapter no. %1"), level(1, "%1.%2"))
    body = (
        ONE_TWO
        + table([cell(p("Map", "Heading2"))])
        + p(field(" AUTONUM ", "").replace('"separate"', '"none"') + run("Doors"))
    )
    document = read_with(body, long)
    assert numbers_of(document) == ["", "1.1", "1.2", "", "2.1"]
    assert document.warnings == (
        "3 numbers that Word counted for headings were left out, being in a table, box or note, or longer than 30 characters: "
        "“2.2”, “The most important chapter no. 1”, “The most important chapter no. 2”. Look at sentences that refer to them.",
        "1 number that Word counts in the text itself (AUTONUM, LISTNUM) was left out: the file does not hold them. "
        "Look at sentences that refer to them.",
    )


def test_lists_in_the_text_keep_kind_and_start_and_tell_what_they_cannot_show(read_with):
    lists = numbering(
        level(0, "%1.", start=3),
        level(1, "%1.%2"),
        level(2, "%3)", kind='<w:numFmt w:val="lowerRoman"/>'),
    )
    document = read_with(
        item("Ring") + item("Wait", depth=1) + item("Count", depth=2) + item("Leave"), lists
    )
    assert document.preamble == (
        '<ol start="3"><li>Ring<ol><li>Wait<ol type="i"><li>Count</li></ol></li></ol></li><li>Leave</li></ol>'
    )
    assert document.warnings == (
        "1 item of lists had numbers that a list here does not show and counts by itself: “3.1”. "
        "Look at sentences that refer to them.",
    )


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
