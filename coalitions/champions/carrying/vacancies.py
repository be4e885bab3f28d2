"""As what somebody may ask to join: a champion, or a seat that is vacant and open to families,
teachers, staff and caregivers. Nobody asks for the seat of a police chief on a public page.
"""

from dataclasses import dataclass
from datetime import date

from coalitions.access.roles import GROUP_OF, Group
from coalitions.champions.lifecycle import Wanted
from coalitions.coalition.models import Coalition
from coalitions.memberships.seat_holders import counted
from coalitions.seats.models import Seat

OPEN_TO = frozenset({Group.COMMUNITY, Group.SCHOOL, Group.CARE})
CHAMPION_ASKS = "You carry what is public to people you know. About 2 hours a month."
OTHER_ASKS = "Say it below."
MOST_SEATS = 8


@dataclass(frozen=True)
class Choice:
    """What may be asked for: the value of a form, its words, what it asks."""

    value: str
    title: str
    asks: str


def open_seats(coalition: Coalition, *, on: date) -> list[Seat]:
    """The vacant seats that somebody may ask for, in order. One query."""
    return [
        seat
        for seat in counted(coalition, on=on)
        if seat.standing == "vacant"
        and all(GROUP_OF.get(role) in OPEN_TO for role in seat.filled_by_roles)
    ][:MOST_SEATS]


def choices(seats: list[Seat]) -> list[Choice]:
    """What a form offers: a champion first, something else last."""
    return [
        Choice(Wanted.CHAMPION.value, "Local champion", CHAMPION_ASKS),
        *(Choice(f"seat-{seat.pk}", seat.title, f"A vacant seat. {seat.why}") for seat in seats),
        Choice(Wanted.OTHER.value, "Something else", OTHER_ASKS),
    ]
