"""Acknowledging.

Whose protocol it is, that once is enough, and who is asked again after which change.
"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from coalitions.access.roles import Role
from plans.editions.actions.starting import start_next_edition
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section
from plans.protocols import actions
from plans.protocols.models import Acknowledgement
from plans.protocols.queries import protocols_for
from plans.protocols.readership import Readership
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db
EVERY_ROLE = [role.value for role in Role]
READS_RESTRICTED = {
    "administrator",
    "sro",
    "security_officer",
    "law_enforcement",
    "fire",
    "ems",
    "emergency_manager",
}


@pytest.fixture
def teacher(coalition):
    return builders.make_member(coalition=coalition, role="teacher", name="Priya Venn")


@pytest.mark.parametrize("status", EditionStatus)
def test_only_what_is_in_force_is_acknowledged(scene, teacher, status):
    builders.force_status(scene.edition, status)
    if status == EditionStatus.IN_FORCE:
        assert actions.acknowledge(section=scene.protocol, by=teacher).person.name == "Priya Venn"
        return
    with pytest.raises(WrongState):
        actions.acknowledge(section=scene.protocol, by=teacher)
    assert Acknowledgement.objects.count() == 0


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("sensitivity", ["public", "members", "restricted"])
def test_a_protocol_for_everybody_is_acknowledged_by_who_may_read_it(scene, role, sensitivity):
    Section.objects.filter(pk=scene.protocol.pk).update(
        protocol_for=EVERY_ROLE, sensitivity=sensitivity
    )
    builders.force_status(scene.edition, EditionStatus.IN_FORCE)
    member = builders.make_member(coalition=scene.coalition, role=role)
    reads = {
        "public": True,
        "members": role not in ("parent", "student"),
        "restricted": role in READS_RESTRICTED,
    }[sensitivity]
    assert [found.section.pk for found in protocols_for(member, scene.coalition)] == [
        scene.protocol.pk
    ] * reads
    if reads:
        assert (
            actions.acknowledge(section=scene.protocol, by=member).lineage == scene.protocol.lineage
        )
        return
    with pytest.raises(PermissionDenied):
        actions.acknowledge(section=scene.protocol, by=member)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.TEACHER])
def test_a_protocol_for_teachers_is_nobody_elses(scene, role):
    builders.force_status(scene.edition, EditionStatus.IN_FORCE)
    member = builders.make_member(coalition=scene.coalition, role=role)
    with pytest.raises(PermissionDenied, match="not a protocol for your role"):
        actions.acknowledge(section=scene.protocol, by=member)


def test_who_only_reaches_in_does_not_acknowledge(scene, district_coalition, outsider):
    Section.objects.filter(pk=scene.protocol.pk).update(protocol_for=EVERY_ROLE)
    builders.force_status(scene.edition, EditionStatus.IN_FORCE)
    for account in (builders.make_member(coalition=district_coalition, role="sro"), outsider):
        with pytest.raises(PermissionDenied):
            actions.acknowledge(section=scene.protocol, by=account)


def test_twice_is_once(scene, teacher):
    life.put_in_force(scene)
    first = actions.acknowledge(section=scene.protocol, by=teacher)

    assert actions.acknowledge(section=scene.protocol, by=teacher) == first
    assert AuditRow.objects.filter(action="protocol.acknowledged").count() == 1
    first.pk = None
    with pytest.raises(IntegrityError, match="one_acknowledgement_per_text"), transaction.atomic():
        first.save()


def next_edition(scene, **saved):
    scene.edition = start_next_edition(plan=scene.edition.plan, by=scene.administrator)
    section = scene.edition.sections.get(lineage=scene.protocol.lineage)
    if saved:
        life.save(section, by=scene.administrator, **saved)
    life.put_in_force_again(scene)
    section.refresh_from_db()
    return section


def unread(account, coalition):
    return [
        found.section.title for found in protocols_for(account, coalition) if found.read_at is None
    ]


def test_only_a_material_change_asks_again(scene, teacher):
    life.put_in_force(scene)
    actions.acknowledge(section=scene.protocol, by=teacher)
    asked = [unread(teacher, scene.coalition)]
    next_edition(scene)
    asked.append(unread(teacher, scene.coalition))
    next_edition(scene, html="<p>Lock the doors.</p>", change="editorial")
    asked.append(unread(teacher, scene.coalition))
    changed = next_edition(scene, html="<p>Lock the doors. Nobody opens.</p>", change="material")
    asked.append(unread(teacher, scene.coalition))
    actions.acknowledge(section=changed, by=teacher)
    asked.append(unread(teacher, scene.coalition))

    assert asked == [[], [], [], ["Lockdown"], []]


def test_a_text_that_was_changed_back_is_read_again(scene, teacher):
    life.put_in_force(scene)
    actions.acknowledge(section=scene.protocol, by=teacher)
    second = next_edition(scene, html="<p>Other.</p>", change="material")
    actions.acknowledge(section=second, by=teacher)
    next_edition(scene, html=scene.protocol.html, change="material")

    assert unread(teacher, scene.coalition) == ["Lockdown"]


def test_who_has_and_who_has_not(scene, teacher, rf):
    Section.objects.filter(pk=scene.other.pk).update(protocol_for=["teacher", "sro"])
    builders.make_member(coalition=scene.coalition, role="sro", name="Sam Reyes", account=teacher)
    builders.make_member(coalition=scene.coalition, role="teacher", name="Ana Lopez")
    builders.make_member(
        coalition=scene.coalition, role="teacher", name="Left Long", ends_on=life.in_days(0)
    )
    life.put_in_force(scene)
    actions.acknowledge(section=scene.protocol, by=teacher)
    readership = Readership(scene.edition, on=life.in_days(0))
    rows = readership.rows(readership.page(rf.get("/")))

    assert [
        (row.name, row.in_words, [section.title for section in row.missing]) for row in rows
    ] == [
        ("Ana Lopez", "0 of 1", ["Lockdown"]),
        ("Priya Venn", "1 of 2", ["Command post"]),
    ]
    assert readership.counts() == (2, 2)
    actions.acknowledge(section=scene.other, by=teacher)
    assert readership.counts() == (2, 1)
    assert [
        row.name for row in readership.rows(readership.page(rf.get("/"), only_missing=True))
    ] == ["Ana Lopez"]


def test_more_readers_than_are_counted_each_time_are_counted_once_a_minute(
    scene, teacher, monkeypatch
):
    monkeypatch.setattr("plans.protocols.readership.MOST", 1)
    builders.make_member(coalition=scene.coalition, role="teacher", name="Ana Lopez")
    life.put_in_force(scene)
    readership = Readership(scene.edition, on=life.in_days(0))
    counts = [readership.counts()]
    actions.acknowledge(section=scene.protocol, by=teacher)
    counts.append(readership.counts())
    monkeypatch.setattr("plans.protocols.readership.COUNTED_EVERY", -1)
    counts.append(readership.counts())
    assert counts == [(2, 2), (2, 2), (2, 1)]
