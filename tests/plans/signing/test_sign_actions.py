"""Signing, declining, waiving, on paper.

Each move from each state, by whom, under which name, on which text.
"""

import pytest
from django.core.exceptions import PermissionDenied

from coalitions.memberships.models.membership import Membership
from plans.signing.actions import freezing, publishing, signing
from plans.signing.lifecycle import SIGNATURE_MOVES, SignatureState
from plans.signing.models import Signature
from plans.signing.queries import blockers
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans import life
from tests.plans.signing.signatures import in_state, vacant_row

pytestmark = pytest.mark.django_db


def signing_as(frozen, account, **changed):
    row = life.asked(frozen, account)
    given = {
        "signature": row,
        "typed_name": row.signer_name,
        "by": account,
        "fingerprint": frozen.edition.content_hash,
    }
    return signing.sign(**{**given, **changed})


ACTS = {
    SignatureState.SIGNED: lambda frozen, row: signing.sign(
        signature=row, typed_name="Tom Hesse", by=frozen.fire, fingerprint=row.content_hash
    ),
    SignatureState.DECLINED: lambda frozen, row: signing.decline(
        signature=row, reason="No.", by=frozen.fire
    ),
    SignatureState.WAIVED: lambda frozen, row: signing.waive(
        signature=row, reason="No.", by=frozen.administrator
    ),
}


@pytest.mark.parametrize("old", SignatureState)
@pytest.mark.parametrize("new", ACTS)
def test_moves_of_a_signature(frozen, old, new):
    row = in_state(frozen, old)
    audited = AuditRow.objects.count()
    # A held seat is never waived: the asked row of this frozen has a holder.
    if new in SIGNATURE_MOVES[old] and new != SignatureState.WAIVED:
        assert ACTS[new](frozen, row).state == new
        return
    # The waived row is a vacant seat's: nobody signs or declines for it.
    is_nobodys = row.membership_id is None and new != SignatureState.WAIVED
    with pytest.raises(PermissionDenied if is_nobodys else WrongState):
        ACTS[new](frozen, row)
    assert AuditRow.objects.count() == audited


def test_who_signed_is_written_down(frozen):
    row = signing_as(frozen, frozen.fire, typed_name="  Tom   Hesse ")

    assert (row.typed_name, row.decided_by, row.signer_role, row.signed_on) == (
        "Tom Hesse",
        frozen.fire,
        "fire",
        life.in_days(0),
    )
    assert (
        AuditRow.objects.get(action="signature.signed").detail["fingerprint"]
        == frozen.edition.content_hash
    )


@pytest.mark.parametrize("typed", ["", "Tom Hess", "tom hesse", "Ellen Prudhomme", "Hesse Tom"])
def test_another_name_is_refused_with_the_expected_spelling(frozen, typed):
    with pytest.raises(Refused) as refused:
        signing_as(frozen, frozen.fire, typed_name=typed)

    sentence = "Type the name as it is spelled here: Tom Hesse"
    assert (refused.value.field, str(refused.value)) == ("typed_name", sentence)
    assert life.asked(frozen, frozen.fire).state == "asked"


def test_a_name_counts_however_its_letters_are_composed(frozen):
    person = frozen.fire.people.get()
    person.name = "Zoë Núñez"
    person.save()

    assert (
        signing_as(frozen, frozen.fire, typed_name="Zoe\u0308 Nu\u0301n\u0303ez").typed_name
        == "Zoë Núñez"
    )


@pytest.mark.parametrize("fingerprint", ["", "0" * 64])
def test_a_stale_fingerprint_is_refused(frozen, fingerprint):
    with pytest.raises(WrongState, match="frozen again after you opened this page"):
        signing_as(frozen, frozen.fire, fingerprint=fingerprint)


def test_a_page_open_over_a_thaw_and_a_new_freeze_signs_nothing(frozen):
    old_row, old = life.asked(frozen, frozen.fire), frozen.edition.content_hash
    freezing.thaw(edition=frozen.edition, because="Wrong gate.", by=frozen.administrator)
    life.freeze(frozen)
    with pytest.raises(WrongState, match=r"Dana Whitlock voided this today at .*: Wrong gate."):
        signing.sign(signature=old_row, typed_name="Tom Hesse", by=frozen.fire, fingerprint=old)

    assert Signature.objects.filter(state="signed").count() == 0


def test_nobody_else_signs(frozen, outsider):
    row = life.asked(frozen, frozen.fire)
    for other in (frozen.law, frozen.administrator, outsider):
        with pytest.raises(PermissionDenied, match="Only who holds the seat Fire chief signs here"):
            signing.sign(
                signature=row,
                typed_name="Tom Hesse",
                by=other,
                fingerprint=frozen.edition.content_hash,
            )


