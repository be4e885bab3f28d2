import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text.comparison.diff import CHANGED, FORMATTING, REMOVED, SAME, changed_blocks, diff
from plans.text.html import normalise
from plans.text.words import words

SENTENCES = st.lists(st.sampled_from(["lock", "the", "door", "call", "911.", "now", "<b>count</b>", "by<br>radio", "é,"]),
                     min_size=1, max_size=8).map(" ".join)  # fmt: skip
PARAGRAPHS = st.builds("<p>{}</p>".format, SENTENCES)
ITEMS = st.recursive(SENTENCES, lambda inner: st.lists(inner, min_size=1, max_size=3).map(
    lambda found: "x<ul>" + "".join(f"<li>{item}</li>" for item in found) + "</ul>"), max_leaves=4)  # fmt: skip
LISTS = st.builds(lambda tag, items: f"<{tag}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>",
                  st.sampled_from(["ul", "ol"]), st.lists(ITEMS, min_size=1, max_size=5))  # fmt: skip
TABLES = st.lists(st.lists(SENTENCES, min_size=1, max_size=3), min_size=1, max_size=4).map(
    lambda rows: "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    + "</table>")  # fmt: skip
TEXTS = st.lists(st.one_of(PARAGRAPHS, LISTS, TABLES), max_size=5).map("".join).map(normalise)


def without(html, mark):
    return re.sub(rf"<{mark}>.*?</{mark}>", "", html)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_the_redline_holds_both_texts_whole(old, new):
    found = diff(old, new)
    assert words(without(found.html, "del")) == words(new)
    assert words(without(found.html, "ins")) == words(old)


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    found = diff(text, text)
    assert found.is_empty
    assert (found.added, found.removed) == (0, 0)
    assert changed_blocks(text, text) == []


def drawn(old, new):
    return [(entry.kind, entry.html) for entry in diff(old, new).entries]


def test_unchanged_paragraphs_fold_into_one_entry():
    old = "<p>Lead your class to the bus loop.</p><p>Take the list.</p><ul><li>a</li><li>b</li></ul><p>End of it.</p>"
    new = old.replace("bus loop", "lower field, gate C").replace("<p>End of it.</p>", "")
    entries = diff(old, new).entries
    assert [(entry.kind, entry.paragraphs) for entry in entries] == [
        (CHANGED, 1),
        (SAME, 3),
        (REMOVED, 1),
    ]
    assert entries[0].html == (
        "<p>Lead your class to the <del>bus loop</del> <ins>lower field, gate C</ins>.</p>"
    )
    assert (diff(old, new).added, diff(old, new).removed) == (4, 5)
    assert [entry.kind for entry in changed_blocks(old, new)] == [CHANGED, REMOVED]


def test_an_item_put_in_leaves_its_neighbours_alone():
    old = "<ul><li>Call</li><li>Teachers lock</li><li>Count</li></ul>"
    new = "<ul><li>Call</li><li>Look out</li><li>Teachers lock the door</li><li>Count</li></ul>"
    assert drawn(old, new) == [
        (CHANGED, "<ul><li>Call</li><li><ins>Look out</ins></li><li>Teachers lock <ins>the door</ins></li>"
                  "<li>Count</li></ul>"),
    ]  # fmt: skip


def test_rows_and_cells_of_a_table():
    head = "<table><tr><th>Who</th><th>What</th></tr>"
    old = head + "<tr><td>Aide</td><td>counts</td></tr><tr><td>Cook</td><td>gas</td></tr></table>"
    new = (
        head
        + "<tr><td>Aide</td><td>counts twice</td></tr><tr><td>Nurse</td><td>bag</td></tr></table>"
    )
    assert drawn(old, new) == [
        (CHANGED, '<table><tbody><tr><th scope="col">Who</th><th scope="col">What</th></tr>'
                  "<tr><td>Aide</td><td>counts <ins>twice</ins></td></tr>"
                  "<tr><td><del>Cook</del></td><td><del>gas</del></td></tr>"
                  "<tr><td><ins>Nurse</ins></td><td><ins>bag</ins></td></tr></tbody></table>"),
    ]  # fmt: skip


def test_a_column_put_in():
    old = "<table><tr><td>Aide</td><td>counts</td></tr><tr><td>Cook</td><td>gas</td></tr></table>"
    new = "<table><tr><td>Aide</td><td>now</td><td>counts</td></tr><tr><td>Cook</td><td>then</td><td>gas</td></tr></table>"
    assert drawn(old, new) == [
        (CHANGED, "<table><tbody><tr><td>Aide</td><td><ins>now</ins></td><td>counts</td></tr>"
                  "<tr><td>Cook</td><td><ins>then</ins></td><td>gas</td></tr></tbody></table>"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "kind", "html"),
    [
        ("<p>two doors</p>", "<p>two <b>doors</b></p>", FORMATTING, "<p>two <strong>doors</strong></p>"),
        ("<p>Goal</p>", "<h3>Goal</h3>", FORMATTING, "<h3>Goal</h3>"),
        ("<ul><li>a b</li></ul>", "<ol><li>a b</li></ol>", FORMATTING, "<ol><li>a b</li></ol>"),
        ("<p>by two doors</p>", "<p>by <s>two</s> doors</p>", CHANGED,
         "<p>by <del>two</del> <ins><s>two</s></ins> doors</p>"),
        ('<p>call <a href="tel:1">us</a></p>', '<p>call <a href="tel:2">us</a></p>', CHANGED,
         '<p>call <del><a href="tel:1">us</a></del> <ins><a href="tel:2">us</a></ins></p>'),
        ("<p>Three minutes.</p>", "<p>Two minutes.</p>", CHANGED, "<p><del>Three</del> <ins>Two</ins> minutes.</p>"),
        ("<p>Lock the door</p>", "<p>Lock the door.</p>", CHANGED, "<p>Lock the door<ins>.</ins></p>"),
        ("<p>at 10:15 am</p>", "<p>at 10:30 am</p>", CHANGED, "<p>at <del>10:15</del> <ins>10:30</ins> am</p>"),
        ("<p>a<br>b c d</p>", "<p>a b c d</p>", CHANGED, "<p>a<del><br></del> b c d</p>"),
    ],
)  # fmt: skip
def test_words_as_a_person_marks_them(old, new, kind, html):
    assert drawn(old, new) == [(kind, html)]


def test_pictures_are_shown_side_by_side():
    old, new = (f'<img src="picture/{digit * 64}" alt="Map">' for digit in "ab")
    assert drawn(old, new) == [(CHANGED, f"<del>{old}</del><ins>{new}</ins>")]


@pytest.mark.parametrize(
    ("old", "new", "added", "removed"),
    [
        ("go " * 10_000, "stop " + "go " * 9_999, 1, 1),
        ("go " * 3_000, "go stop " * 1_500, 2_999, 2_999),
    ],
)
def test_what_repeats_takes_no_minutes(old, new, added, removed):
    started = time.monotonic()
    found = diff(f"<p>{old}</p>", f"<p>{new}</p>")
    assert (found.added, found.removed) == (added, removed)
    assert time.monotonic() - started < 10
