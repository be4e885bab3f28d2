import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text.comparison.merge import BOTH, MINE, THEIRS, three_way
from plans.text.html import normalise
from tests.plans.text.test_diff import TEXTS

BASE = normalise(
    "<p>Each door is checked every semester.</p><ul><li>Call 911</li><li>Lock</li><li>Count</li></ul>"
    "<table><tr><th>Who</th><th>What</th></tr><tr><td>Aide</td><td>counts</td></tr><tr><td>Cook</td><td>gas</td></tr></table>"
    "<p>End.</p>"
)


@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS)
def test_who_changed_alone_keeps_it_all(base, changed):
    for theirs, mine in [(changed, base), (base, changed), (changed, changed)]:
        merged = three_way(base, theirs, mine)
        assert merged.clashes == []
        assert merged.resolve({}) == changed


@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_every_decision_gives_canonical_text(base, theirs, mine):
    merged = three_way(base, theirs, mine)
    for choice in (THEIRS, MINE, BOTH, "Written anew"):
        text = merged.resolve({clash.number: choice for clash in merged.clashes})
        assert normalise(text) == text


@st.composite
def written_by_two(draw):
    """A text and what two people made of it.

    Each put words of their own into some of its passages, or took passages out.
    """
    base = draw(TEXTS)
    return base, *(normalise(_changed(draw, base, name)) for name in ("theirs", "mine"))


def _changed(draw, html, name):
    written = iter(range(1, 1000))

    def changed(found):
        kind = draw(st.sampled_from(["kept", "kept", "before", "behind", "instead", "out"]))
        word = f"{name}{next(written)}"
        return {
            "kept": found[0],
            "before": f">{word} {found[1]}<",
            "behind": f">{found[1]} {word}<",
            "instead": f">{word}<",
            "out": "><",
        }[kind]

    return re.sub(r">([^<>]+)<", changed, html)


def own_words(html, name):
    return re.findall(rf"{name}\d+", html)


@settings(max_examples=40, deadline=None)
@given(written_by_two())
def test_no_word_of_either_is_dropped_unseen(texts):
    base, theirs, mine = texts
    merged = three_way(base, theirs, mine)
    wanted = {THEIRS: {"theirs"}, MINE: {"mine"}, BOTH: {"theirs", "mine"}}
    for choice, names in wanted.items():
        text = merged.resolve({clash.number: choice for clash in merged.clashes})
        for name in names:
            assert set(own_words(text, name)) == set(
                own_words({"theirs": theirs, "mine": mine}[name], name)
            )


@settings(max_examples=30, deadline=None)
@given(written_by_two())
def test_it_does_not_matter_who_saved_first(texts):
    base, theirs, mine = texts
    one, other = three_way(base, theirs, mine), three_way(base, mine, theirs)
    for choice, turned in ((THEIRS, MINE), (MINE, THEIRS)):
        decided = one.resolve({clash.number: choice for clash in one.clashes})
        assert decided == other.resolve({clash.number: turned for clash in other.clashes})


@settings(max_examples=30, deadline=None)
@given(written_by_two())
def test_a_merged_text_merges_with_what_it_was_merged_from(texts):
    """As after a third save that changed nothing: what was decided once is not asked again."""
    base, theirs, mine = texts
    merged = three_way(base, theirs, mine)
    decided = merged.resolve({clash.number: BOTH for clash in merged.clashes})
    assert three_way(theirs, theirs, decided).resolve({}) == decided


