"""States of a suggestion and the moves between them. Imports nothing of ours."""

from django.db import models


class SuggestionState(models.TextChoices):
    """What became of other words that somebody suggested."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


P = SuggestionState
SUGGESTION_MOVES = {
    P.OPEN: {P.ACCEPTED, P.DECLINED, P.WITHDRAWN},
    P.ACCEPTED: set(),
    P.DECLINED: set(),
    P.WITHDRAWN: set(),
}
