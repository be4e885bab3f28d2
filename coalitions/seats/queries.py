"""The seat that an address names. Fetching is authorising: strangers get 404."""

from coalitions.coalition.queries import of_coalition_or_404
from coalitions.seats.models import Seat
from safety_portal.core.accounts.models import User


def fetch_seat(user: User, *, coalition: str, seat: int, **rest: str | int) -> Seat:
    """The seat of the address, with its coalition, or Http404."""
    return of_coalition_or_404(user, Seat, coalition, seat)
