"""Freezing and thawing.

What is fixed, who is asked, and that nothing gets round it, neither by actions nor by SQL.
"""

import pgtrigger
import pytest
from django.db import InternalError, connection, transaction

from coalitions.memberships.models.membership import Membership
from plans.editions.actions.starting import start_next_edition
from plans.editions.lifecycle import EDITION_MOVES, EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.protocols.models import Acknowledgement
from plans.signing.actions import freezing, signing
from plans.signing.models import Signature
from plans.signing.verification.edition import verify_edition
from plans.writing.actions import editing
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans import life
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db


def refused_by_the_database(query, *parameters):
    """By a trigger, which binds the owner of the tables too.

    The application may not even try some of it.
    """
    refused = pytest.raises(InternalError, match="pgtrigger")
    with as_owner(), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, parameters)


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


FROZEN_WAYS = {
    "change the text": "UPDATE plans_section SET html = '<p>x</p>' WHERE id = %(section)s",
    "change who reads": "UPDATE plans_section SET sensitivity = 'public' WHERE id = %(section)s",
    "change a hash": "UPDATE plans_section SET content_hash = '' WHERE id = %(section)s",
    "take a section out": "UPDATE plans_section SET removed_at = now() WHERE id = %(section)s",
    "move a section away": "UPDATE plans_section SET edition_id = %(draft)s WHERE id = %(section)s",
    "move a section in": "UPDATE plans_section SET edition_id = %(edition)s WHERE id = %(drafted)s",
    "delete a section": "DELETE FROM plans_section WHERE id = %(section)s",
    "put a section in": (
        "INSERT INTO plans_section SELECT (jsonb_populate_record(s, jsonb_build_object('id', 9999999, 'lineage',"
        " gen_random_uuid(), 'position', 99, 'edition_id', %(edition)s))).* FROM plans_section s WHERE id = %(drafted)s"
    ),
    "change the fingerprint": "UPDATE plans_edition SET content_hash = repeat('0', 64) WHERE id = %(edition)s",
    "change the facts": "UPDATE plans_edition SET facts = '{}' WHERE id = %(edition)s",
    "change when it was frozen": "UPDATE plans_edition SET frozen_at = now() WHERE id = %(edition)s",
    "change its number": "UPDATE plans_edition SET number = 9 WHERE id = %(edition)s",
    "delete the edition": "DELETE FROM plans_edition WHERE id = %(edition)s",
}


@pytest.mark.parametrize("status", ["awaiting_signatures", "in_force", "superseded", "retired"])
def test_no_sql_changes_what_is_frozen(scene, status):
    life.freeze(scene)
    for step in builders.WAY_TO[EditionStatus(status)][2:]:
        Edition.objects.filter(pk=scene.edition.pk).update(status=step)
    drafted = builders.make_section(
        edition=builders.make_edition(plan=builders.make_plan(title="Another"))
    )
    ids = {
        "edition": scene.edition.pk,
        "section": scene.protocol.pk,
        "draft": drafted.edition_id,
        "drafted": drafted.pk,
    }
    for query in FROZEN_WAYS.values():
        with (
            pytest.raises(InternalError, match="pgtrigger"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(query, ids)
    assert scene.edition.content_hash == Edition.objects.get(pk=scene.edition.pk).content_hash


@pytest.mark.parametrize("old", EditionStatus)
@pytest.mark.parametrize("new", EditionStatus)
def test_the_database_allows_the_moves_of_the_table_and_no_other(scene, old, new):
    builders.force_status(scene.edition, old)
    frozen = new not in (EditionStatus.DRAFTING, EditionStatus.IN_REVIEW)
    values = {"status": new, "content_hash": "0" * 64 if frozen else ""}
    if old == new:
        return
    if new in EDITION_MOVES[old]:
        assert Edition.objects.filter(pk=scene.edition.pk).update(**values) == 1
        return
    with pytest.raises(InternalError, match="cannot become"), transaction.atomic():
        Edition.objects.filter(pk=scene.edition.pk).update(**values)


def test_no_sql_thaws_without_voiding(scene):
    life.freeze(scene)
    life.sign(scene, scene.fire)
    refused_by_the_database(
        "UPDATE plans_edition SET status = 'in_review', content_hash = '' WHERE id = %s",
        scene.edition.pk,
    )


def test_acknowledgements_and_revisions_stay(scene):
    life.put_in_force(scene)
    teacher = builders.make_member(coalition=scene.coalition, role="teacher")
    Acknowledgement.objects.create(
        person=teacher.people.get(),
        section=scene.protocol,
        lineage=scene.protocol.lineage,
        protocol_hash=scene.protocol.protocol_hash,
        made_at=scene.edition.in_force_at,
        made_by=teacher,
    )
    refused_by_the_database("UPDATE plans_acknowledgement SET protocol_hash = ''")
    refused_by_the_database("DELETE FROM plans_acknowledgement")


def test_triggers_are_installed_and_can_be_named():
    names = {
        trigger.name
        for model, trigger in pgtrigger.registered()
        if model._meta.app_label == "plans"
    }

    assert names >= {
        "frozen_text_stays",
        "fingerprint_stays",
        "moves_follow_the_table",
        "frozen_editions_stay",
        "signed_rows_stay",
        "signed_on_the_frozen_text",
        "born_on_the_frozen_text",
        "signatures_are_kept",
        "acknowledgements_stay",
    }


def test_a_seat_that_signed_is_kept(scene):
    life.freeze(scene)
    signed = life.sign(scene, scene.fire)
    with pytest.raises(InternalError, match="can only be voided"), transaction.atomic():
        signed.seat.delete()
    assert signing.state_in_words(signed).startswith("Tom Hesse has signed today at")
