"""States of an assessment and the moves between them, as data. Imports nothing of ours."""

from django.db import models


class AssessmentState(models.TextChoices):
    """Where a walk stands."""

    PLANNED = "planned", "Planned"
    WALKING = "walking", "Under way"
    FINISHED = "finished", "Finished"
    CALLED_OFF = "called_off", "Called off"


A = AssessmentState
# Who finds an answer on a phone after the walk was finished opens it again, with a reason.
ASSESSMENT_MOVES: dict[str, set[AssessmentState]] = {
    A.PLANNED: {A.WALKING, A.CALLED_OFF},
    A.WALKING: {A.FINISHED, A.CALLED_OFF},
    A.FINISHED: {A.WALKING},
    A.CALLED_OFF: set(),
}
OPEN = (A.PLANNED, A.WALKING)
