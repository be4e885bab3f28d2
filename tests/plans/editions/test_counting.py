"""How sections are counted, and whether numbers are the portal's own. No database."""

from types import SimpleNamespace

from plans.editions.numbering import (
    anew,
    counted,
    counts_among,
    is_counted,
    mark_of,
    numbered,
)


def section(pk, parent=None, number=""):
    return SimpleNamespace(pk=pk, parent_id=parent, number=number)


def tree(*rows):
    return [section(*row) for row in rows]


def test_sections_are_counted_below_one_another():
    sections = tree((1,), (2, 1), (3, 2), (4, 1), (5,))
    assert counted(sections, {1, 2, 3, 4, 5}) == {1: "1", 2: "1.1", 3: "1.1.1", 4: "1.2", 5: "2"}


def test_a_section_without_a_number_is_passed_over():
    assert counted(tree((1,), (2,), (3,)), {1, 3}) == {1: "1", 2: "", 3: "2"}


def test_below_a_section_without_a_number_counting_begins_by_itself():
    assert counted(tree((1,), (2, 1), (3, 1)), {2, 3}) == {1: "", 2: "1", 3: "2"}


def test_a_first_section_that_is_number_0_is_the_cover_and_the_next_is_1():
    sections = tree((1, None, "0"), (2, None, "1"))
    assert counted(sections, {1, 2}) == {1: "0", 2: "1"}
    assert is_counted(sections)


def test_numbers_are_the_portals_own_while_each_is_what_counting_gives():
    assert is_counted(tree((1, None, "1"), (2, 1, "1.1"), (3, None, ""), (4, None, "2")))


def test_one_number_of_somebodys_own_makes_all_of_them_theirs():
    assert not is_counted(tree((1, None, "1"), (2, None, "3")))
    assert not is_counted(tree((1, None, "I"), (2, None, "II")))
    assert not is_counted(tree((1, None, "1"), (2, 1, "1-1")))


def test_a_plan_without_numbers_has_none_of_somebodys_own():
    assert is_counted(tree((1,), (2, 1)))
    assert is_counted([])


def test_only_sections_with_a_number_are_numbered():
    assert numbered(tree((1, None, "1"), (2,), (3, 1, "1.1"))) == {1, 3}


def test_a_new_section_is_numbered_where_one_beside_it_is():
    assert counts_among(tree((1, None, "1"), (2,)), None)
    assert not counts_among(tree((1,), (2,)), section(9, None, "4"))


def test_a_new_section_alone_is_numbered_where_the_one_above_it_is():
    assert counts_among([], section(9, None, "4"))
    assert not counts_among([], section(9))
    assert not counts_among([], None)


def test_counting_anew_tells_only_what_would_change():
    first, second, third = tree((1, None, "1"), (2, None, "B"), (3, 2))
    assert anew([first, second, third]) == [(second, "2"), (third, "2.1")]


def test_what_somebody_saw_is_another_after_a_move_or_a_new_number():
    seen = mark_of(tree((1, None, "1"), (2, None, "2")))
    assert seen == mark_of(tree((1, None, "1"), (2, None, "2")))
    others = [
        tree((1, None, "1"), (2, 1, "2")),
        tree((2, None, "2"), (1, None, "1")),
        tree((1, None, "1"), (2, None, "3")),
    ]
    assert seen not in map(mark_of, others)
