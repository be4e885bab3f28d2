"""A plan begins, from nothing or from the federal structure.

The next edition begins from the one in force.
"""

import pytest

from plans.editions.actions import starting
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.plan import Plan
from plans.writing.actions import editing
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders


def test_a_plan_starts_with_edition_one_in_drafting(coalition, administrator):
    edition = starting.start_plan(
        coalition=coalition, title="  Emergency   plan ", by=administrator
    )

    assert (edition.plan.title, edition.number, edition.status) == ("Emergency plan", 1, "drafting")
    assert edition.sections.count() == 0
    row = AuditRow.objects.about(edition.plan).get()
    assert (row.action, row.scope, row.detail) == ("plan.started", coalition.pk, {"template": ""})


def test_a_coalition_has_one_plan_of_a_title(coalition, administrator):
    starting.start_plan(coalition=coalition, title="Emergency plan", by=administrator)
    with pytest.raises(Refused, match="already"):
        starting.start_plan(coalition=coalition, title="Emergency plan", by=administrator)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("scope", "sections", "annexes"), [("school", 52, 16), ("district", 48, 16)]
)
def test_a_plan_starts_from_the_federal_structure(
    coalition, administrator, scope, sections, annexes
):
    edition = starting.start_plan(
        coalition=coalition, title="Plan", by=administrator, template=scope
    )

    present = list(edition.sections.present())
    assert len(present) == sections
    assert [section.position for section in present] == list(range(1, sections + 1))
    assert sum(section.kind == "functional" for section in present) == 11
    lockdown = edition.sections.get(target="lockdown")
    assert (lockdown.parent.target, lockdown.level, lockdown.sensitivity) == (
        "functional_annexes",
        2,
        "members",
    )
    assert lockdown.html.startswith("<p>")
    assert "<h3>Goal before</h3>" in lockdown.html
    assert edition.sections.get(target="cover").html.count("{{ plan.title }}") == 1
    assert edition.sections.get(target="security").sensitivity == "restricted"


def test_the_next_edition_copies_the_one_in_force(coalition, administrator):
    first = starting.start_plan(
        coalition=coalition, title="Plan", by=administrator, template="school"
    )
    lockdown = first.sections.get(target="lockdown")
    editing.set_protocol_for(section=lockdown, roles=["teacher"], by=administrator)
    builders.force_status(first, EditionStatus.IN_FORCE)

    second = starting.start_next_edition(plan=first.plan, by=administrator)

    def told(edition):
        return list(
            edition.sections.present().values_list(
                "lineage",
                "position",
                "level",
                "parent__lineage",
                "title",
                "html",
                "sensitivity",
                "protocol_for",
            )
        )

    assert told(second) == told(first)
    assert (second.number, second.based_on, second.status) == (2, first, "drafting")
    assert set(second.sections.values_list("version", "change")) == {(1, "")}
    assert AuditRow.objects.about(second).get().detail == {"based_on": 1, "sections": 52}


def test_the_next_edition_waits_for_the_one_in_work(coalition, administrator):
    edition = starting.start_plan(coalition=coalition, title="Plan", by=administrator)
    with pytest.raises(WrongState, match="Edition 1 is in work already"):
        starting.start_next_edition(plan=edition.plan, by=administrator)


def test_the_next_edition_needs_one_in_force(plan, administrator):
    with pytest.raises(WrongState, match="No edition of this plan is in force"):
        starting.start_next_edition(plan=plan, by=administrator)