@pytest.mark.parametrize("lost", [{"ends_on": life.in_days(0)}, {"seat": None}, {"role": "parent"}])
def test_who_lost_the_seat_while_the_page_was_open_does_not_sign(frozen, lost):
    row = life.asked(frozen, frozen.fire)
    Membership.objects.filter(person__account=frozen.fire).update(**lost)
    for act in (ACTS[SignatureState.SIGNED], ACTS[SignatureState.DECLINED]):
        with pytest.raises(PermissionDenied):
            act(frozen, row)


def test_twice_is_refused_and_signs_once(frozen):
    row = life.asked(frozen, frozen.fire)
    life.sign(frozen, frozen.fire)
    with pytest.raises(WrongState, match="Tom Hesse has signed today at"):
        ACTS[SignatureState.SIGNED](frozen, row)

    assert AuditRow.objects.filter(action="signature.signed").count() == 1


def test_a_decline_tells_the_administrators_and_blocks_until_answered(frozen):
    declined = signing.decline(
        signature=life.asked(frozen, frozen.fire), reason="Gate C is locked.", by=frozen.fire
    )
    told = Message.objects.get(kind="signature_declined")

    assert told.to_address == frozen.administrator.email
    assert "Gate C" not in told.text + told.html
    assert (
        "Tom Hesse declined to sign for the seat Fire chief. Answer the reason first."
        in blockers(frozen.edition, on=life.in_days(0))
    )
    [again] = signing.answer_decline(
        signature=declined, answer="It is open now.", by=frozen.administrator
    )
    assert again.signer_name == "Tom Hesse"
    with pytest.raises(WrongState, match="Dana Whitlock answered this today at"):
        signing.answer_decline(signature=declined, answer="Again.", by=frozen.administrator)
    with pytest.raises(WrongState):
        signing.answer_decline(signature=again, answer="Too soon.", by=frozen.administrator)


def test_reasons_and_answers_are_needed(frozen):
    row = life.asked(frozen, frozen.fire)
    with pytest.raises(Refused):
        signing.decline(signature=row, reason=" ", by=frozen.fire)
    with pytest.raises(Refused):
        signing.waive(signature=vacant_row(frozen), reason="", by=frozen.administrator)
    signing.decline(signature=row, reason="No.", by=frozen.fire)
    with pytest.raises(Refused):
        signing.answer_decline(signature=row, answer=" ", by=frozen.administrator)


def test_only_a_vacant_seat_is_waived(frozen):
    row = vacant_row(frozen)
    nurse = builders.make_member(
        coalition=frozen.coalition, role="health", seat=frozen.vacant, name="Joan Akers"
    )
    with pytest.raises(WrongState, match="Joan Akers holds the seat Nurse now"):
        signing.waive(signature=row, reason="Vacant.", by=frozen.administrator)
    [asked] = signing.ask_present_holder(signature=row, by=frozen.administrator)

    assert (asked.signer_name, asked.state) == ("Joan Akers", "asked")
    assert life.sign(frozen, nurse).state == "signed"


def test_a_seat_that_changes_hands_is_asked_anew(frozen):
    row = life.asked(frozen, frozen.fire)
    with pytest.raises(WrongState, match="as it was when it was asked"):
        signing.ask_present_holder(signature=row, by=frozen.administrator)
    Membership.objects.filter(person__account=frozen.fire).update(ends_on=life.in_days(0))
    [vacant] = signing.ask_present_holder(signature=row, by=frozen.administrator)
    row.refresh_from_db()

    assert (row.state, row.voided_because) == ("voided", "The seat changed hands.")
    assert (vacant.membership, vacant.seat_title) == (None, "Fire chief")


def test_who_takes_a_waived_seat_has_to_sign(frozen):
    waived = signing.waive(signature=vacant_row(frozen), reason="Vacant.", by=frozen.administrator)
    builders.make_member(
        coalition=frozen.coalition, role="health", seat=frozen.vacant, name="Joan Akers"
    )
    for account in (frozen.fire, frozen.law):
        life.sign(frozen, account)
    with pytest.raises(
        WrongState, match="Joan Akers holds the seat Nurse now and was not asked to sign"
    ):
        publishing.put_in_force(edition=frozen.edition, by=frozen.administrator)
    [asked] = signing.ask_present_holder(signature=waived, by=frozen.administrator)
    assert asked.signer_name == "Joan Akers"


def test_the_last_answer_tells_the_administrators(frozen):
    signing.waive(signature=vacant_row(frozen), reason="Vacant.", by=frozen.administrator)
    life.sign(frozen, frozen.fire)
    before = Message.objects.filter(kind="all_signed").count()
    life.sign(frozen, frozen.law)

    assert [before, Message.objects.get(kind="all_signed").to_address] == [
        0,
        frozen.administrator.email,
    ]
