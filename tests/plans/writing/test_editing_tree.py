"""The tree of an edition.

Whatever is added, moved, removed and brought back, it stays a tree in reading order.
"""

import random

import pytest

from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section
from plans.writing.actions import arranging
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.states import WrongState
from tests import builders


@pytest.fixture
def tree(edition):
    """1 Basic (1.1 Purpose, 1.2 Scope (1.2.1 Sites)), 2 Annexes (2.1 Lockdown)."""
    made = {}
    rows = [
        ("Basic", None), ("Purpose", "Basic"), ("Scope", "Basic"), ("Sites", "Scope"),
        ("Annexes", None), ("Lockdown", "Annexes"),
    ]  # fmt: skip
    for title, above in rows:
        parent = made.get(above)
        level = parent.level + 1 if parent else 1
        made[title] = builders.make_section(
            edition=edition, title=title, parent=parent, level=level
        )
    return made


def outline(edition):
    """The titles in reading order, each indented by its level; checks that it is a tree."""
    sections = list(edition.sections.present())
    path = []
    for section in sections:
        while path and path[-1].level >= section.level:
            path.pop()
        assert section.parent_id == (path[-1].pk if path else None)
        path.append(section)
    return ["-" * section.level + section.title for section in sections]


def test_sections_are_added_behind_inside_and_at_the_end(edition, tree, administrator):
    arranging.add_section(
        edition=edition, title="After purpose", after=tree["Purpose"], by=administrator
    )
    arranging.add_section(
        edition=edition, title="Last in basic", inside=tree["Basic"], by=administrator
    )
    arranging.add_section(edition=edition, title="  The   end ", by=administrator)

    assert list(edition.sections.present().values_list("position", flat=True)) == list(range(1, 10))
    assert outline(edition) == [
        "-Basic", "--Purpose", "--After purpose", "--Scope", "---Sites", "--Last in basic",
        "-Annexes", "--Lockdown", "-The end",
    ]  # fmt: skip


def test_an_added_section_is_read_by_whoever_reads_its_neighbor(edition, tree, administrator):
    Section.objects.filter(pk=tree["Lockdown"].pk).update(sensitivity="restricted")
    added = arranging.add_section(
        edition=edition, title="Keys", after=tree["Lockdown"], by=administrator
    )
    assert added.sensitivity == "restricted"


def test_sections_move_with_what_is_under_them(edition, tree, administrator):
    def move(title, direction):
        arranging.move_section(section=tree[title], direction=direction, by=administrator)
        return outline(edition)

    assert move("Scope", "up") == [
        "-Basic",
        "--Scope",
        "---Sites",
        "--Purpose",
        "-Annexes",
        "--Lockdown",
    ]
    assert move("Scope", "down") == [
        "-Basic",
        "--Purpose",
        "--Scope",
        "---Sites",
        "-Annexes",
        "--Lockdown",
    ]
    assert move("Scope", "out") == [
        "-Basic",
        "--Purpose",
        "-Scope",
        "--Sites",
        "-Annexes",
        "--Lockdown",
    ]
    assert move("Scope", "down") == [
        "-Basic",
        "--Purpose",
        "-Annexes",
        "--Lockdown",
        "-Scope",
        "--Sites",
    ]
    assert move("Scope", "in") == [
        "-Basic",
        "--Purpose",
        "-Annexes",
        "--Lockdown",
        "--Scope",
        "---Sites",
    ]
    assert move("Annexes", "up") == [
        "-Annexes",
        "--Lockdown",
        "--Scope",
        "---Sites",
        "-Basic",
        "--Purpose",
    ]


@pytest.mark.parametrize(
    ("title", "direction", "why"),
    [
        ("Basic", "up", "is the first"),
        ("Annexes", "down", "is the last"),
        ("Basic", "in", "no section before"),
        ("Basic", "out", "at the top level"),
    ],
)
def test_where_a_section_cannot_go(edition, tree, administrator, title, direction, why):
    before = outline(edition)
    with pytest.raises(WrongState, match=why):
        arranging.move_section(section=tree[title], direction=direction, by=administrator)
    assert outline(edition) == before


def test_removed_sections_come_back_where_they_were(edition, tree, administrator):
    before = outline(edition)

    assert arranging.remove_section(section=tree["Scope"], by=administrator) == 2
    assert outline(edition) == ["-Basic", "--Purpose", "-Annexes", "--Lockdown"]
    arranging.bring_back_section(section=tree["Scope"], by=administrator)

    assert outline(edition) == before
    assert list(
        AuditRow.objects.order_by("id").values_list("action", "subject_name", "detail")
    ) == [
        ("section.removed", "Scope", {"edition": 1, "sections": 2, "renumbered": 0}),
        ("section.brought_back", "Scope", {"edition": 1, "sections": 2, "renumbered": 0}),
    ]


def test_a_section_whose_parent_is_gone_comes_back_at_the_top(edition, tree, administrator):
    arranging.remove_section(section=tree["Sites"], by=administrator)
    arranging.remove_section(section=tree["Basic"], by=administrator)
    arranging.bring_back_section(section=tree["Sites"], by=administrator)
    assert outline(edition) == ["-Sites", "-Annexes", "--Lockdown"]


def test_what_is_there_does_not_come_back_and_what_is_gone_does_not_move(
    edition, tree, administrator
):
    with pytest.raises(WrongState, match="is in this edition"):
        arranging.bring_back_section(section=tree["Sites"], by=administrator)
    arranging.remove_section(section=tree["Sites"], by=administrator)
    with pytest.raises(WrongState, match="was removed"):
        arranging.move_section(section=tree["Sites"], direction="up", by=administrator)


def test_a_frozen_edition_is_not_rearranged(edition, tree, administrator):
    builders.force_status(edition, EditionStatus.IN_FORCE)
    calls = [
        lambda: arranging.add_section(edition=edition, title="New", by=administrator),
        lambda: arranging.move_section(section=tree["Scope"], direction="up", by=administrator),
        lambda: arranging.remove_section(section=tree["Scope"], by=administrator),
        lambda: arranging.bring_back_section(section=tree["Scope"], by=administrator),
    ]
    for call in calls:
        with pytest.raises(WrongState, match="in force"):
            call()


def test_a_hundred_random_changes_leave_a_tree(edition, tree, administrator):
    chance = random.Random(5)
    removed = []
    for step in range(100):
        section = chance.choice(list(edition.sections.present()))
        verb = chance.choice(["add", "remove", "back", "up", "down", "in", "out"])
        try:
            if verb == "add":
                arranging.add_section(
                    edition=edition, title=f"New {step}", after=section, by=administrator
                )
            elif verb == "remove" and edition.sections.present().count() > 4:
                arranging.remove_section(section=section, by=administrator)
                removed.append(section)
            elif verb == "back" and removed:
                arranging.bring_back_section(section=removed.pop(), by=administrator)
            elif verb in arranging.MOVES:
                arranging.move_section(section=section, direction=verb, by=administrator)
        except WrongState:
            pass  # it cannot go there: nothing may have changed, which outline() checks
        outline(edition)
