"""States of a drill and the moves between them, as data. Imports nothing of ours."""

from django.db import models


class DrillState(models.TextChoices):
    """Where a drill stands; stored."""

    PLANNED = "planned", "Scheduled"
    HELD = "held", "Held"
    CANCELED = "canceled", "Canceled"


S = DrillState
DRILL_MOVES: dict[str, set[DrillState]] = {
    S.PLANNED: {S.HELD, S.CANCELED},
    S.HELD: set(),
    S.CANCELED: set(),
}