def test_changes_in_different_places_go_together_by_themselves():
    theirs = (
        BASE.replace("every semester", "every month")
        .replace("Lock<", "Lock the door<")
        .replace("gas", "gas off")
    )
    mine = (
        BASE.replace("Count<", "Count twice<")
        .replace("counts", "counts all")
        .replace("End.", "The end.")
    )
    merged = three_way(BASE, theirs, mine)
    assert merged.clashes == []
    assert {(part.by, part.redline) for part in merged.joined} == {
        (
            MINE,
            "<table><tbody><tr><td>Aide</td><td>counts <ins>all</ins></td></tr></tbody></table>",
        ),
        (MINE, "<p><del>End</del> <ins>The end</ins>.</p>"),
        (MINE, "<ul><li>Count <ins>twice</ins></li></ul>"),
        (THEIRS, "<p>Each door is checked every <del>semester</del> <ins>month</ins>.</p>"),
        (THEIRS, "<table><tbody><tr><td>Cook</td><td>gas <ins>off</ins></td></tr></tbody></table>"),
        (THEIRS, "<ul><li>Lock <ins>the door</ins></li></ul>"),
    }
    assert merged.resolve({}) == normalise(
        "<p>Each door is checked every month.</p><ul><li>Call 911</li><li>Lock the door</li><li>Count twice</li></ul>"
        "<table><tr><th>Who</th><th>What</th></tr><tr><td>Aide</td><td>counts all</td></tr>"
        "<tr><td>Cook</td><td>gas off</td></tr></table><p>The end.</p>"
    )


def test_a_passage_that_both_changed_waits_for_a_decision():
    theirs = BASE.replace("every semester", "every month").replace("Lock<", "Lock up<")
    mine = BASE.replace("Each door", "Each door and gate").replace("Lock<", "Lock it<")
    merged = three_way(BASE, theirs, mine)
    paragraph, item = merged.clashes
    assert (paragraph.number, paragraph.base) == (1, "<p>Each door is checked every semester.</p>")
    assert (
        paragraph.theirs_redline
        == "<p>Each door is checked every <del>semester</del> <ins>month</ins>.</p>"
    )
    assert (
        paragraph.mine_redline == "<p>Each door <ins>and gate</ins> is checked every semester.</p>"
    )
    assert (item.theirs, item.mine) == ("<p>Lock up</p>", "<p>Lock it</p>")
    text = merged.resolve({1: "Each door and gate is checked every month.", 2: BOTH})
    assert text == BASE.replace(
        "Each door is checked every semester.", "Each door and gate is checked every month."
    ).replace("<li>Lock</li>", "<li><p>Lock up</p><p>Lock it</p></li>")
    with pytest.raises(KeyError):
        merged.resolve({1: THEIRS})


def test_a_passage_says_under_which_heading_it_stands():
    base = "<p>Door</p><h3>Before</h3><p>Lock</p><h4>Who</h4><ul><li>Aide</li></ul>"
    theirs = (
        base.replace("Door", "Gate")
        .replace("Lock", "Bolt")
        .replace("Aide", "Cook")
        .replace("Who<", "Whoever<")
    )
    mine = base.replace("Door", "Hatch").replace("Lock", "Bar").replace("Aide", "Clerk")
    assert [clash.under for clash in three_way(base, theirs, mine).clashes] == [
        "",
        "Before",
        "Whoever",
    ]


def test_one_took_away_what_the_other_changed():
    theirs = BASE.replace("<p>End.</p>", "")
    mine = BASE.replace("End.", "The end.")
    [clash] = three_way(BASE, theirs, mine).clashes
    assert (clash.base, clash.theirs, clash.mine) == ("<p>End.</p>", "", "<p>The end.</p>")
    assert clash.theirs_redline == "<p><del>End.</del></p>"


def test_new_rows_from_both_are_kept():
    row = "<tr><td>{}</td><td>x</td></tr></tbody>"
    theirs = BASE.replace("</tbody>", row.format("Nurse"))
    mine = BASE.replace("</tbody>", row.format("Clerk"))
    merged = three_way(BASE, theirs, mine)
    assert len(merged.clashes) == 1
    assert merged.resolve({1: BOTH}) == BASE.replace(
        "</tbody>", (row.format("Nurse")[:-8]) + row.format("Clerk")
    )
