"""A designee signs for the holder of a seat.

Shown as such everywhere, and reading no more than before.
"""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, transaction

from coalitions.access.roles import Role
from coalitions.memberships.actions import designating
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from plans.book.writers.book import assemble
from plans.book.writers.formats import as_html
from plans.book.writers.word.document import as_docx
from plans.signing.actions import freezing, publishing, signing
from plans.signing.models import Signature
from plans.signing.queries import blockers
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.portal.reminders.obligations import owed
from tests import builders
from tests.plans import life
from tests.plans.signing.designees.shown import SHOWN, TODAY

pytestmark = pytest.mark.django_db


def sign(scene, *, by=None, typed_name="Joan Akers", row=None):
    row = row or life.asked(scene, scene.fire)
    return signing.sign(
        signature=row,
        typed_name=typed_name,
        by=by or scene.nurse,
        fingerprint=scene.edition.content_hash,
    )


def test_a_designee_signs_under_their_own_name(scene):
    row = sign(scene)

    assert (row.signer, row.typed_name, row.designee_role, row.signer_role) == (
        SHOWN,
        "Joan Akers",
        "health",
        "fire",
    )
    assert AuditRow.objects.get(action="signature.signed").subject_name == f"Fire chief: {SHOWN}"
    letter = Message.objects.get(kind="signature_by_designee")
    assert (letter.to_address, letter.subject) == (
        scene.fire.email,
        "Joan Akers signed Emergency operations plan, edition 1, for you",
    )
    assert "Tom Hesse has not signed" not in " ".join(blockers(scene.edition, on=TODAY))


@pytest.mark.parametrize("typed", ["Tom Hesse", "", "Joan Acers"])
def test_nobody_signs_under_the_holders_name(scene, typed):
    with pytest.raises(Refused, match="as it is spelled here: Joan Akers"):
        sign(scene, typed_name=typed)


def test_whoever_is_first_settles_it(scene):
    row = sign(scene)
    with pytest.raises(WrongState, match="Joan Akers, designee of Tom Hesse, has signed today at"):
        sign(scene, by=scene.fire, typed_name="Tom Hesse", row=row)
    freezing.thaw(edition=scene.edition, because="Gate C.", by=scene.administrator)
    life.freeze(scene)
    row = sign(scene, by=scene.fire, typed_name="Tom Hesse")
    assert row.signer == "Tom Hesse"
    with pytest.raises(WrongState, match="Tom Hesse has signed today at"):
        sign(scene, row=row)


LOST = {
    "designation ended": lambda scene: designating.end_designation(
        designation=scene.designation, by=scene.fire
    ),
    "its days are over": lambda scene: Designation.objects.update(ends_on=TODAY),
    "not begun": lambda scene: Designation.objects.update(starts_on=TODAY + timedelta(days=1)),
    "holder left": lambda scene: Membership.objects.filter(pk=scene.holder.pk).update(
        ends_on=TODAY
    ),
    "holder lost the seat": lambda scene: Membership.objects.filter(pk=scene.holder.pk).update(
        seat=None
    ),
    "became a parent": lambda scene: Membership.objects.filter(person__account=scene.nurse).update(
        role="parent"
    ),
}


@pytest.mark.parametrize("what", LOST)
def test_who_is_no_designee_any_more_answers_nothing(scene, what):
    row = life.asked(scene, scene.fire)
    LOST[what](scene)
    with pytest.raises(PermissionDenied):
        signing.sign(
            signature=row, typed_name="Joan Akers", by=scene.nurse, fingerprint=row.content_hash
        )
    with pytest.raises(PermissionDenied):
        signing.decline(signature=row, reason="No.", by=scene.nurse)
    row.refresh_from_db()
    assert (row.state, row.designee) == ("asked", None)


def test_it_is_for_one_holder_and_is_not_passed_on(scene):
    other = builders.make_member(coalition=scene.coalition, role=Role.EMS, name="Ines Farrow")
    nurse = life.membership_of(scene.nurse, scene.coalition)
    builders.make_designation(holder=nurse, designee=life.membership_of(other, scene.coalition))
    law = life.asked(scene, scene.law)
    with pytest.raises(PermissionDenied):
        signing.sign(
            signature=law, typed_name="Joan Akers", by=scene.nurse, fingerprint=law.content_hash
        )
    with pytest.raises(PermissionDenied):
        sign(scene, by=other, typed_name="Ines Farrow")


