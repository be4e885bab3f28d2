"""Numbers of sections follow where the portal made them, and stay where somebody wrote them."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plans.editions import numbering
from plans.editions.actions import starting
from plans.editions.models.section import Section
from plans.history.change_log import record_of_changes
from plans.history.models import Revision
from plans.writing.actions import arranging, editing
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans import life
from tests.plans.signing.test_sign_races import at_once

OWN = [
    ("1", "Introduction", None), ("1.0", "Cover", "Introduction"), ("1.1", "Promulgation", "Introduction"),
    ("2", "Concept", None), ("2.1", "Levels", "Concept"), ("2.1.1", "Level one", "Levels"), ("2.2", "Actions", "Concept"),
    ("3", "Annexes", None), ("", "Evacuation", "Annexes"), ("", "Lockdown", "Annexes"),
]  # fmt: skip
AS_WRITTEN = [
    ("I", "Introduction", None),
    ("I-a", "Cover", "Introduction"),
    ("II", "Concept", None),
    ("IV", "Annexes", None),
]


def make_tree(edition, rows):
    made = {}
    for number, title, above in rows:
        parent = made.get(above)
        level = parent.level + 1 if parent else 1
        made[title] = builders.make_section(
            edition=edition, title=title, number=number, parent=parent, level=level
        )
    return made


@pytest.fixture
def tree(edition):
    return make_tree(edition, OWN)


@pytest.fixture
def written(edition):
    return make_tree(edition, AS_WRITTEN)


def numbers(edition):
    return [str(section) for section in edition.sections.present()]


def test_the_federal_structure_is_counted_by_the_portal(coalition, administrator):
    for scope in ("school", "district"):
        edition = starting.start_plan(
            coalition=coalition, title=scope, by=administrator, template=scope
        )
        assert numbering.is_counted(list(edition.sections.present()))


MOVED = {
    ("Concept", "up"): [
        "1 Concept", "1.1 Levels", "1.1.1 Level one", "1.2 Actions", "2 Introduction", "2.0 Cover", "2.1 Promulgation",
        "3 Annexes", "Evacuation", "Lockdown",
    ],
    ("Levels", "down"): [
        "1 Introduction", "1.0 Cover", "1.1 Promulgation", "2 Concept", "2.1 Actions", "2.2 Levels", "2.2.1 Level one",
        "3 Annexes", "Evacuation", "Lockdown",
    ],
    ("Concept", "in"): [
        "1 Introduction", "1.0 Cover", "1.1 Promulgation", "1.2 Concept", "1.2.1 Levels", "1.2.1.1 Level one",
        "1.2.2 Actions", "2 Annexes", "Evacuation", "Lockdown",
    ],
    ("Levels", "out"): [
        "1 Introduction", "1.0 Cover", "1.1 Promulgation", "2 Concept", "2.1 Actions", "3 Levels", "3.1 Level one",
        "4 Annexes", "Evacuation", "Lockdown",
    ],
    ("Cover", "down"): [
        "1 Introduction", "1.1 Promulgation", "1.2 Cover", "2 Concept", "2.1 Levels", "2.1.1 Level one", "2.2 Actions",
        "3 Annexes", "Evacuation", "Lockdown",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("title", "direction"), MOVED)
def test_what_is_moved_is_counted_with_all_beside_and_below_it(
    edition, tree, administrator, title, direction
):
    arranging.move_section(section=tree[title], direction=direction, by=administrator)

    assert numbers(edition) == MOVED[title, direction]
    assert AuditRow.objects.get(action="section.moved").detail["renumbered"] > 0
    assert not Revision.objects.exists()


def test_what_is_added_is_numbered_where_its_neighbors_are(edition, tree, administrator):
    arranging.add_section(edition=edition, title="Roles", after=tree["Levels"], by=administrator)
    arranging.add_section(edition=edition, title="Deep", inside=tree["Actions"], by=administrator)
    arranging.add_section(edition=edition, title="Fire", after=tree["Evacuation"], by=administrator)
    arranging.add_section(edition=edition, title="The end", by=administrator)

    assert numbers(edition)[3:] == [
        "2 Concept", "2.1 Levels", "2.1.1 Level one", "2.2 Roles", "2.3 Actions", "2.3.1 Deep",
        "3 Annexes", "Evacuation", "Fire", "Lockdown", "4 The end",
    ]  # fmt: skip


def test_what_is_taken_out_closes_the_row_and_opens_it_again(edition, tree, administrator):
    before = numbers(edition)
    arranging.remove_section(section=tree["Levels"], by=administrator)
    without = numbers(edition)
    arranging.remove_section(section=tree["Cover"], by=administrator)
    assert without[3:5] == ["2 Concept", "2.1 Actions"]
    assert numbers(edition)[:2] == ["1 Introduction", "1.1 Promulgation"]

    arranging.bring_back_section(section=tree["Cover"], by=administrator)
    arranging.bring_back_section(section=tree["Levels"], by=administrator)
    assert numbers(edition) == before


def test_restoring_a_text_leaves_the_number_it_has_now(edition, tree, administrator):
    life.save(
        tree["Actions"], html="<p>Run.</p>", change="material", reason="Faster", by=administrator
    )
    arranging.move_section(section=tree["Actions"], direction="up", by=administrator)
    earlier = tree["Actions"].revisions.get(version=1)
    editing.restore_revision(revision=earlier, by=administrator, base_version=2)

    assert Section.objects.get(pk=tree["Actions"].pk).number == "2.1"
    assert [(row.section, row.reason) for row in record_of_changes(edition)] == [
        ("2.1 Actions", "Faster"),
        ("2.1 Actions", "Restored from revision 1"),
    ]


def test_numbers_that_somebody_wrote_are_never_touched_by_arranging(
    edition, written, administrator
):
    arranging.move_section(section=written["Concept"], direction="up", by=administrator)
    arranging.add_section(edition=edition, title="New", after=written["Concept"], by=administrator)
    arranging.remove_section(section=written["Annexes"], by=administrator)
    arranging.bring_back_section(section=written["Annexes"], by=administrator)

    assert numbers(edition) == ["II Concept", "New", "I Introduction", "I-a Cover", "IV Annexes"]


def test_one_number_of_ones_own_stops_the_counting(edition, tree, administrator):
    editing.rename(section=tree["Annexes"], title="Annexes", number="A", by=administrator)
    arranging.move_section(section=tree["Concept"], direction="up", by=administrator)

    assert numbers(edition)[0] == "2 Concept"


def test_counting_anew_is_shown_first_and_does_what_was_shown(
    client, edition, written, administrator
):
    client.force_login(administrator)
    url = reverse("writing_number", args=["juniper", edition.plan_id, edition.number])
    page = client.get(url)
    assert [(section.number, number) for section, number in page.context["changes"]] == [
        ("I", "1"), ("I-a", "1.1"), ("II", "2"), ("IV", "3"),
    ]  # fmt: skip
    arranging.move_section(section=written["Concept"], direction="up", by=administrator)
    assert client.post(url, {"seen": page.context["seen"]}).status_code == 409
    assert numbers(edition)[0] == "II Concept"

    client.post(url, {"seen": client.get(url).context["seen"]})
    assert numbers(edition) == ["1 Concept", "2 Introduction", "2.1 Cover", "3 Annexes"]
    row = AuditRow.objects.get(action="edition.numbered")
    assert row.detail["numbers"][str(written["Annexes"].pk)] == ["IV", "3"]
    assert "The numbers follow the order" in client.get(url).content.decode()


def test_counting_anew_is_not_for_frozen_editions(client, edition, written, administrator):
    builders.force_status(edition, "in_force")
    seen = numbering.mark_of(list(edition.sections.present()))
    with pytest.raises(WrongState):
        arranging.number_anew(edition=edition, seen=seen, by=administrator)


def test_a_form_that_was_open_meanwhile_does_not_bring_an_old_number_back(
    client, edition, tree, administrator
):
    client.force_login(administrator)
    where = ["juniper", edition.plan_id, edition.number, tree["Actions"].pk]
    arranging.move_section(section=tree["Actions"], direction="up", by=administrator)
    given = {"number": "2.2", "initial-number": "2.2", "title": "Actions", "sensitivity": "public"}
    client.post(reverse("writing_set_up", args=where), given)

    tree["Actions"].refresh_from_db()
    assert (tree["Actions"].number, tree["Actions"].sensitivity) == ("2.1", "public")
    client.post(reverse("writing_set_up", args=where), given | {"number": "9"})
    tree["Actions"].refresh_from_db()
    assert tree["Actions"].number == "9"


@pytest.mark.django_db(transaction=True)
def test_two_who_arrange_at_once_leave_numbers_that_follow_the_order(edition, tree, administrator):
    def moving(title, direction):
        return lambda: arranging.move_section(
            section=tree[title], direction=direction, by=administrator
        )

    def adding(title):
        return lambda: arranging.add_section(
            edition=edition, title=title, after=tree["Levels"], by=administrator
        )

    for number in range(4):
        acts = (
            moving("Concept", ("up", "down")[number % 2]),
            moving("Actions", ("up", "down")[number % 2]),
        )
        assert at_once(*acts, adding(f"New {number}")) == ["done"] * 3
        sections = list(edition.sections.present())
        assert numbering.is_counted(sections)
        assert {section.title for section in sections if not section.number} == {
            "Evacuation",
            "Lockdown",
        }


class Row:
    """A section of a tree, without a database."""

    def __init__(self, pk, parent_id, number=""):
        self.pk, self.parent_id, self.number = pk, parent_id, number


@st.composite
def trees(draw):
    """Rows in reading order, some of them without a number."""
    path, rows = [], []
    for pk in range(1, draw(st.integers(1, 25))):
        path = path[: draw(st.integers(0, len(path)))]
        rows.append(Row(pk, path[-1] if path else None, draw(st.sampled_from(["", "x", "1.0"]))))
        path.append(pk)
    return rows


@given(trees())
def test_counting_gives_what_counts_as_counted_and_no_number_twice(rows):
    found = numbering.counted(rows, {row.pk for row in rows})
    for row in rows:
        row.number = found[row.pk]

    assert numbering.is_counted(rows)
    assert len(set(found.values())) == len(rows)
    assert numbering.anew(rows) == []


@given(trees())
def test_what_has_no_number_keeps_none_and_counting_twice_changes_nothing(rows):
    once = numbering.counted(rows, numbering.numbered(rows))
    assert [pk for pk, number in once.items() if not number] == [
        row.pk for row in rows if not row.number
    ]
    for row in rows:
        row.number = once[row.pk]
    assert numbering.counted(rows, numbering.numbered(rows)) == once
