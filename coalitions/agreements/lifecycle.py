"""When: how an agreement stands on a day, and what may be done with it then.

Nothing of it is stored: days pass without anybody writing them down. models/agreement.py says it in
SQL, once for lists, pages and what is owed.
"""

from collections.abc import Collection
from datetime import timedelta

from django.db import models

from safety_portal.core.states import WrongState

# So long before the last day a list says that an agreement is ending, and somebody is asked.
ENDING_WITHIN = timedelta(days=90)
# So long before its day a review is asked for.
REVIEW_ASKED_BEFORE = timedelta(days=30)


class Standing(models.TextChoices):
    """Where an agreement stands on a day."""

    DRAFT = "draft", "Not signed yet"
    TO_COME = "to_come", "Signed, not in force yet"
    IN_FORCE = "in_force", "In force"
    REVIEW_DUE = "review_due", "Review due"
    ENDING = "ending", "Ending"
    ENDED = "ended", "Ended"
    CLOSED = "closed", "Ended, not renewed"
    REPLACED = "replaced", "Replaced"
    WITHDRAWN = "withdrawn", "Withdrawn"


HOLDS = frozenset({Standing.IN_FORCE, Standing.REVIEW_DUE, Standing.ENDING})
# It is freely put right as long as nobody relies on it; from its first day on only amended.
CHANGEABLE = frozenset({Standing.DRAFT, Standing.TO_COME})
AMENDABLE = HOLDS
RENEWABLE = HOLDS | {Standing.ENDED, Standing.CLOSED}
# Nobody promises more papers for what is over, but the signed one may be found late.
TAKES_PAPERS = CHANGEABLE | HOLDS | {Standing.ENDED, Standing.CLOSED, Standing.REPLACED}
ENDABLE = HOLDS | {Standing.ENDED}

OVER = {
    Standing.REPLACED: "A newer agreement has taken the place of this one.",
    Standing.WITHDRAWN: "This agreement was withdrawn before it came into force.",
    Standing.CLOSED: "This agreement has ended, and it was written down why it is not renewed.",
    Standing.ENDED: "This agreement has ended. Renew it, or say why it is not renewed.",
    Standing.DRAFT: "This agreement is not signed yet. Change it, or withdraw it.",
    Standing.TO_COME: "This agreement is not in force yet. Change it, or withdraw it.",
}


def check_standing(standing: str, allowed: Collection[str]) -> None:
    """Raise WrongState with what the agreement is, unless that is among `allowed`."""
    if standing not in allowed:
        instead = "This agreement is in force. Amend it, renew it or end it."
        raise WrongState(OVER.get(Standing(standing), instead))