def test_a_decline_by_the_designee_is_theirs(scene):
    row = signing.decline(signature=life.asked(scene, scene.fire), reason="Gate C.", by=scene.nurse)

    assert (row.state, row.signer) == ("declined", SHOWN)
    assert (
        Message.objects.get(kind="signature_declined").subject
        == f"{SHOWN}, declined to sign edition 1"
    )
    assert f"{SHOWN}, declined to sign for the seat Fire chief. Answer" in " ".join(
        blockers(scene.edition, on=TODAY)
    )
    [again] = signing.answer_decline(signature=row, answer="Open.", by=scene.administrator)
    assert (again.signer, again.designee) == ("Tom Hesse", None)


def test_the_designee_is_asked_and_told_as_the_holder_is(scene):
    asked = Message.objects.filter(kind="signature_asked").order_by("to_name")
    assert list(asked.values_list("to_name", flat=True)) == [
        "Ellen Prudhomme",
        "Joan Akers",
        "Tom Hesse",
    ]
    assert "You may sign for Tom Hesse, seat Fire chief." in asked.get(to_name="Joan Akers").text
    sign(scene)
    freezing.thaw(edition=scene.edition, because="Gate C.", by=scene.administrator)
    told = Message.objects.filter(kind="signature_voided").values_list("to_name", flat=True)
    assert sorted(told) == ["Ellen Prudhomme", "Joan Akers", "Tom Hesse"]


def test_what_is_owed_is_owed_by_both_until_one_signed(scene):
    found = [
        each
        for each in owed(accounts=[scene.fire, scene.nurse], on=TODAY)
        if each.kind == "signature"
    ]
    assert sorted((each.account_id, each.title) for each in found) == sorted(
        [
            (scene.fire.pk, "Sign the Emergency operations plan, edition 1"),
            (scene.nurse.pk, "Sign the Emergency operations plan, edition 1, for Tom Hesse"),
        ]
    )
    Designation.objects.update(ends_on=TODAY)
    assert [each.kind for each in owed(accounts=[scene.nurse], on=TODAY)] == []
    Designation.objects.update(ends_on=TODAY + timedelta(days=1))
    sign(scene)
    assert [each.kind for each in owed(accounts=[scene.fire, scene.nurse], on=TODAY)] == []


def test_every_format_says_who_it_was(scene):
    sign(scene)
    life.sign(scene, scene.law)
    edition = publishing.put_in_force(edition=scene.edition, by=scene.administrator)
    book = assemble(edition)
    with zipfile.ZipFile(io.BytesIO(as_docx(book))) as word:
        document = word.read("word/document.xml").decode()

    assert SHOWN in as_html(book).decode()  # the PDF is drawn from the same page
    assert SHOWN in document
    told = Message.objects.get(kind="in_force", to_name="Tom Hesse")
    assert "The edition that was signed for you is in force" in told.text


FORGED = {
    "another designee's name": {"designee_name": "Ines Farrow"},
    "another role": {"designee_role": "ems"},
    "the holder after all": {"designee": None, "designee_name": "", "designee_role": ""},
}


@pytest.mark.parametrize("change", FORGED)
def test_no_sql_changes_who_signed_for_whom(scene, change):
    row = sign(scene)
    with pytest.raises(InternalError, match="can only be voided"), transaction.atomic():
        Signature.objects.filter(pk=row.pk).update(**FORGED[change])
    holders = life.sign(scene, scene.law)
    forged = {"designee": row.designee, "designee_name": "Joan Akers", "designee_role": "health"}
    with pytest.raises(InternalError, match="can only be voided"), transaction.atomic():
        Signature.objects.filter(pk=holders.pk).update(**forged)


def test_a_vacant_seat_and_a_question_have_no_designee(scene):
    row = life.asked(scene, scene.fire)
    forged = {"designee": scene.holder, "designee_name": "Joan Akers", "designee_role": "health"}
    with (
        pytest.raises(IntegrityError, match="signature_designee_of_a_holder_decided"),
        transaction.atomic(),
    ):
        Signature.objects.filter(pk=row.pk).update(**forged)
