"""Freezing and thawing.

What is fixed, who is asked, and that nothing gets round it, neither by actions nor by SQL.
"""

import pytest

from coalitions.memberships.models.membership import Membership
from plans.editions.actions.starting import start_next_edition
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section
from plans.signing.actions import freezing
from plans.signing.models import Signature
from plans.signing.verification.edition import verify_edition
from plans.writing.actions import editing
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", EditionStatus)
def test_freezing_only_from_review(scene, status):
    builders.force_status(scene.edition, status)
    if status == EditionStatus.IN_REVIEW:
        frozen = freezing.freeze(
            edition=scene.edition, due_on=life.in_days(7), by=scene.administrator
        )
        assert frozen.status == "awaiting_signatures"
        return
    with pytest.raises(WrongState):
        freezing.freeze(edition=scene.edition, due_on=life.in_days(7), by=scene.administrator)
    assert Signature.objects.count() == 0


@pytest.mark.parametrize("status", EditionStatus)
def test_thawing_only_while_signatures_are_awaited(scene, status):
    builders.force_status(scene.edition, status)
    if status == EditionStatus.AWAITING_SIGNATURES:
        thawed = freezing.thaw(edition=scene.edition, because="Wrong gate.", by=scene.administrator)
        assert (thawed.status, thawed.content_hash, thawed.facts) == ("in_review", "", {})
        return
    with pytest.raises(WrongState):
        freezing.thaw(edition=scene.edition, because="Wrong gate.", by=scene.administrator)


def test_freezing_fixes_text_hashes_and_facts(scene):
    edition = life.freeze(scene)
    scene.protocol.refresh_from_db()

    assert edition.serialiser_version == 2
    assert edition.facts["school.name"] == "Juniper Elementary"
    assert verify_edition(edition).problems == []
    assert (
        len({edition.content_hash, scene.protocol.content_hash, scene.protocol.protocol_hash}) == 3
    )
    assert edition.rounds.get().closed_by == scene.administrator


def test_every_holder_is_asked_and_a_vacant_seat_waits_for_a_waiver(scene):
    vacant = builders.make_seat(coalition=scene.coalition, title="Nurse")
    builders.make_seat(coalition=scene.coalition, title="Parent", signs_plan=False)
    left = builders.make_member(
        coalition=scene.coalition,
        role="health",
        seat=vacant,
        ends_on=life.in_days(0),
        name="Gone Nurse",
    )
    builders.make_member(coalition=scene.coalition, role="parent", seat=vacant, name="Pat Parent")
    second = builders.make_member(
        coalition=scene.coalition,
        role="ems",
        seat=life.membership_of(scene.fire, scene.coalition).seat,
        name="Second Fire",
    )
    edition = life.freeze(scene)

    assert sorted(edition.signatures.values_list("seat_title", "signer_name", "state")) == [
        ("Fire chief", "Second Fire", "asked"),
        ("Fire chief", "Tom Hesse", "asked"),
        ("Law enforcement", "Ellen Prudhomme", "asked"),
        ("Nurse", "", "asked"),
    ]
    told = set(Message.objects.filter(kind="signature_asked").values_list("to_address", flat=True))
    assert told == {scene.fire.email, scene.law.email, second.email}
    assert left.email not in told


def test_a_letter_to_a_signer_says_the_fingerprint_and_no_text(scene):
    edition = life.freeze(scene)
    told = Message.objects.get(kind="signature_asked", to_address=scene.law.email)
    groups = " ".join(edition.content_hash[at : at + 4] for at in range(0, 16, 4)).upper()

    assert groups in told.text
    assert f"/editions/1/signatures/{life.asked(scene, scene.law).pk}/" in told.text
    assert "Lock the door" not in told.text + told.html


