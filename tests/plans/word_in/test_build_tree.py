"""What a file becomes once somebody has decided about its passages.

Nothing moves that nobody moved, nothing is lost.
"""

from types import SimpleNamespace

import pytest

from plans.library.kinds import UNPLACED_TITLE
from plans.text.words import words
from plans.word_in.build_tree import build_tree
from plans.word_in.parsed_plan import ParsedPlan, ParsedSection, parents_of
from plans.word_in.passages import passages_of


def file_of(*sections, before=""):
    """A plan of (level, title); each has its title as text too."""
    made = tuple(
        ParsedSection(title, level, f"<p>{title.lower()}</p>") for level, title in sections
    )
    loose = (
        (ParsedSection("Text before the first heading", 1, f"<p>{before}</p>", is_loose=True),)
        if before
        else ()
    )
    return ParsedPlan("plan.docx", "0" * 64, 0, made, before=loose)


def decision(choice="", target="", proposed="", is_restricted=False):
    return SimpleNamespace(
        choice=choice, target=target, proposed=proposed, is_restricted=is_restricted
    )


def part(code, is_restricted=False):
    return decision("part", code, code, is_restricted)


OWN, OUT, TEXT, NOT_PLACED = decision("own"), decision("left_out"), decision("text"), decision()
UNSURE = decision(proposed="scope")


def tree(parsed_plan, *decisions):
    sections = build_tree(parsed_plan, decisions, scope="school")
    parents = parents_of([each.level for each in sections])
    return [
        (each.level, each.title, None if at is None else sections[at].title)
        for each, at in zip(sections, parents, strict=True)
    ]


def test_what_has_its_place_stays_where_it_is():
    parsed_plan = file_of((1, "A"), (3, "B"), (2, "C"), (1, "D"))
    assert tree(parsed_plan, OWN, part("purpose"), UNSURE, OWN) == [
        (1, "A", None),
        (3, "B", "A"),
        (2, "C", "A"),
        (1, "D", None),
    ]


def test_what_is_not_placed_comes_last_with_what_stands_under_it():
    parsed_plan = file_of((1, "A"), (2, "B"), (3, "C"), (3, "D"), (1, "E"), before="first")
    assert tree(parsed_plan, NOT_PLACED, NOT_PLACED, UNSURE, UNSURE, part("lockdown"), OWN) == [
        (1, "D", None),
        (1, "E", None),
        (1, UNPLACED_TITLE, None),
        (2, "A", UNPLACED_TITLE),
        (3, "B", "A"),
        (4, "C", "B"),
    ]


def test_what_is_left_out_is_gone_and_what_stood_under_it_moves_up():
    parsed_plan = file_of((1, "A"), (1, "B"), (2, "C"), (3, "D"), (2, "E"), (1, "F"))
    assert tree(parsed_plan, OWN, OUT, OWN, OUT, OWN, OWN) == [
        (1, "A", None),
        (1, "C", None),
        (1, "E", None),
        (1, "F", None),
    ]


def test_a_heading_that_is_none_goes_on_as_text_of_the_passage_before():
    parsed_plan = file_of((1, "A"), (1, "B"), (2, "C"))
    sections = build_tree(parsed_plan, [OWN, TEXT, OWN], scope="school")
    assert [(each.level, each.title, each.html) for each in sections] == [
        (1, "A", "<p>a</p><p>b</p>"),
        (2, "C", "<p>c</p>"),
    ]
    first = build_tree(parsed_plan, [TEXT, OUT, TEXT], scope="school")
    assert [(each.title, each.html) for each in first] == [(UNPLACED_TITLE, "<p>a</p><p>c</p>")]


def test_text_under_no_heading_becomes_a_section_where_it_is_placed():
    parsed_plan = file_of((1, "A"), before="first")
    [loose, _] = build_tree(parsed_plan, [part("purpose"), OWN], scope="school")
    assert (loose.title, loose.target, loose.html) == ("Purpose", "purpose", "<p>first</p>")
    assert tree(parsed_plan, OWN, OWN)[0] == (1, "Text before the first heading", None)


def test_what_stands_under_a_restricted_passage_is_restricted_too():
    parsed_plan = file_of((1, "A"), (2, "B"), (3, "C"), (1, "D"))
    sections = build_tree(
        parsed_plan, [part("armed_assailant", is_restricted=True), OUT, OWN, OWN], scope="school"
    )
    assert [(each.title, each.kind, each.sensitivity) for each in sections] == [
        ("A", "threat_hazard", "restricted"),
        ("C", "threat_hazard", "restricted"),
        ("D", "other", "members"),
    ]


@pytest.mark.parametrize("seed", range(30))
def test_no_word_is_lost_but_what_was_left_out(seed):
    levels = [1 + (seed * 7 + index * index) % 4 for index in range(9)]
    parsed_plan = file_of(
        *((level, f"T{index}") for index, level in enumerate(levels)), before="first"
    )
    kinds = [OWN, TEXT, NOT_PLACED, UNSURE, part("lockdown"), OUT, OWN]
    decisions = [OWN, *(kinds[(seed + index * 3) % 7] for index in range(9))]
    sections = build_tree(parsed_plan, decisions, scope="school")
    kept = [word for each in sections for word in words(each.html)]
    left_out = {index for index, each in enumerate(decisions[1:]) if each is OUT}
    assert sorted(kept) == sorted(
        ["first", *(f"t{index}" for index in range(9) if index not in left_out)]
    )
    assert all(1 <= each.level <= 9 for each in sections)


def passages(*sections, proposals=None):
    made = tuple(
        ParsedSection(
            title,
            level,
            html,
            target=target,
            proposal={"target": proposed, "others": [], "why": "w", "names_plan": title == "Plan"},
        )
        for level, title, html, target, proposed in sections
    )
    return [
        (each.title, each.state) for each in passages_of(None, ParsedPlan("p", "0" * 64, 0, made))
    ]


def test_what_is_sure_or_stands_under_a_place_is_placed_from_the_start():
    assert passages(
        (1, "Plan", "", "", ""),
        (2, "Purpose", "<p>x</p>", "purpose", "purpose"),
        (3, "Below", "<p>x</p>", "", ""),
        (2, "Cafeteria", "<p>x</p>", "", ""),
        (2, "Reach", "<p>x</p>", "", "scope"),
    ) == [
        ("Plan", "placed"),
        ("Purpose", "placed"),
        ("Below", "placed"),
        ("Cafeteria", "not_placed"),
        ("Reach", "unsure"),
    ]
    assert passages((1, "Cafeteria", "<p>x</p>", "", ""), (2, "Menu", "<p>x</p>", "", "")) == [
        ("Cafeteria", "not_placed"),
        ("Menu", "not_placed"),
    ]
