"""Signing, declining, waiving, on paper: each move from each state, by whom, under which name, on which text."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, InternalError, transaction

from coalitions.models import Membership
from plans.actions import freezing, publishing, signing
from plans.lifecycle import SIGNATURE_MOVES, SignatureState
from plans.models import Signature
from plans.signatures import blockers
from safety_portal.audit.models import AuditRow
from safety_portal.notices.models import Message
from safety_portal.states import WrongState
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(coalition, administrator, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    scene.vacant = builders.make_seat(coalition=coalition, title="Nurse")
    life.freeze(scene)
    return scene


def vacant_row(scene):
    return Signature.objects.get(edition=scene.edition, seat=scene.vacant, state="asked")


def signing_as(scene, account, **changed):
    row = life.asked(scene, account)
    given = {"signature": row, "typed_name": row.signer_name, "by": account, "fingerprint": scene.edition.content_hash}
    return signing.sign(**{**given, **changed})


def in_state(scene, state):
    """The fire chief's row brought into a state."""
    row = life.asked(scene, scene.fire)
    if state == SignatureState.SIGNED:
        return life.sign(scene, scene.fire)
    if state == SignatureState.DECLINED:
        return signing.decline(signature=row, reason="No.", by=scene.fire)
    if state == SignatureState.WAIVED:
        return signing.waive(signature=vacant_row(scene), reason="Nobody yet.", by=scene.administrator)
    if state == SignatureState.VOIDED:
        freezing.thaw(edition=scene.edition, because="Wrong gate.", by=scene.administrator)
        scene.edition.refresh_from_db()
        row.refresh_from_db()
    return row


ACTS = {
    SignatureState.SIGNED: lambda scene, row: signing.sign(
        signature=row, typed_name="Tom Hesse", by=scene.fire, fingerprint=row.content_hash
    ),
    SignatureState.DECLINED: lambda scene, row: signing.decline(signature=row, reason="No.", by=scene.fire),
    SignatureState.WAIVED: lambda scene, row: signing.waive(signature=row, reason="No.", by=scene.administrator),
}


@pytest.mark.parametrize("old", SignatureState)
@pytest.mark.parametrize("new", ACTS)
def test_moves_of_a_signature(scene, old, new):
    row = in_state(scene, old)
    audited = AuditRow.objects.count()
    # A held seat is never waived: the asked row of this scene has a holder.
    if new in SIGNATURE_MOVES[old] and new != SignatureState.WAIVED:
        assert ACTS[new](scene, row).state == new
        return
    with pytest.raises(WrongState):
        ACTS[new](scene, row)
    assert AuditRow.objects.count() == audited


def test_who_signed_is_written_down(scene):
    row = signing_as(scene, scene.fire, typed_name="  Tom   Hesse ")

    assert (row.typed_name, row.decided_by, row.signer_role, row.signed_on) == (
        "Tom Hesse",
        scene.fire,
        "fire",
        life.in_days(0),
    )
    assert AuditRow.objects.get(action="signature.signed").detail["fingerprint"] == scene.edition.content_hash


@pytest.mark.parametrize("typed", ["", "Tom Hess", "tom hesse", "Ellen Prudhomme", "Hesse Tom"])
def test_another_name_is_refused_with_the_expected_spelling(scene, typed):
    with pytest.raises(ValidationError) as refused:
        signing_as(scene, scene.fire, typed_name=typed)

    assert refused.value.message_dict == {"typed_name": ["Type the name as it is spelled here: Tom Hesse"]}
    assert life.asked(scene, scene.fire).state == "asked"


def test_a_name_counts_however_its_letters_are_composed(scene):
    person = scene.fire.people.get()
    person.name = "Zoë Núñez"
    person.save()

    assert signing_as(scene, scene.fire, typed_name="Zoe\u0308 Nu\u0301n\u0303ez").typed_name == "Zoë Núñez"


@pytest.mark.parametrize("fingerprint", ["", "0" * 64])
def test_a_stale_fingerprint_is_refused(scene, fingerprint):
    with pytest.raises(WrongState, match="frozen again after you opened this page"):
        signing_as(scene, scene.fire, fingerprint=fingerprint)


