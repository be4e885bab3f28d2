"""The text of a brief: limited HTML, and the plain text in which people write it."""

import random

import pytest

from coalitions.briefs.readers.starter import starters
from coalitions.briefs.text.limited_html import (
    LEAVES,
    LISTS,
    LONGEST,
    Block,
    NotLimited,
    Run,
    blocks_of,
    canonical,
    html_of,
    tidy_runs,
)
from coalitions.briefs.text.plain_text import html_from, text_of
from coalitions.briefs.text.source_lines import lines_of, sources_from
from safety_portal.core.refusals import Refused

PIECES = [
    *("a", "b", " ", "*", "**", "[", "]", "(", ")", "\\", "|", "-", "#", "1.", "- ", "### "),
    *("<", "&", '"', "x y", "•", ".", "https://x.org", "---", "2) ", "\u00e9"),
]
LINKS = ["", "", "", "https://a.org/(x)?a=1&b=2", "mailto:a@b.org"]


def runs(dice):
    """A few words, each with a look of its own."""
    return tidy_runs(
        [
            Run(
                "".join(dice.choices(PIECES, k=dice.randint(1, 6))),
                dice.random() < 0.3,
                dice.random() < 0.3,
                dice.choice(LINKS),
            )
            for _ in range(dice.randint(1, 4))
        ]
    )


def block(dice):
    """Any block."""
    kind = dice.choice([*LEAVES, *LISTS, "table"])
    if kind == "table":
        width = dice.randint(1, 3)
        head, *rows = [tuple(runs(dice) for _ in range(width)) for _ in range(3)]
        return Block(kind, head=dice.choice([head, ()]), rows=tuple(rows))
    items = [runs(dice) for _ in range(1 if kind in LEAVES else 3)]
    return Block(kind, items=tuple(filter(None, items)))


def test_whatever_a_brief_may_say_survives_the_plain_field():
    dice = random.Random(12)
    for _ in range(600):
        blocks = tuple(each for each in (block(dice) for _ in range(3)) if each.items or each.rows)
        html = html_of(blocks)
        assert blocks_of(html) == blocks
        assert html_from(text_of(html)) == html


def test_the_starter_library_is_written_in_the_one_way_and_survives_too():
    for starter in starters():
        for html in (starter.text.context, starter.text.techniques):
            assert canonical(html) == html
            assert html_from(text_of(html)) == html


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("One.\r\n\r\nTwo\r\nlines.", "<p>One.</p>\n<p>Two lines.</p>\n"),
        ("Do:\n- this\n- that", "<p>Do:</p>\n<ul>\n<li>this</li>\n<li>that</li>\n</ul>\n"),
        ("1. this\n2) that", "<ol>\n<li>this</li>\n<li>that</li>\n</ol>\n"),
        ("### Why\nSo.", "<h3>Why</h3>\n<p>So.</p>\n"),
        ("5 * 3 and 2 * 4", "<p>5 * 3 and 2 * 4</p>\n"),
        ("*very* **bold**", "<p><em>very</em> <strong>bold</strong></p>\n"),
        ("a*b", "<p>a*b</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[here](javascript:alert(1))", "<p>[here](javascript:alert(1))</p>\n"),
        ("[here](https://x.org)", '<p><a href="https://x.org">here</a></p>\n'),
        ("\u202eevil\x07", "<p>evil</p>\n"),
        (" \n\n ", ""),
    ],
)
def test_what_people_type_becomes_limited_html(typed, kept):
    assert html_from(typed) == kept
    assert not kept or canonical(kept) == kept


def test_a_table_is_typed_with_bars():
    html = html_from("| Day | Who |\n| --- | --- |\n| Monday | Ann |\n| Tuesday | Ben |")
    assert "<thead><tr><th>Day</th><th>Who</th></tr></thead>" in html
    assert html.count("<tr>") == 3
    with pytest.raises(NotLimited, match="as many cells"):
        html_from("| a | b |\n| c |")


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("words", "outside of a paragraph"),
        ("<div>x</div>", "<div> cannot stand"),
        ("<p>x", "<p> is not closed"),
        ("<p><strong>x</p></strong>", "closes nothing"),
        ("<p onclick='x'>y</p>", "takes no attributes"),
        ("<p><a href='javascript:x'>y</a></p>", "a link needs an address"),
        ("<p><a href='https://x.org' target='_blank'>y</a></p>", "a link needs an address"),
        ("<p><img src=x></p>", "<img> cannot stand"),
        ("<script>x</script>", "<script> cannot stand"),
        ("<p>x <!-- y --></p>", "a comment"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul> cannot stand in <li>"),
        ("<table><tr><th>a</th></tr></table>", "headings of a table"),
        ("<table><tr><td>a</td></tr><tr></tr><tr><td>a</td><td>b</td></tr></table>", "as many"),
        ("<p>" + "x" * LONGEST + "</p>", "is the most"),
        ("<p>x<b", "does not end"),
        ("</p>", "closes nothing"),
    ],
)
def test_what_is_not_of_a_brief_is_refused_in_words(html, why):
    with pytest.raises(NotLimited, match=why):
        blocks_of(html)


@pytest.mark.parametrize("sign", ["<b>", "<p>", "<", "&", "<p><em>", "<!--"])
def test_hostile_html_is_read_in_time_with_its_length(sign):
    with pytest.raises(NotLimited):
        blocks_of(sign * (LONGEST // len(sign)) + "x")


def test_sources_survive_their_lines():
    sources = (
        {"title": "A | B", "publisher": "C \\ D", "year": 2022, "url": "https://x.org/a|b"},
        {"title": "E", "publisher": "", "year": None, "url": None},
        {"title": "F", "publisher": "", "year": None, "url": "https://x.org"},
    )
    assert sources_from(lines_of(sources)) == sources
    for starter in starters():
        assert sources_from(lines_of(starter.text.sources)) == starter.text.sources


@pytest.mark.parametrize("line", ["a | b | soon", "a | b | 2022 | https://x.org | more"])
def test_a_line_that_is_no_source_is_refused(line):
    with pytest.raises(Refused):
        sources_from(line)
