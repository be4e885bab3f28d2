"""States of a suggestion and the moves between them. Imports nothing of ours."""

from django.db import models


class SuggestionState(models.TextChoices):
    """What became of other words that somebody suggested."""

    OPEN = "open", "Open"
    TAKEN = "taken", "Taken"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


P = SuggestionState
SUGGESTION_MOVES = {
    P.OPEN: {P.TAKEN, P.DECLINED, P.WITHDRAWN},
    P.TAKEN: set(),
    P.DECLINED: set(),
    P.WITHDRAWN: set(),
}
