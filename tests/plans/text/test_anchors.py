"""Words that somebody pointed at, found again in a text that changed since.

Marked, and put in other words.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text import anchors
from plans.text.anchors import Anchor, TextSpan, anchor_at, find
from plans.text.html import normalise
from plans.text.places import marked, paragraphs, reworded
from plans.text.words import words
from tests.plans.text.test_diff import TEXTS

TEXT = (
    "Every adult in the building can start a lockdown.",
    "Each door is checked on the first school day of the month; a fault becomes an action item the same day.",
    "All students are out of sight within two minutes of the first call.",
    "At once",
    "Whoever sees the danger first",
    "At once",
    "The office counts within two minutes of the all clear, room by room.",
)


def of(quote, text=TEXT, nth=0):
    """The anchor of the nth place where these words stand."""
    places = [
        TextSpan(block, start, start + len(quote))
        for block, paragraph in enumerate(text)
        for start in range(len(paragraph))
        if paragraph.startswith(quote, start)
    ]
    return anchor_at(text, places[nth])


def found(text, anchor):
    place = find(text, anchor)
    return place and (place.block, text[place.block][place.start : place.end], place.is_exact)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.data())
def test_in_the_text_it_was_made_for_every_anchor_finds_its_words(html, data):
    texts = paragraphs(html)
    for _ in range(3 if texts else 0):
        block = data.draw(st.integers(0, len(texts) - 1))
        start = data.draw(st.integers(0, max(0, len(texts[block]) - 1)))
        end = data.draw(st.integers(start + 1, len(texts[block])))
        anchor = anchor_at(texts, TextSpan(block, start, end))
        place = find(texts, anchor)
        assert place.is_exact
        assert texts[place.block][place.start : place.end] == anchor.quote


def test_the_same_words_are_told_apart_by_what_stands_around_them():
    assert [find(TEXT, of("two minutes", nth=nth)).block for nth in (0, 1)] == [2, 6]
    assert [find(TEXT, of("At once", nth=nth)).block for nth in (0, 1)] == [3, 5]


@pytest.mark.parametrize(
    ("quote", "changed", "expected"),
    [
        # What changed is elsewhere: paragraphs before it, words around it.
        ("two minutes", {0: None}, (1, "two minutes", True)),
        ("two minutes", {2: "At the first call all students are out of sight within two minutes of the first call."},
         (2, "two minutes", True)),
        # The words themselves changed: what stands in their place.
        ("two minutes", {2: "All students are out of sight within 90 seconds of the first call."}, (2, "90 seconds", False)),
        ("Each door is checked on the first school day", {1: TEXT[1].replace("Each door", "Each door and gate")},
         (1, "Each door and gate is checked on the first school day", False)),
        (TEXT[1], {1: TEXT[1].replace("first school day of the month", "last day of each term")},
         (1, TEXT[1].replace("first school day of the month", "last day of each term"), False)),
        # Gone: taken out of the sentence, with the sentence, or nothing like it is left.
        ("of the month", {1: TEXT[1].replace(" of the month", "")}, None),
        ("two minutes", {2: None}, None),
        (TEXT[1], {1: "Doors are somebody else's business now."}, None),
    ],
)  # fmt: skip
def test_after_a_change(quote, changed, expected):
    text = tuple(changed.get(number, paragraph) for number, paragraph in enumerate(TEXT))
    assert found(tuple(filter(None, text)), of(quote)) == expected


def test_what_a_browser_hands_over_is_found():
    """Blanks as it pleases, the marks of notes, words of several paragraphs.

    The first that says something counts.
    """
    assert anchors.given(" two \n").quote == "two"
    handed = anchors.given(
        "\n  the first call.\n\nAt once\n", before="within two minutes of ", after="  Whoever sees"
    )
    assert found(TEXT, handed) == (2, "the first call.", True)
    noted = anchors.given("start a lockdown[1].", before="Every adult in the building can ")
    assert found(TEXT, noted) == (0, "start a lockdown.", False)
    assert find(TEXT, anchors.given("words that are nowhere")) is None
    assert find(TEXT, Anchor("")) is None


HTML = normalise(
    '<p>Lock <strong>every door</strong> twice<a href="#note-1">[1]</a>.</p><ul><li>Call 911</li><li>Wait<br>there</li></ul>'
)


def place_of(html, quote):
    return find(paragraphs(html), Anchor(quote))


def test_marks_link_to_their_notes_and_leave_every_word():
    places = {
        "comment-1": TextSpan(0, 5, 15),
        "suggestion-2": TextSpan(0, 11, 21),
        "comment-3": TextSpan(1, 0, 4),
    }
    drawn = marked(HTML, places)

    assert (
        '<mark data-of="comment-1"><a href="#comment-1"><strong>every </strong></a></mark>' in drawn
    )
    assert (
        '<span id="words-of-suggestion-2"></span><mark data-of="comment-1 suggestion-2">' in drawn
    )
    assert (
        '<li><span id="words-of-comment-3"></span><mark data-of="comment-3"><a href="#comment-3">Call</a></mark> 911'
        in drawn
    )
    assert words(drawn.replace("<mark", "<b").replace("</mark", "</b")) == words(HTML)
    assert marked(HTML, {}) == HTML


def test_characters_that_stand_for_a_drawn_paragraph_are_text_where_somebody_wrote_them():
    html = normalise("<p>\ufdd00\ufdd1 and \ufdd05\ufdd1</p><p>Lock</p>")
    assert marked(html, {"comment-1": TextSpan(1, 0, 4)}).startswith(
        "<p>\ufdd00\ufdd1 and \ufdd05\ufdd1</p>"
    )


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.data())
def test_marking_changes_no_text(html, data):
    texts = paragraphs(html)
    places = {}
    for number in range(4 if texts else 0):
        block = data.draw(st.integers(0, len(texts) - 1))
        start = data.draw(st.integers(0, len(texts[block])))
        places[f"comment-{number}"] = TextSpan(
            block, start, data.draw(st.integers(start, len(texts[block])))
        )
    assert normalise(marked(html, places)).replace(' href="#comment', "") is not None
    assert words(marked(html, places)) == words(html)


def test_other_words_keep_the_look_of_what_stays_and_the_marks_of_footnotes():
    assert reworded(HTML, TextSpan(0, 5, 21), "each door and gate twice") == HTML.replace(
        "<strong>every door</strong>", "<strong>each door and gate</strong>"
    ).replace("gate</strong> twice", "gate</strong> twice")
    assert reworded(HTML, TextSpan(0, 16, 21), "three times") == HTML.replace(
        "twice", "three times"
    )
    assert reworded(HTML, place_of(HTML, "Call 911"), "") == HTML.replace("<li>Call 911</li>", "")
    assert reworded(HTML, place_of(HTML, "Wait there"), "Wait here") == HTML.replace(
        "there", "here"
    )


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.data())
def test_other_words_touch_nothing_but_their_place(html, data):
    texts = paragraphs(html)
    if not texts:
        return
    block = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[block])))
    end = data.draw(st.integers(start, len(texts[block])))
    text = texts[block]
    assert reworded(html, TextSpan(block, start, end), text[start:end]) == html
    changed = reworded(html, TextSpan(block, 0, len(text)), "written anew")
    assert words(changed) == words("".join(f"<p>{t}</p>" if n != block else "<p>written anew</p>" for n, t in enumerate(
        text.replace("&", "&amp;").replace("<", "&lt;") for text in texts
    )))  # fmt: skip
