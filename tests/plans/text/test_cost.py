"""What a hostile or a very long text costs.

Twice the text, at most 2.3 times the work, whoever reads it.

Work is counted in calls, of Python's functions and of C's, never in seconds, so it is the same on
every machine. What a single call in C may cost is asked apart: of the pattern for tags, and of
bringing accents into order.
"""

import random
import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.directory_import.readers import cells as readers_cells
from coalitions.invitations.pasted_list import read_lines
from plans.book import generated
from plans.editions import placeholders
from plans.text.allowed import DEPTH_MAX
from plans.text.anchors import Anchor, find
from plans.text.anchors import given as quoted
from plans.text.characters import visible
from plans.text.comparison import sequences
from plans.text.comparison.diff import diff
from plans.text.comparison.merge import BOTH, three_way
from plans.text.html import for_reading, normalise, pictures
from plans.text.parsing import parse
from plans.text.places import marked, paragraphs, reworded
from plans.text.words import plain_text, words
from safety_portal.core.accents import STACKED_MAX, composed
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_table
from safety_portal.core.markup import TAG
from safety_portal.core.names import tidy_name
from training.transcripts.readers import cells

MOST = 2.3
SHA = "ab" * 32
PICTURE = f'<img src="picture/{SHA}">'
ACCENTS = "\u0301\u0327"

