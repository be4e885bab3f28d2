"""Text as typed, Markdown or plain lines: what stands in it, thing by thing. No database."""

import pytest

from plans.text.blocks import to_html
from plans.word_in.readers.word.headings.guessing import Heading
from plans.word_in.readers.word.headings.lines import Line
from plans.word_in.readers.word.numbers.lists import Item, grouped
from plans.word_in.readers.word.report import Report
from plans.word_in.readers.word.typed.markdown import TypedText, is_markdown


def html_of(text, *, marked=True, report=None):
    things = []
    for thing in TypedText(report or Report(), marked=marked).stream(text):
        if isinstance(thing, Line):
            things.extend(thing.things)
        else:
            things.append(thing)
    return to_html(grouped(things))


def headings_of(text):
    return [
        (thing.level, thing.title)
        for thing in TypedText(Report(), marked=True).stream(text)
        if isinstance(thing, Heading)
    ]


@pytest.mark.parametrize(
    "text", ["# Lockdown", "Call **911**", "See [the map](map.html)", "a\n```\nb", "|---|---|"]
)
def test_signs_that_only_markdown_gives_a_meaning_make_it_markdown(text):
    assert is_markdown(text)


@pytest.mark.parametrize(
    "text", ["#1 priority", "* a bullet", "2 * 3 ** 4", "[see below]", "--- cut here ---", ""]
)
def test_signs_that_everybody_types_make_no_markdown(text):
    assert not is_markdown(text)


def test_headings_have_the_level_of_their_signs():
    assert headings_of("# Plan\n\n### Lock *down*\n\nNext\n====\n") == [
        (1, "Plan"),
        (3, "Lock down"),
        (1, "Next"),
    ]


def test_a_heading_without_words_is_none():
    assert headings_of("#\n\n## \n") == []


def test_bold_struck_and_linked_words_keep_their_marks():
    assert html_of("**Lock** ~~no~~ *now* [map](https://x.org/m)") == (
        '<p><strong>Lock</strong> <s>no</s> <em>now</em> <a href="https://x.org/m">map</a></p>'
    )


def test_an_address_that_no_plan_has_leaves_its_words():
    assert html_of("[map](javascript:alert(1))") == "<p>map</p>"


def test_a_tag_of_html_says_nothing_and_another_is_text():
    assert html_of("Call <b>911</b><br>now <NAME>") == "<p>Call 911<br>now &lt;NAME&gt;</p>"


def test_spaces_inside_of_bold_stars_make_it_bold_all_the_same():
    assert html_of("**Phone ** 555-0100") == "<p><strong>Phone </strong>555-0100</p>"


def test_two_bold_words_side_by_side_are_one_bold_word():
    assert html_of("**a****b**") == "<p><strong>ab</strong></p>"


def test_lists_nest_and_keep_where_they_start():
    assert html_of("3. Lock\n   - door\n4. Wait") == (
        '<ol start="3"><li>Lock<ul><li>door</li></ul></li><li>Wait</li></ol>'
    )


def test_bullets_of_word_processors_are_bullets():
    assert html_of("• Lock\n• Wait", marked=False) == "<ul><li>Lock</li><li>Wait</li></ul>"


def test_a_year_at_the_beginning_of_a_line_is_no_number_of_an_item():
    assert html_of("20261130. Printed") == "<p>20261130. Printed</p>"


def test_code_keeps_its_lines():
    assert html_of("```\nLock\nWait\n```") == "<p>Lock<br>Wait</p>"


def test_a_table_is_a_table_and_a_line_behind_it_is_not():
    assert html_of("| Who | Phone |\n|---|---|\n| Chief | 555-0100 |\nEnd") == (
        '<table><thead><tr><th scope="col">Who</th><th scope="col">Phone</th></tr></thead>'
        "<tbody><tr><td>Chief</td><td>555-0100</td></tr></tbody></table><p>End</p>"
    )


def test_a_quotation_makes_no_section_of_a_heading_in_it():
    assert html_of("> # Said\n> so") == (
        "<blockquote><p><strong>Said</strong></p><p>so</p></blockquote>"
    )


def test_a_picture_is_told_and_leaves_no_hole():
    report = Report()
    assert html_of("See ![the map](map.png) here", report=report) == "<p>See here</p>"
    assert "the map" in str(vars(report))


def test_plain_lines_are_a_paragraph_each_and_signs_stay_signs():
    assert html_of("Lock **the** door\nWait", marked=False) == (
        "<p>Lock **the** door</p><p>Wait</p>"
    )


def test_lines_that_a_program_broke_are_one_paragraph():
    long = "Everybody goes to the field behind the school and waits"
    assert html_of(f"{long}\n{long}\nthere.", marked=False) == f"<p>{long} {long} there.</p>"


def test_an_entity_is_what_it_says():
    assert html_of("Fire &amp; rescue") == "<p>Fire &amp;amp; rescue</p>"


def test_a_thousand_quotations_in_one_another_are_few():
    html = html_of(">" * 1000 + " deep")
    assert html.count("<blockquote>") <= 20
    assert "deep" in html


def test_an_item_that_is_short_may_be_a_heading():
    things = list(TypedText(Report(), marked=True).stream("1. Purpose"))
    assert [type(thing) for thing in things] == [Line]
    assert isinstance(things[0].things[0], Item)