def test_a_page_open_over_a_thaw_and_a_new_freeze_signs_nothing(scene):
    old_row, old = life.asked(scene, scene.fire), scene.edition.content_hash
    freezing.thaw(edition=scene.edition, because="Wrong gate.", by=scene.administrator)
    life.freeze(scene)
    with pytest.raises(WrongState, match=r"Dana Whitlock voided this today at .*: Wrong gate."):
        signing.sign(signature=old_row, typed_name="Tom Hesse", by=scene.fire, fingerprint=old)

    assert Signature.objects.filter(state="signed").count() == 0


def test_nobody_else_signs(scene, outsider):
    row = life.asked(scene, scene.fire)
    for other in (scene.law, scene.administrator, outsider):
        with pytest.raises(PermissionDenied, match="Only who holds the seat Fire chief signs here"):
            signing.sign(signature=row, typed_name="Tom Hesse", by=other, fingerprint=scene.edition.content_hash)


@pytest.mark.parametrize("lost", [{"ends_on": life.in_days(0)}, {"seat": None}, {"role": "parent"}])
def test_who_lost_the_seat_while_the_page_was_open_does_not_sign(scene, lost):
    row = life.asked(scene, scene.fire)
    Membership.objects.filter(person__account=scene.fire).update(**lost)
    for act in (ACTS[SignatureState.SIGNED], ACTS[SignatureState.DECLINED]):
        with pytest.raises(PermissionDenied):
            act(scene, row)


def test_twice_is_refused_and_signs_once(scene):
    row = life.asked(scene, scene.fire)
    life.sign(scene, scene.fire)
    with pytest.raises(WrongState, match="Tom Hesse has signed today at"):
        ACTS[SignatureState.SIGNED](scene, row)

    assert AuditRow.objects.filter(action="signature.signed").count() == 1


def test_a_decline_tells_the_administrators_and_blocks_until_answered(scene):
    declined = signing.decline(signature=life.asked(scene, scene.fire), reason="Gate C is locked.", by=scene.fire)
    told = Message.objects.get(kind="signature_declined")

    assert told.to_address == scene.administrator.email
    assert "Gate C" not in told.text + told.html
    assert "Tom Hesse declined to sign for the seat Fire chief. Answer the reason first." in blockers(
        scene.edition, on=life.in_days(0)
    )
    [again] = signing.answer_decline(signature=declined, answer="It is open now.", by=scene.administrator)
    assert again.signer_name == "Tom Hesse"
    with pytest.raises(WrongState, match="Dana Whitlock answered this today at"):
        signing.answer_decline(signature=declined, answer="Again.", by=scene.administrator)
    with pytest.raises(WrongState):
        signing.answer_decline(signature=again, answer="Too soon.", by=scene.administrator)


def test_reasons_and_answers_are_needed(scene):
    row = life.asked(scene, scene.fire)
    with pytest.raises(ValidationError):
        signing.decline(signature=row, reason=" ", by=scene.fire)
    with pytest.raises(ValidationError):
        signing.waive(signature=vacant_row(scene), reason="", by=scene.administrator)
    signing.decline(signature=row, reason="No.", by=scene.fire)
    with pytest.raises(ValidationError):
        signing.answer_decline(signature=row, answer=" ", by=scene.administrator)


def test_only_a_vacant_seat_is_waived(scene):
    row = vacant_row(scene)
    nurse = builders.make_member(coalition=scene.coalition, role="health", seat=scene.vacant, name="Joan Akers")
    with pytest.raises(WrongState, match="Joan Akers holds the seat Nurse now"):
        signing.waive(signature=row, reason="Vacant.", by=scene.administrator)
    [asked] = signing.ask_present_holder(signature=row, by=scene.administrator)

    assert (asked.signer_name, asked.state) == ("Joan Akers", "asked")
    assert life.sign(scene, nurse).state == "signed"


