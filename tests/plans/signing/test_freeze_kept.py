"""What is frozen stays: no SQL changes, thaws or moves it past the rules."""

import pgtrigger
import pytest
from django.db import InternalError, connection, transaction

from plans.editions.lifecycle import EDITION_MOVES, EditionStatus
from plans.editions.models.edition import Edition
from plans.protocols.models import Acknowledgement
from plans.signing.actions import signing
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
