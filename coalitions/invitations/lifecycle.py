"""States of an invitation and the moves between them, as data. Imports nothing of ours."""

from django.db import models


class InvitationState(models.TextChoices):
    """Where an invitation stands; computed from its times, never stored."""

    OPEN = "open", "Open"
    EXPIRED = "expired", "Expired"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    REVOKED = "revoked", "Revoked"


S = InvitationState
INVITATION_MOVES = {
    # Sending again makes a new link and a new term, also after the old one has run out.
    S.OPEN: {S.OPEN, S.ACCEPTED, S.DECLINED, S.REVOKED},
    S.EXPIRED: {S.OPEN, S.REVOKED},
    S.ACCEPTED: set(),
    S.DECLINED: set(),
    S.REVOKED: set(),
}