def test_what_cannot_be_frozen(scene):
    life.ask_for_review(scene)
    with pytest.raises(Refused, match="in the past"):
        freezing.freeze(edition=scene.edition, due_on=life.in_days(-1), by=scene.administrator)
    Membership.objects.update(seat=None)
    for seat in scene.coalition.seats.all():
        seat.delete()
    with pytest.raises(WrongState, match="No seat of Juniper Elementary signs its plan"):
        freezing.freeze(edition=scene.edition, due_on=life.in_days(7), by=scene.administrator)
    Section.objects.all().delete()
    with pytest.raises(WrongState, match="no sections yet"):
        freezing.freeze(edition=scene.edition, due_on=life.in_days(7), by=scene.administrator)
    scene.edition.refresh_from_db()
    assert [scene.edition.status, scene.edition.content_hash] == ["in_review", ""]


def test_frozen_twice_is_refused_with_who_and_when(scene):
    life.freeze(scene)
    with pytest.raises(
        WrongState, match=r"frozen and awaits signatures. Dana Whitlock froze it today at"
    ):
        freezing.freeze(edition=scene.edition, due_on=life.in_days(7), by=scene.administrator)
    assert AuditRow.objects.filter(action="edition.frozen").count() == 1


def test_thawing_voids_visibly_and_tells_everybody_asked(scene):
    life.freeze(scene)
    life.sign(scene, scene.fire)
    before = scene.edition.content_hash
    freezing.thaw(edition=scene.edition, because="Wrong gate.", by=scene.administrator)
    rows = list(scene.edition.signatures.order_by("signer_name"))

    assert [
        (row.signer_name, row.state, row.typed_name, row.voided_because, row.content_hash)
        for row in rows
    ] == [
        ("Ellen Prudhomme", "voided", "", "Wrong gate.", before),
        ("Tom Hesse", "voided", "Tom Hesse", "Wrong gate.", before),
    ]
    assert set(
        Message.objects.filter(kind="signature_voided").values_list("to_address", flat=True)
    ) == {
        scene.fire.email,
        scene.law.email,
    }
    assert set(Section.objects.values_list("content_hash", "protocol_hash")) == {("", "")}
    with pytest.raises(Refused):
        freezing.thaw(edition=scene.edition, because="  ", by=scene.administrator)


def test_after_a_thaw_the_text_changes_and_is_frozen_and_signed_anew(scene):
    first = life.freeze(scene).content_hash
    freezing.thaw(edition=scene.edition, because="Wrong gate.", by=scene.administrator)
    editing.save_section(
        section=scene.protocol,
        title="Lockdown",
        html="<p>Gate C.</p>",
        base_version=1,
        change="material",
        by=scene.administrator,
    )
    second = life.freeze(scene).content_hash

    assert first != second
    assert life.sign(scene, scene.fire).content_hash == second


def carried_over(scene, **saved):
    """The protocol's hash in the edition in force, and in the next after a save (none.

    unchanged).
    """
    first = life.put_in_force(scene)
    before = scene.protocol.protocol_hash
    scene.edition = start_next_edition(plan=first.plan, by=scene.administrator)
    section = scene.edition.sections.get(lineage=scene.protocol.lineage)
    if saved:
        editing.save_section(section=section, base_version=1, by=scene.administrator, **saved)
    life.freeze(scene)
    section.refresh_from_db()
    assert verify_edition(scene.edition).problems == []
    return before, section.protocol_hash


def test_unchanged_and_editorial_text_keeps_its_protocol_hash(scene):
    before, after = carried_over(
        scene, title="Lockdown", html="<p>Lock the door!</p>", change="editorial"
    )

    assert before == after


def test_material_text_gets_a_new_protocol_hash(scene):
    before, after = carried_over(scene, title="Lockdown", html="<p>Stay.</p>", change="material")

    assert before != after


def test_a_difference_nobody_marked_counts_as_material(scene):
    first = life.put_in_force(scene)
    scene.edition = start_next_edition(plan=first.plan, by=scene.administrator)
    Section.objects.filter(edition=scene.edition, title="Lockdown").update(html="<p>Unmarked.</p>")
    life.freeze(scene)

    assert (
        scene.edition.sections.get(title="Lockdown").protocol_hash != scene.protocol.protocol_hash
    )
