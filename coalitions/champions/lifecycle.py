"""States of a request to join and the moves between them, as data. Imports nothing of ours."""

from datetime import timedelta

from django.db import models


class RequestState(models.TextChoices):
    """Where a request to join stands; stored."""

    UNCONFIRMED = "unconfirmed", "Not confirmed yet"
    WAITING = "waiting", "Waits for an answer"
    INVITED = "invited", "Invited"
    DECLINED = "declined", "Declined"


S = RequestState
REQUEST_MOVES: dict[str, set[RequestState]] = {
    S.UNCONFIRMED: {S.WAITING},
    S.WAITING: {S.INVITED, S.DECLINED},
    S.INVITED: set(),
    S.DECLINED: set(),
}
DECIDED = (S.INVITED, S.DECLINED)


class Wanted(models.TextChoices):
    """As what somebody asks to join; stored."""

    CHAMPION = "champion", "Local champion"
    SEAT = "seat", "A vacant seat"
    OTHER = "other", "Something else"


# Whoever does not open the link of the mail within that time has not asked.
CONFIRM_WITHIN = timedelta(days=3)
# Days until somebody answers, and for how many after the answer it is kept; where nobody said.
ANSWER_DAYS, KEEP_DAYS = 7, 90
