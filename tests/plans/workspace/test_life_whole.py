"""The whole life of an edition, by actions, as its rows, its audit and its mail tell it."""

import pytest

from plans.editions.actions.starting import start_next_edition
from plans.protocols import actions
from plans.protocols.models import Acknowledgement
from plans.signing.actions import signing
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db


def test_from_drafting_to_read(scene):
    edition = life.put_in_force(scene)
    teacher = builders.make_member(coalition=scene.coalition, role="teacher")
    made = actions.acknowledge(section=scene.protocol, by=teacher)

    assert edition.status == "in_force"
    assert edition.review_due_on.month == life.in_days(0).month
    assert edition.review_due_on.year == life.in_days(0).year + 1
    assert sorted(edition.signatures.values_list("signer_name", "state", "content_hash")) == [
        ("Ellen Prudhomme", "signed", edition.content_hash),
        ("Tom Hesse", "signed", edition.content_hash),
    ]
    assert Acknowledgement.objects.get() == made
    assert made.protocol_hash == scene.protocol.protocol_hash
    assert list(AuditRow.objects.order_by("id").values_list("action", flat=True)) == [
        "review.opened",
        "review.closed",
        "signature.asked",
        "signature.asked",
        "edition.frozen",
        "signature.signed",
        "signature.signed",
        "edition.put_in_force",
        "protocol.acknowledged",
    ]
    assert sorted(Message.objects.values_list("kind", flat=True)) == [
        "all_signed",
        "in_force",
        "in_force",
        "review_asked",
        "signature_asked",
        "signature_asked",
    ]


def test_the_next_edition_takes_its_place(scene):
    first = life.put_in_force(scene)
    scene.edition = start_next_edition(plan=first.plan, by=scene.administrator)
    second = life.put_in_force(scene)
    first.refresh_from_db()

    assert (first.status, second.status) == ("superseded", "in_force")
    assert first.ended_at is not None
    unchanged = second.sections.get(lineage=scene.protocol.lineage)
    assert unchanged.protocol_hash == scene.protocol.protocol_hash


def test_a_decline_is_answered_and_the_same_holder_is_asked_again(scene):
    life.freeze(scene)
    declined = signing.decline(
        signature=life.asked(scene, scene.fire), reason="Wrong gate.", by=scene.fire
    )
    [again] = signing.answer_decline(
        signature=declined, answer="Gate C it is.", by=scene.administrator
    )

    assert (again.state, again.membership_id) == ("asked", declined.membership_id)
    assert life.sign(scene, scene.fire).pk == again.pk