def test_a_seat_that_changes_hands_is_asked_anew(scene):
    row = life.asked(scene, scene.fire)
    with pytest.raises(WrongState, match="as it was when it was asked"):
        signing.ask_present_holder(signature=row, by=scene.administrator)
    Membership.objects.filter(person__account=scene.fire).update(ends_on=life.in_days(0))
    [vacant] = signing.ask_present_holder(signature=row, by=scene.administrator)
    row.refresh_from_db()

    assert (row.state, row.voided_because) == ("voided", "The seat changed hands.")
    assert (vacant.membership, vacant.seat_title) == (None, "Fire chief")


def test_who_takes_a_waived_seat_has_to_sign(scene):
    waived = signing.waive(signature=vacant_row(scene), reason="Vacant.", by=scene.administrator)
    builders.make_member(coalition=scene.coalition, role="health", seat=scene.vacant, name="Joan Akers")
    for account in (scene.fire, scene.law):
        life.sign(scene, account)
    with pytest.raises(WrongState, match="Joan Akers holds the seat Nurse now and was not asked to sign"):
        publishing.put_in_force(edition=scene.edition, by=scene.administrator)
    [asked] = signing.ask_present_holder(signature=waived, by=scene.administrator)
    assert asked.signer_name == "Joan Akers"


def test_the_last_answer_tells_the_administrators(scene):
    signing.waive(signature=vacant_row(scene), reason="Vacant.", by=scene.administrator)
    life.sign(scene, scene.fire)
    before = Message.objects.filter(kind="all_signed").count()
    life.sign(scene, scene.law)

    assert [before, Message.objects.get(kind="all_signed").to_address] == [0, scene.administrator.email]


GIVEN = {
    "another name": {"typed_name": "Tim Hesse"},
    "another text": {"content_hash": "1" * 64},
    "another person": {"membership": None},
    "another time": {"decided_at": None, "decided_by": None},
    "not signed after all": {"state": "asked"},
    "declined after all": {"state": "declined", "reason": "No."},
}


@pytest.mark.parametrize("change", GIVEN)
def test_no_sql_changes_a_given_signature(scene, change):
    row = life.sign(scene, scene.fire)
    with pytest.raises(InternalError, match="can only be voided"), transaction.atomic():
        Signature.objects.filter(pk=row.pk).update(**GIVEN[change])
    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        Signature.objects.filter(pk=row.pk).delete()


def test_no_sql_changes_a_decline_but_to_answer_it(scene):
    row = in_state(scene, SignatureState.DECLINED)
    with pytest.raises(InternalError, match="can only be voided"), transaction.atomic():
        Signature.objects.filter(pk=row.pk).update(reason="Another.")
    signing.answer_decline(signature=row, answer="Yes.", by=scene.administrator)
    with pytest.raises(InternalError, match="can only be voided"), transaction.atomic():
        Signature.objects.filter(pk=row.pk).update(answer="Another.")


def test_no_sql_signs_another_text(scene):
    row = life.asked(scene, scene.fire)
    forged = {"state": "signed", "typed_name": "Tom Hesse", "decided_at": row.asked_at, "decided_by": scene.fire}
    with pytest.raises(InternalError, match="not on the text that was frozen"), transaction.atomic():
        Signature.objects.filter(pk=row.pk).update(content_hash="1" * 64, **forged)
    row.pk, row.membership, row.content_hash = None, life.membership_of(scene.law, scene.coalition), "1" * 64
    for name, value in forged.items():
        setattr(row, name, value)
    with pytest.raises(InternalError, match="not on the text that was frozen"), transaction.atomic():
        row.save()


def test_the_database_asks_for_names_and_reasons(scene):
    row = life.asked(scene, scene.fire)
    decided = {"decided_at": row.asked_at, "decided_by": scene.fire}
    for wrong in ({"state": "signed", **decided}, {"state": "declined", **decided}, {"decided_at": row.asked_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Signature.objects.filter(pk=row.pk).update(**wrong)
    row.pk = None
    with pytest.raises(IntegrityError, match="asked_once_per_holder"), transaction.atomic():
        row.save()
