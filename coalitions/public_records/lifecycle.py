"""States of a request and the moves between them, as data. Imports nothing of ours."""

from django.db import models


class RequestState(models.TextChoices):
    """Where a request stands; stored."""

    OPEN = "open", "To answer"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Taken back"


S = RequestState
REQUEST_MOVES: dict[str, set[RequestState]] = {
    S.OPEN: {S.ANSWERED, S.WITHDRAWN},
    S.ANSWERED: set(),
    S.WITHDRAWN: set(),
}
CLOSED = (S.ANSWERED, S.WITHDRAWN)
