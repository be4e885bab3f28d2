"""Seats and who fills them: pure questions for pages, reminders and plans."""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from coalitions.models import Designation, Membership, Seat
from coalitions.models.membership import holds

CONFIDENCE = {
    "high": "Read in the law itself.",
    "medium": "Known second-hand; check the citation.",
    "low": "Not sure; check before you rely on it.",
}


@dataclass(frozen=True)
class Asker:
    """Who asks for a seat: a state's law, or good practice."""

    is_law: bool
    state: str
    citation: str
    confidence: str


def seat_people(seats, *, on):
    """Set `.held` (who fills it, with `.designation` where it signs) and `.askers` (who asks for it) on each: two queries."""
    current = Membership.objects.current(on).select_related("person", "agency").order_by("person__name", "id")
    prefetch_related_objects(seats, Prefetch("memberships", queryset=current, to_attr="held"))
    of_them = Designation.objects.current(on).filter(holder__seat__in=[seat.pk for seat in seats])
    name_designees([member for seat in seats if seat.signs_plan for member in seat.held], of_them)
    for seat in seats:
        seat.askers = askers(seat)


def name_designees(memberships, designations):
    """Set `.designation` (the one of these designations that is by them, or None) on each of `memberships`: one query."""
    found = {row.holder_id: row for row in designations.select_related("designee__person")}
    for membership in memberships:
        membership.designation = found.get(membership.pk)


def standing_of_seat(seat, *, filled):
    """`filled`, `vacant`, `left_empty` (with a recorded reason) or `open` (asked for only where it exists or helps)."""
    if seat.left_empty_at:
        return "left_empty"
    if filled >= max(seat.recommended_minimum, 1):
        return "filled"
    return "vacant" if seat.recommended_minimum else "open"


def askers(seat):
    """Who asks for the seat, laws first."""
    found = [
        Asker(
            is_law=entry["basis"] == "law",
            state=entry["state"] or "",
            citation=entry["citation"],
            confidence=CONFIDENCE.get(entry["confidence"], ""),
        )
        for entry in seat.asked_for_by
    ]
    return sorted(found, key=lambda asker: not asker.is_law)


def vacancies(coalition, *, on):
    """How many seats are vacant on the day: one query."""
    return sum(seat.standing == "vacant" for seat in counted(coalition, on=on))


# In SQL, because home pages and lists of people ask only for these numbers: made by the ORM the query costs five times more.
COUNTED = f"""
    SELECT seat.*, (
        SELECT COUNT(*) FROM coalitions_membership held
        WHERE held.seat_id = seat.id AND {holds("held")}
    ) AS filled
    FROM coalitions_seat seat WHERE seat.coalition_id = %(coalition)s ORDER BY seat.position, seat.id
"""  # noqa: S608  put together from our own words


def counted(coalition, *, on):
    """The coalition's seats in order, each with `.filled` (how many hold it on the day) and `.standing`: one query."""
    seats = list(Seat.objects.raw(COUNTED, {"on": on, "coalition": coalition.pk}))
    for seat in seats:
        seat.standing = standing_of_seat(seat, filled=seat.filled)
    return seats
