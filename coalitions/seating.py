"""Seats and who fills them: pure questions for pages, reminders and plans."""

from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.db.models import Prefetch, prefetch_related_objects
from django.db.models.expressions import RawSQL

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
    signers = [member for seat in seats if seat.signs_plan for member in seat.held]
    name_designees(signers, Designation.objects.current(on).filter(holder__in=[member.pk for member in signers]))
    for seat in seats:
        seat.askers = askers(seat)


def name_designees(memberships, designations):
    """Set `.designation` (the one of these designations that is by them, or None) on each of `memberships`: one query,
    none where there are no memberships."""
    if not memberships:
        return
    found = {row.holder_id: row for row in designations.select_related("designee__person")}
    for membership in memberships:
        membership.designation = found.get(membership.pk)


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


# In SQL, of a row of coalitions_seat: made by the ORM the queries cost five times more.
FILLED = f"""(
    SELECT COUNT(*) FROM coalitions_membership held WHERE held.seat_id = coalitions_seat.id AND {holds("held")}
)"""  # noqa: S608  put together from our own words
# `filled`, `vacant`, `left_empty` (with a recorded reason) or `open` (asked for only where it exists or helps).
STANDING = f"""CASE
    WHEN coalitions_seat.left_empty_at IS NOT NULL THEN 'left_empty'
    WHEN {FILLED} >= GREATEST(coalitions_seat.recommended_minimum, 1) THEN 'filled'
    WHEN coalitions_seat.recommended_minimum > 0 THEN 'vacant'
    ELSE 'open'
END"""
OF_COALITION = "FROM coalitions_seat WHERE coalitions_seat.coalition_id = %(coalition)s"
COUNTED = f"SELECT coalitions_seat.*, {FILLED} AS filled, {STANDING} AS standing {OF_COALITION} ORDER BY position, id"
TALLIED = f"SELECT {STANDING}, COUNT(*) {OF_COALITION} GROUP BY 1"


def standings(coalition, *, on):
    """How many of a coalition's seats are filled, vacant, left_empty and open on the day, as a Counter: one query."""
    with connection.cursor() as cursor:
        cursor.execute(TALLIED, {"on": on, "coalition": coalition.pk})
        return Counter(dict(cursor.fetchall()))


def with_standing(seats, *, on):
    """The queryset `seats`, each seat with its `.standing` of the day."""
    days = [on] * STANDING.count("%(on)s")
    return seats.annotate(standing=RawSQL(STANDING.replace("%(on)s", "%s"), days))  # noqa: S611  our own words


def counted(coalition, *, on):
    """The coalition's seats in order, each with `.filled` (how many hold it on the day) and `.standing`: one query."""
    return list(Seat.objects.raw(COUNTED, {"on": on, "coalition": coalition.pk}))