# What makes a reader of HTML look again and again at what it has read, each by how often.
HTML = {
    name: lambda n, unit=unit: unit * n
    for name, unit in {
        "bold": "<b>", "bold words": "<b>x", "two marks": "<b><i>x", "links": "<a href=https://x.example>y", "bare links": "<a>y",
        "tables in cells": "<table><tr><td>x", "tables": "<table>", "lists in items": "<ul><li>x", "lists in lists": "<ul>x",
        "both lists": "<ol><ul>", "items": "<li>x", "quotations": "<blockquote>x", "divisions": "<div>x", "unknown": "<foo>x",
        "paragraphs": "<p>x", "paragraphs in bold": "<b><p>x", "bold ended outside": "<b><p>x</b>", "bold ended oddly": "<b>x</p>",
        "ends alone": "</b></p></ul></td>", "headings": "<h1>x", "descriptions": "<dl><dt>x<dd>", "forms": "<form>x",
        "buttons": "<button>x", "choices": "<select><option>x", "captions": "<table><caption>x", "text in tables": "<table>x<tr>",
        "marks in tables": "<table><b>x", "drawings": "<svg><b>x", "templates": "<template>x", "scripts": "<script>x</script",
        "scripts closed": "<script></script>", "writing fields": "<textarea>x", "plain": "<plaintext>", "comments": "<!--",
        "comments closed": "<!---->", "declarations": "<!x", "orders": "<?x", "data": "<![CDATA[", "signs": "<", "ends": "</",
        "ampersands": "&", "entities": "&amp;", "numbers": "&#", "begun tags": "<a", "begun values": "<a b='", "breaks": "x<br>",
        "pictures": PICTURE, "pictures in words": f"x{PICTURE}", "rules": "<hr>", "line ends": "x\n\n", "spaces": " \t\n",
        "marked spaces": "<b> </b><br>", "turns": "x<b>y</b>", "nothing": "\u200b", "accents": ACCENTS, "zeros": "\0",
        "marked accents": f"<b>{ACCENTS}</b>\u0301", "returns": "\r",
    }.items()
}  # fmt: skip
HTML |= {
    "marks that come back": lambda n: (
        "<p>" + "".join(f"<b class=c{i}>" for i in range(n // 2)) + "</p><p>x" * (n // 2)
    ),
    "lists after an item": lambda n: "<ul><li>a" + "<ul><li>x</ul>" * n,
    "too deep": lambda n: "<blockquote>" * 100 + "<p>x</blockquote>" * n,
    "attributes": lambda n: "<p " + " ".join(f"a{i}=1" for i in range(n)) + ">x",
    "an address": lambda n: f"<a href='{' ' * n}https://x.example'>y</a>",
    "sources": lambda n: f"<img src={'picture/' * n}>",
    "a number": lambda n: f"&#{'9' * n};",
    "wide cells": lambda n: "<table>" + "<tr><td colspan=50 rowspan=50>x" * n,
    "a wide row": lambda n: "<table><tr>" + "<td>x" * 100 + "<tr><td>y" * n,
    "breaks in front": lambda n: "<p>" + "<br>" * n + "x",
    "one mark around": lambda n: "<p>" + "<b>" * n + "x" + "</b>" * n,
}

# Two texts that are hard to compare, each of so many words.
PAIRS = {
    "other words": lambda n: (paragraph(chosen(n, 1)), paragraph(chosen(n, 2))),
    "few words": lambda n: (paragraph(chosen(n, 1, of=20)), paragraph(chosen(n, 2, of=20))),
    "backwards": lambda n: (paragraph(numbers("a", n)), paragraph(numbers("a", n)[::-1])),
    "every second": lambda n: (paragraph(numbers("a", n)), paragraph(f"{'ab'[i % 2]}{i}" for i in range(n))),
    "paragraphs": lambda n: (apart("p", numbers("a b c d", n)), apart("p", numbers("a b c e", n))),
    "paragraphs backwards": lambda n: (apart("p", numbers("a", n)), apart("p", numbers("a", n)[::-1])),
    "paragraphs alike": lambda n: (apart("p", ["a"] * n), apart("p", ["a", "b"] * (n // 2))),
    "items": lambda n: (f"<ul>{apart('li', numbers('a ', n))}</ul>", f"<ul>{apart('li', numbers('b ', n))}</ul>"),
    "cells": lambda n: tuple(f"<table><tr>{apart('td', numbers(word, n))}</table>" for word in ("a ", "b ")),
    "rows": lambda n: tuple(f"<table>{apart('tr', numbers(cell, n))}</table>" for cell in ("<td>a ", "<td>b ")),
    "nested": lambda n: ("<ul><li>a" * 18 + "</li></ul>" * 18 + paragraph(["a"] * n), "<ul><li>b" * 18 + paragraph(["b"] * n)),
    "deep": lambda n: tuple("<blockquote>" * 38 + apart("p", chosen(n, seed)) + "</blockquote>" * 38 for seed in (1, 2)),
    "marks": lambda n: ("<p>" + "<b>a</b> <i>b</i> " * n, "<p>" + "<b>a</b> <i>c</i> " * n),
    "marks in words": lambda n: ("<p>" + "<b>a</b>b" * n, "<p>" + "<b>a</b>c" * n),
    "signs": lambda n: ("<p>" + "!" * n, "<p>" + "!?" * (n // 2)),
    "one letter": lambda n: ("<p>" + "a" * n, "<p>" + "a" * n + "b"),
    "placeholders": lambda n: ("<p>" + "{{ " * n, "<p>" + "{{ plan." + "a" * n),
}  # fmt: skip


def numbers(word, n):
    return [f"{word}{i}" for i in range(n)]


def chosen(n, seed, of=3_000):
    pick = random.Random(seed)
    return [f"w{pick.randrange(of)}" for _ in range(n)]


def paragraph(said):
    return f"<p>{' '.join(said)}</p>"


def apart(tag, said):
    return "".join(f"<{tag}>{each}</{tag}>" for each in said)


def work(act, *given):
    """How many calls it takes."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        act(*given)
    finally:
        sys.setprofile(None)
    return count


def assert_in_proportion(act, once, twice):
    act(*once)  # what is made on the first call and kept, such as patterns
    # A few calls are the same for every text.
    assert work(act, *twice) <= MOST * work(act, *once) + 200


def compared(old, new):
    assert diff(old, new).entries


def merged(old, new):
    three = three_way(old, new, f"{old.replace('w1', 'q')}<p>Mine.</p>")
    assert three.resolve({clash.number: BOTH for clash in three.clashes})


def found_again(old, new):
    texts, others = paragraphs(old), paragraphs(new)
    longest = max(others, key=len)
    for anchor in (
        Anchor("a"),
        quoted(longest[:2_000], longest[:40]),
        quoted(" ".join(reversed(longest[:2_000].split()))),
    ):
        if place := find(texts, anchor):
            assert marked(old, {"note": place})
            assert reworded(old, place, "z") is not None


def looked_through(old, new):
    for text in (old, new):
        assert words(text) == plain_text(text).split()
        for_reading(text, picture_url="/{}".format)
        generated.block_names(text)
        placeholders.unfilled(text, {})
        pictures(text)


@pytest.mark.parametrize("family", HTML)
def test_reading_takes_work_in_proportion(family):
    make = HTML[family]
    assert_in_proportion(normalise, [make(300)], [make(600)])


@pytest.mark.parametrize("act", [compared, merged, found_again, looked_through])
@pytest.mark.parametrize("family", PAIRS)
def test_what_is_done_with_texts_takes_work_in_proportion(act, family, monkeypatch):
    # The allowance that every comparison has is lowered: what is asked is how it grows past that.
    monkeypatch.setattr(sequences, "COMPARISONS_LEAST", 0)
    monkeypatch.setattr(sequences, "COMPARISONS_EACH", 10)
    once, twice = (list(map(normalise, PAIRS[family](n))) for n in (300, 600))
    assert_in_proportion(act, once, twice)


@pytest.mark.parametrize("family", HTML)
def test_what_was_read_is_read_again_the_same_no_deeper_and_not_much_longer(family):
    html = HTML[family](600)
    once = normalise(html)
    assert normalise(once) == once
    assert depth(parse(once)) <= DEPTH_MAX + 3
    # "&" becomes "&amp;"; a table may be filled up by so many cells.
    assert len(once) <= 10 * len(html) + 200_000


def depth(blocks):
    return 1 + max((depth(block.children) for block in blocks), default=0)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("<<>/='\" \nab!-?"), max_size=40))
def test_whatever_begins_like_a_tag_is_one_or_ends_the_text(text):
    """So nothing is read to the end in vain, and then again from the next sign."""
    for sign in re.finditer("</?[a-zA-Z]", text):
        assert TAG.match(text, sign.start())


@pytest.mark.parametrize("read", [visible, tidy_name, readers_cells.text])
def test_stacked_accents_are_few_wherever_text_comes_in(read):
    """Bringing them into order is the one thing in C whose work grows with the square.

    It never gets more than so many.
    """
    assert len(unicodedata.normalize("NFD", read("a" + ACCENTS * 5_000 + "b"))) <= STACKED_MAX + 2


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20))
def test_composing_is_that_of_unicode(text):
    assert composed(text) == unicodedata.normalize("NFC", text)


# Patterns of the other readers, each with a line that would make it try every way to part it.
LINES = {
    "an address": lambda n: read_lines("a" * n),
    "addresses": lambda n: read_lines("a@" * n),
    "hours": lambda n: refused_cell(lambda: cells.hours("1" * n + "x")),
    "a day": lambda n: refused_cell(lambda: cells.day("T" * n)),
    "quotation marks": lambda n: refused(b"a,b\n" + b'"' * n),
    "delimiters": lambda n: refused(b"a,b\n" + b"," * n),
}


def refused(data):
    try:
        read_table(data)
    except FileRefused as why:
        return str(why)
    return ""


def refused_cell(act):
    with pytest.raises(cells.NotRead):
        act()


@pytest.mark.parametrize("family", LINES)
def test_a_line_made_on_purpose_is_read_soon(family):
    """A pattern that goes back from every letter would take hours here.

    pytest's own limit ends that.
    """
    LINES[family](400_000)


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<table><tr>" + "<td colspan=999>x" * 200_000, "more than 5,120 cells"),
        (
            "<table "
            + " ".join(f"a{i}=1" for i in range(300_000))
            + "><tr><td>a<td>b<tr><td>c<td>d</table>",
            "",
        ),
    ],
)
def test_a_web_page_with_a_table_of_nothing_or_a_tag_without_end_is_read_soon(html, sentence):
    assert sentence in refused(html.encode())
