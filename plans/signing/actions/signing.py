"""Sign, decline, answer a decline, waive a vacant seat, record a signature on paper, ask whoever
holds a seat now.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from coalitions.memberships.signing_seats import holders_by_seat
from plans.editions import locks
from plans.editions.evidence import edition_evidence
from plans.editions.lifecycle import EditionStatus
from plans.signing import mail
from plans.signing.actions import signature_requests
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from plans.signing.policies import can_manage_signature, can_sign
from plans.signing.queries import administrators, blockers, has_changed_hands
from plans.signing.receipts import freeze_receipt
from plans.signing.signers import (
    WHO,
    check_name,
    check_open,
    check_same_text,
    signer_by_name,
    signers_of,
    spelled,
    state_in_words,
)
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.files.uploads import accept_document, all_or_nothing
from safety_portal.core.names import typed
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@transaction.atomic
def sign(*, signature, typed_name, by, fingerprint, now=None):
    """Sign the text whose `fingerprint` the signer saw, by typing one's name.

    Returns the signature.

    By the holder of the seat, or their designee, whose name then stands beside the holder's; the
    holder is told. Raises WrongState (signed already, voided, frozen again meanwhile),
    PermissionDenied for whoever is neither any more, Refused for another name. Who
    re-authenticates is the page's part.
    """
    now = now or timezone.now()
    signature, edition = _locked_signature(signature)
    require(can_sign(by, signature))
    check_open(signature, edition, SignatureState.SIGNED)
    check_same_text(signature, edition, fingerprint)
    signer = _require_signer(signature, by, on=timezone.localdate(now))
    check_name(typed_name, signer.name)
    signer.answer(signature)
    _sign(signature, typed_name, by, now, signed_on=timezone.localdate(now))
    _audit(signature, by, "signature.signed", fingerprint=edition.content_hash)
    mail.tell_holder(signature)
    tell_if_complete(edition=edition, on=timezone.localdate(now))
    return signature


def sign_on_paper(*, signature, signed_on, typed_name, scan, by, now=None):
    """Record a signature given on the printed page: `scan` is the signed page (PDF or picture),
    kept privately.

    By the holder, or by who was their designee on that day. Raises WrongState as `sign` does;
    Refused for another name, a day before the freeze or after today, or a file that is
    neither PDF nor picture.
    """
    now = now or timezone.now()
    with all_or_nothing() as store:
        signature, edition = _locked_signature(signature)
        require(can_manage_signature(by, signature))
        check_open(signature, edition, SignatureState.SIGNED)
        if signature.membership is None:
            raise WrongState(
                f"Nobody holds the seat {signature.seat_title}, so nobody signs for it. Waive it, or fill it."
            )
        if not timezone.localdate(edition.frozen_at) <= signed_on <= timezone.localdate(now):
            raise Refused(
                "The page was signed between the day of the freeze and today.", field="signed_on"
            )
        signer = signer_by_name(signature, typed_name, on=signed_on)
        if signer.designee:
            signer.answer(signature)
        signature.is_on_paper = True
        upload = accept_document(scan, field="scan")
        store(signature.scan, upload.as_file())
        signature.scan_sha256 = upload.sha256
        _sign(signature, typed_name, by, now, signed_on=signed_on)
        day = signed_on.isoformat()
        _audit(
            signature,
            by,
            "signature.recorded_on_paper",
            fingerprint=edition.content_hash,
            signed_on=day,
        )
        tell_if_complete(edition=edition, on=timezone.localdate(now))
        return signature


@transaction.atomic
def decline(*, signature, reason, by, now=None):
    """Say why the seat does not sign; blocks the edition until it is answered.

    Tells the administrators.

    Raises WrongState, PermissionDenied for whoever does not hold the seat, Refused without
    a reason.
    """
    now = now or timezone.now()
    reason = _require_words(
        "reason", reason, "Write why you do not sign: the administrators answer it."
    )
    signature, edition = _locked_signature(signature)
    require(can_sign(by, signature))
    check_open(signature, edition, SignatureState.DECLINED)
    _require_signer(signature, by, on=timezone.localdate(now)).answer(signature)
    _answer_for_seat(signature, SignatureState.DECLINED, reason, by, now)
    _audit(signature, by, "signature.declined")
    mail.tell_holder(signature)
    for membership in administrators(edition.plan.coalition, on=timezone.localdate(now)):
        mail.tell_declined(signature, membership)
    return signature


@transaction.atomic
def answer_decline(*, signature, answer, by, now=None):
    """Answer a decline; whoever holds the seat now is asked again in a new row.

    Returns the new rows.
    """
    now = now or timezone.now()
    answer = _require_words("answer", answer, "Write what you did about it, or why the text stays.")
    signature, edition = _locked_signature(signature)
    require(can_manage_signature(by, signature))
    locks.require_status(edition, EditionStatus.AWAITING_SIGNATURES)
    if signature.state != SignatureState.DECLINED:
        raise WrongState(state_in_words(signature))
    if signature.answered_at:
        raise WrongState(
            f"{signature.answered_by} answered this {locks.when(signature.answered_at)}."
        )
    signature.answer, signature.answered_at, signature.answered_by = answer, now, by
    signature.save(update_fields=["answer", "answered_at", "answered_by"])
    _audit(signature, by, "signature.answered")
    return _ask_seat_again(signature, edition, by, now)


@transaction.atomic
def waive(*, signature, reason, by, now=None):
    """Record why a vacant seat does not sign. Raises WrongState where somebody holds the seat."""
    now = now or timezone.now()
    reason = _require_words("reason", reason, "Write why nobody signs for this seat.")
    signature, edition = _locked_signature(signature)
    require(can_manage_signature(by, signature))
    check_open(signature, edition, SignatureState.WAIVED)
    if signature.membership_id:
        raise WrongState(
            f"{signature.signer_name} holds the seat {signature.seat_title}: only a vacant seat is waived."
        )
    holders = holders_by_seat(edition.plan.coalition, on=timezone.localdate(now)).get(
        signature.seat_id
    )
    if holders:
        raise WrongState(
            f"{holders[0].person} holds the seat {signature.seat_title} now. Ask them to sign."
        )
    _answer_for_seat(signature, SignatureState.WAIVED, reason, by, now)
    _audit(signature, by, "signature.waived", seat=signature.seat_title, reason=reason)
    tell_if_complete(edition=edition, on=timezone.localdate(now))
    return signature


@transaction.atomic
def ask_present_holder(*, signature, by, now=None):
    """Void a row whose seat changed hands (or was vacant and is filled) and ask whoever holds the
    seat now; returns the rows.

    Raises WrongState where the one who was asked still holds the seat, or a vacant seat is still
    vacant.
    """
    now = now or timezone.now()
    signature, edition = _locked_signature(signature)
    require(can_manage_signature(by, signature))
    locks.require_status(edition, EditionStatus.AWAITING_SIGNATURES)
    if signature.state in (SignatureState.SIGNED, SignatureState.VOIDED):
        raise WrongState(state_in_words(signature))
    if not has_changed_hands(
        signature, holders_by_seat(edition.plan.coalition, on=timezone.localdate(now))
    ):
        raise WrongState(f"The seat {signature.seat_title} is as it was when it was asked to sign.")
    signature.state = SignatureState.VOIDED
    signature.voided_at, signature.voided_by = now, by
    signature.voided_because = "The seat changed hands."
    signature.save(update_fields=["state", "voided_at", "voided_by", "voided_because"])
    _audit(signature, by, "signature.asked_again", seat=signature.seat_title)
    return _ask_seat_again(signature, edition, by, now)


@unasked("A step of actions that have asked, and hold the lock.")
@unrecorded("It owes mail about what its caller records.")
def tell_if_complete(*, edition, on):
    """Owe the administrators a letter if nothing keeps the edition from coming into force any more."""
    if not blockers(edition, on=on):
        for membership in administrators(edition.plan.coalition, on=on):
            mail.tell_all_signed(edition, membership)


def _locked_signature(signature):
    """The signature and its edition, both locked, the edition first."""
    edition = locks.locked(signature.edition_id)
    rows = Signature.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "membership__person__account", "seat", "decided_by", "answered_by", "voided_by"
    )
    signature = rows.get(pk=signature.pk)
    signature.edition = edition
    return signature, edition


def _require_signer(signature, by, *, on):
    """Who signs, as what.

    Raises PermissionDenied for whoever neither holds the seat now nor is the holder's designee.
    """
    signer = signers_of([signature], by=by, on=on).get(signature.pk)
    if signer is None:
        raise PermissionDenied(f"Only who holds the seat {signature.seat_title} signs here.")
    return signer


def _require_words(field, text, sentence):
    if not (text := typed(text)):
        raise Refused(sentence, field=field)
    return text


def _sign(signature, typed_name, by, now, *, signed_on):
    signature.state, signature.typed_name = SignatureState.SIGNED, spelled(typed_name)
    signature.decided_at, signature.decided_by, signature.signed_on = now, by, signed_on
    signature.save()


def _answer_for_seat(signature, state, reason, by, now):
    signature.state, signature.reason = state, reason
    signature.decided_at, signature.decided_by = now, by
    signature.save(update_fields=["state", "reason", "decided_at", "decided_by", *WHO])


def _ask_seat_again(signature, edition, by, now):
    """Ask the present holders of the row's seat who have no row that stands.

    A row without holder where it is vacant.
    """
    if signature.seat is None or not signature.seat.signs_plan:
        return []
    on = timezone.localdate(now)
    holders = holders_by_seat(edition.plan.coalition, on=on).get(signature.seat_id, [])
    standing = edition.signatures.filter(
        seat=signature.seat, state__in=[SignatureState.ASKED, SignatureState.SIGNED]
    )
    taken = set(standing.values_list("membership_id", flat=True))
    open_to = [membership for membership in holders if membership.pk not in taken]
    if not open_to and taken:
        return []
    due_on = max(signature.due_on, on)
    rows = signature_requests.ask_seat(
        edition=edition, seat=signature.seat, holders=open_to, due_on=due_on, by=by, now=now
    )
    signature_requests.send(rows=rows, by=by, receipt=freeze_receipt(edition))
    return rows


def _audit(signature, by, action, **detail):
    edition = signature.edition
    detail |= {"edition": edition.number, **edition_evidence(signature, edition)}
    record(by=by, action=action, subject=signature, scope=edition.plan.coalition_id, **detail)
