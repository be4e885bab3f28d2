"""Numbers that Word counts for headings come in as the numbers of sections, so that "see Section
4.2" has its target.
"""

import pytest

from tests.plans.word_in.numbering import (
    DECIMAL,
    ONE_TWO,
    in_list,
    level,
    numbering,
    numbers_of,
    usual,
)
from tests.plans.word_in.word_files import cell, field, item, p, run, table

THREE = ["%1", "%1.%2", "%1.%2.%3"]


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
