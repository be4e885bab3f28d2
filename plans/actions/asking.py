"""Put a frozen edition before the seats that sign it. Used by freezing and signing, inside their transaction."""

from django.utils import timezone

from coalitions.models import Designation
from plans import letters
from plans.lifecycle import SignatureState
from plans.models import Signature
from plans.signatures import holders_by_seat, signing_seats
from safety_portal.states import WrongState


def ask_every_seat(edition, *, due_on, by, now, on):
    """One row for each holder of each signing seat, and one without holder for each vacant seat; letters to the holders.

    Raises WrongState where the coalition has no seat that signs.
    """
    seats = signing_seats(edition.plan.coalition)
    if not seats:
        raise WrongState(f"No seat of {edition.plan.coalition} signs its plan. Say first which seats sign.")
    holders = holders_by_seat(edition.plan.coalition, on=on)
    made = []
    for seat in seats:
        made += ask_seat(edition, seat, holders.get(seat.pk, []), due_on=due_on, now=now)
    send(made, by=by)
    return made


def ask_seat(edition, seat, holders, *, due_on, now):
    """Rows asking `holders` to sign for a seat, or one row that waits for a waiver. Sends nothing yet."""
    return [
        Signature.objects.create(
            edition=edition,
            seat=seat,
            seat_title=seat.title,
            membership=membership,
            signer_name=membership.person.name if membership else "",
            signer_role=membership.role if membership else "",
            content_hash=edition.content_hash,
            asked_at=now,
            due_on=due_on,
        )
        for membership in (holders or [None])
    ]


def send(rows, *, by):
    """Owe a letter for each row that has a holder, to the holder and to who is their designee today."""
    if not rows:
        return
    designations = {each.holder_id: each for each in _designations(rows)}
    standing = rows[0].edition.signatures.exclude(state=SignatureState.VOIDED)
    seats = standing.values("seat_id").distinct().count()
    signed = standing.filter(state=SignatureState.SIGNED).values("seat_id").distinct().count()
    for row in rows:
        if row.membership_id:
            letters.ask_to_sign(row, by=by, signed=signed, seats=seats)
        if designation := designations.get(row.membership_id):
            letters.ask_to_sign(row, by=by, signed=signed, seats=seats, designation=designation)


def _designations(rows):
    current = Designation.objects.current(timezone.localdate(rows[0].asked_at))
    held = current.filter(holder__in=[row.membership_id for row in rows if row.membership_id])
    return held.select_related("designee__person__account", "designee__coalition")
