"""What every signature has to pass: it is still asked for, on the text that was read, by who holds the seat, under their name."""

import unicodedata

from django.core.exceptions import ValidationError

from coalitions.models import Membership
from plans.actions import moving
from plans.lifecycle import SIGNATURE_MOVES, EditionStatus, SignatureState
from plans.signatures import ROLES_THAT_SIGN
from safety_portal.states import WrongState, check_move


def check_open(signature, edition, new):
    """Raise WrongState, saying what became of it, unless the signature may become `new`."""
    if signature.state == SignatureState.VOIDED:
        raise WrongState(state_in_words(signature))
    check_move(SIGNATURE_MOVES, old=signature.state, new=new, sentence=state_in_words(signature))
    moving.require_status(edition, EditionStatus.AWAITING_SIGNATURES)


def check_same_text(signature, edition, fingerprint):
    """Raise WrongState unless `fingerprint`, which the page showed, is that of the text as it is frozen now."""
    if not fingerprint == edition.content_hash == signature.content_hash:
        raise WrongState("The text was frozen again after you opened this page. Read it again before you sign.")


def signers_of(signatures, *, by, on):
    """The membership by which the account signs each of the signatures, by their id; those it does not sign are left out.

    Asked of the database now, in one query: a seat may be lost while the page is open.
    """
    held = Membership.objects.current(on).filter(person__account=by, role__in=ROLES_THAT_SIGN)
    held = held.filter(pk__in=[row.membership_id for row in signatures if row.membership_id])
    by_id = {membership.pk: membership for membership in held.select_related("person")}
    found = {row.pk: by_id.get(row.membership_id) for row in signatures}
    seats = {row.pk: row.seat_id for row in signatures}
    return {pk: holder for pk, holder in found.items() if holder and holder.seat_id == seats[pk]}


def check_name(typed, expected):
    """Raise ValidationError unless the typed name is the expected one, however its letters and spaces are written."""
    if spelled(typed) != spelled(expected):
        raise ValidationError({"typed_name": f"Type the name as it is spelled here: {expected}"})


def spelled(name):
    """A name with its letters composed and single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def state_in_words(signature):
    """What became of a signature row: who, what, when."""
    name, moment = signature.signer_name, signature.decided_at
    if signature.state == SignatureState.SIGNED:
        return f"{name} has signed {moving.when(moment)}."
    if signature.state == SignatureState.DECLINED:
        return f"{name} declined to sign {moving.when(moment)}."
    if signature.state == SignatureState.WAIVED:
        return f"{signature.decided_by} waived the seat {signature.seat_title} {moving.when(moment)}."
    if signature.state == SignatureState.VOIDED:
        return f"{signature.voided_by} voided this {moving.when(signature.voided_at)}: {signature.voided_because}"
    return f"{name or 'Nobody'} is asked to sign for the seat {signature.seat_title}."
