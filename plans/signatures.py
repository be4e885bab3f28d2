"""Who holds the seats that sign, and what still keeps an edition from coming into force. Pure questions."""

from collections import defaultdict

from coalitions import roles
from coalitions.models import Membership, Seat
from plans.lifecycle import SignatureState

ROLES_THAT_SIGN = [role for role, group in roles.GROUP_OF.items() if group in roles.MAY_SIGN]


def signing_seats(coalition):
    """Seats of the coalition that sign its plan, in order."""
    return list(Seat.objects.filter(coalition=coalition, signs_plan=True).order_by("position", "id"))


def holders_by_seat(coalition, *, on):
    """Current members who sign for a seat, by seat id. Parents and students never sign, whatever seat they have."""
    rows = Membership.objects.current(on).filter(coalition=coalition, seat__signs_plan=True, role__in=ROLES_THAT_SIGN)
    found = defaultdict(list)
    for membership in rows.select_related("person__account", "agency", "seat").order_by("id"):
        found[membership.seat_id].append(membership)
    return found


def standing_signatures(edition):
    """The edition's signatures but for the voided ones, in the order of asking, ready for a page."""
    rows = edition.signatures.exclude(state=SignatureState.VOIDED).order_by("seat__position", "id")
    return rows.select_related("membership__person__account", "membership__agency", "seat", "decided_by", "answered_by")


def blockers(edition, *, on):
    """Sentences, one for each thing that keeps the edition from coming into force; none when every seat has answered."""
    rows = list(standing_signatures(edition))
    found = [sentence for sentence in map(_blocker, rows) if sentence]
    answered = {row.seat_id for row in rows if row.state != SignatureState.WAIVED}
    for holders in holders_by_seat(edition.plan.coalition, on=on).values():
        if holders[0].seat_id not in answered:
            found.append(f"{holders[0].person} holds the seat {holders[0].seat} now and was not asked to sign.")
    return found


def _blocker(row):
    if row.state == SignatureState.DECLINED and row.answered_at is None:
        return f"{row.signer_name} declined to sign for the seat {row.seat_title}. Answer the reason first."
    if row.state != SignatureState.ASKED:
        return None
    if row.membership_id is None:
        return f"The seat {row.seat_title} is vacant. Record why nobody signs for it, or fill it."
    return f"{row.signer_name} has not signed for the seat {row.seat_title}."
