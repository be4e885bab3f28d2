"""Seats and who fills them: pure questions for pages, reminders and plans."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from coalitions.models import Membership

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


def seated(coalition, *, on):
    """The coalition's seats in order, each with `.held` (who fills it on the day) and `.standing`: two queries."""
    current = Membership.objects.current(on).select_related("person", "agency").order_by("person__name", "id")
    seats = list(coalition.seats.prefetch_related(Prefetch("memberships", queryset=current, to_attr="held")))
    for seat in seats:
        seat.standing = standing_of_seat(seat, filled=len(seat.held))
        seat.askers = askers(seat)
    return seats


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


def counted(coalition, *, on):
    """The coalition's seats in order, each with `.filled` (how many hold it on the day) and `.standing`: one query."""
    held = Membership.objects.current(on).filter(seat=OuterRef("pk")).order_by().values("seat")
    seats = list(coalition.seats.annotate(filled=Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), 0)))
    for seat in seats:
        seat.standing = standing_of_seat(seat, filled=seat.filled)
    return seats
