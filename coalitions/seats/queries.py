"""The seat that an address names. Fetching is authorising: strangers get 404."""

from coalitions.coalition.queries import of_coalition_or_404
from coalitions.seats.models import Seat


def fetch_seat(user, *, coalition, seat, **rest) -> Seat:
    """The seat of the address, with its coalition, or Http404."""
    return of_coalition_or_404(user, Seat, coalition, seat)
