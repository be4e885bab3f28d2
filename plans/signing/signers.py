"""What every signature has to pass.

It is still asked for, on the text that was read, by who holds the seat, under their name.
"""

from dataclasses import dataclass

from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from coalitions.memberships.signing_seats import ROLES_THAT_SIGN
from plans.editions import locks
from plans.editions.lifecycle import EditionStatus
from plans.signing.lifecycle import SIGNATURE_MOVES, SignatureState
from safety_portal.core.accents import composed
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState, check_move


def check_open(signature, edition, new):
    """Raise WrongState, saying what became of it, unless the signature may become `new`."""
    if signature.state == SignatureState.VOIDED:
        raise WrongState(state_in_words(signature))
    check_move(SIGNATURE_MOVES, old=signature.state, new=new, sentence=state_in_words(signature))
    locks.require_status(edition, EditionStatus.AWAITING_SIGNATURES)


def check_same_text(signature, edition, fingerprint):
    """Raise WrongState unless `fingerprint`, which the page showed, is that of the text as it is
    frozen now.
    """
    if not fingerprint == edition.content_hash == signature.content_hash:
        raise WrongState(
            "The text was frozen again after you opened this page. Read it again before you sign."
        )


@dataclass(frozen=True)
class Signer:
    """Who signs for a seat: its holder, or the holder's designee."""

    holder: Membership
    designee: Membership | None = None

    @property
    def name(self):
        """What is typed: one's own name."""
        return (self.designee or self.holder).person.name

    def answer(self, signature):
        """Write into the signature, unsaved, who it was: names and roles as they are today."""
        signature.signer_name, signature.signer_role = self.holder.person.name, self.holder.role
        if self.designee:
            signature.designee = self.designee
            signature.designee_name, signature.designee_role = (
                self.designee.person.name,
                self.designee.role,
            )


WHO = ["signer_name", "signer_role", "designee", "designee_name", "designee_role"]


def signers_of(signatures, *, by, on):
    """The Signer that the account is of each of the signatures, by their id.

    Those it does not sign are left out.

    Asked of the database now, in two queries: a seat may be lost, a designation ended while the
    page is open. Who holds a seat signs as its holder, even if they are somebody's designee for it
    too.
    """
    asked = {row.membership_id for row in signatures if row.membership_id}
    own = Membership.objects.current(on).filter(
        pk__in=asked, person__account=by, role__in=ROLES_THAT_SIGN
    )
    by_holder = {
        row.holder_id: Signer(row.holder, row.designee) for row in _designated(asked, by=by, on=on)
    }
    by_holder |= {holder.pk: Signer(holder) for holder in own.select_related("person")}
    found = {row.pk: (row, by_holder.get(row.membership_id)) for row in signatures}
    return {
        pk: signer
        for pk, (row, signer) in found.items()
        if signer and signer.holder.seat_id == row.seat_id
    }


def _designated(holders, *, by, on):
    rows = Designation.objects.current(on).filter(holder__in=holders, designee__person__account=by)
    rows = rows.filter(holder__role__in=ROLES_THAT_SIGN, designee__role__in=ROLES_THAT_SIGN)
    return rows.select_related("holder__person", "designee__person")


def signer_by_name(signature, typed, *, on):
    """Who signed by hand on the day `on`.

    The holder under the name they were asked by, or their designee of that day.

    Raises Refused for another name.
    """
    if spelled(typed) == spelled(signature.signer_name):
        return Signer(signature.membership)
    rows = Designation.objects.current(on).filter(holder=signature.membership_id)
    for row in rows.select_related("holder__person", "designee__person"):
        if spelled(typed) == spelled(row.designee.person.name):
            return Signer(row.holder, row.designee)
    return check_name(typed, signature.signer_name)


def check_name(typed, expected):
    """Raise Refused unless the typed name is the expected one, however its letters and
    spaces are written.
    """
    if spelled(typed) != spelled(expected):
        raise Refused(f"Type the name as it is spelled here: {expected}", field="typed_name")


def spelled(name):
    """A name with its letters composed and single spaces."""
    return " ".join(composed(name).split())


def state_in_words(signature):
    """What became of a signature row: who, what, when."""
    who, moment = signature.who, signature.decided_at
    if signature.state == SignatureState.SIGNED:
        return f"{who} has signed {locks.when(moment)}."
    if signature.state == SignatureState.DECLINED:
        return f"{who} declined to sign {locks.when(moment)}."
    if signature.state == SignatureState.WAIVED:
        return (
            f"{signature.decided_by} waived the seat {signature.seat_title} {locks.when(moment)}."
        )
    if signature.state == SignatureState.VOIDED:
        return f"{signature.voided_by} voided this {locks.when(signature.voided_at)}: {signature.voided_because}"
    return f"{who or 'Nobody'} is asked to sign for the seat {signature.seat_title}."
