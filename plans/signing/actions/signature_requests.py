"""Put a frozen edition before the seats that sign it.

Used by freezing and signing, inside their transaction.
"""

from django.utils import timezone

from coalitions.memberships.models.designation import Designation
from coalitions.memberships.signing_seats import holders_by_seat, signing_seats
from plans.editions.evidence import edition_evidence
from plans.signing import mail
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from safety_portal.core.audit.record import record_each, unrecorded
from safety_portal.core.authority import unasked
from safety_portal.core.states import WrongState


@unasked("A step of actions that have asked, and hold the lock.")
def ask_every_seat(*, edition, due_on, by, now, on):
    """One row for each holder of each signing seat, and one without holder for each vacant seat.

    Sends nothing yet.

    Raises WrongState where the coalition has no seat that signs.
    """
    seats = signing_seats(edition.plan.coalition)
    if not seats:
        raise WrongState(
            f"No seat of {edition.plan.coalition} signs its plan. Say first which seats sign."
        )
    holders = holders_by_seat(edition.plan.coalition, on=on)
    made = []
    for seat in seats:
        made += ask_seat(
            edition=edition,
            seat=seat,
            holders=holders.get(seat.pk, []),
            due_on=due_on,
            by=by,
            now=now,
        )
    return made


@unasked("A step of actions that have asked, and hold the lock.")
def ask_seat(*, edition, seat, holders, due_on, by, now):
    """Rows asking `holders` to sign for a seat, or one row that waits for a waiver, an audit row
    each. Sends nothing yet.
    """
    rows = [
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
    audit_fields = {"by": by, "action": "signature.asked", "scope": edition.plan.coalition_id}
    detail = {"edition": edition.number}
    record_each(
        {**audit_fields, "subject": row, "detail": detail | edition_evidence(row, edition)}
        for row in rows
    )
    return rows


@unasked("A step of actions that have asked, and hold the lock.")
@unrecorded("It owes mail for rows whose making is recorded.")
def send(*, rows, by, receipt):
    """Owe a letter for each row that has a holder, to the holder and to who is their designee
    today.

    `receipt` is the freeze's (plans/signing/receipts.py).
    """
    if not rows:
        return
    designations = {each.holder_id: each for each in _designations(rows)}
    standing = rows[0].edition.signatures.exclude(state=SignatureState.VOIDED)
    seats = standing.values("seat_id").distinct().count()
    signed = standing.filter(state=SignatureState.SIGNED).values("seat_id").distinct().count()
    mail_fields = {"by": by, "signed": signed, "seats": seats, "receipt": receipt}
    for row in rows:
        if row.membership_id:
            mail.ask_to_sign(row, **mail_fields)
        if designation := designations.get(row.membership_id):
            mail.ask_to_sign(row, **mail_fields, designation=designation)


def _designations(rows):
    current = Designation.objects.current(timezone.localdate(rows[0].asked_at))
    designations = current.filter(
        holder__in=[row.membership_id for row in rows if row.membership_id]
    )
    return designations.select_related("designee__person__account", "designee__coalition")
