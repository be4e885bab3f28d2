"""The invitation that an address names. Fetching is authorising: strangers get 404."""

from coalitions.coalition.queries import of_coalition_or_404
from coalitions.invitations.models import Invitation


def fetch_invitation(user, *, coalition, invitation, **rest):
    """The invitation of the address, with its coalition, or Http404."""
    return of_coalition_or_404(user, Invitation, coalition, invitation)
