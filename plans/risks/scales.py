"""The words of the risk worksheet, and the priority that its scores suggest. Imports nothing of
ours.

Four criteria from 1 to 4, as in the sample worksheet of the REMS TA Center, which has no formula:
"the team decides based on cumulative assessment", and errs on the side of caution. The sum and its
steps (12, 8) are ours: a suggestion, never more.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

CRITERIA = ("probability", "magnitude", "warning", "duration")
LEAST, MOST = 1, 4
HIGH_FROM, MEDIUM_FROM = 12, 8
LARGEST_SUM = MOST * len(CRITERIA)


class Priority(models.TextChoices):
    """What the team decides, highest first."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Group(models.TextChoices):
    """The four groups of threats and hazards in the federal guide."""

    NATURAL = "natural", "Natural"
    TECHNOLOGICAL = "technological", "Technological"
    BIOLOGICAL = "biological", "Biological"
    HUMAN_CAUSED = "human_caused", "Adversarial, incidental and human-caused"


@dataclass(frozen=True)
class Suggestion:
    """The priority that four scores suggest, and how: `sum` of 16, raised where people may die."""

    scores: tuple[int, ...]
    sum: int
    priority: Priority
    is_raised: bool

    @property
    def arithmetic(self) -> str:
        """ "2 + 4 + 4 + 1 = 11 of 16; medium from 8, high from 12"."""
        parts = " + ".join(map(str, self.scores))
        steps = f"medium from {MEDIUM_FROM}, high from {HIGH_FROM}"
        said = f"{parts} = {self.sum} of {LARGEST_SUM}; {steps}"
        if self.is_raised:
            return f"{said}. A catastrophic magnitude is never below medium"
        return said


def suggested(scores: Mapping[str, int]) -> Suggestion:
    """What the four scores suggest. The sum alone, but for a magnitude of 4: at least medium."""
    given = tuple(scores[name] for name in CRITERIA)
    total = sum(given)
    by_sum = Priority.LOW
    if total >= HIGH_FROM:
        by_sum = Priority.HIGH
    elif total >= MEDIUM_FROM:
        by_sum = Priority.MEDIUM
    is_raised = by_sum == Priority.LOW and scores["magnitude"] == MOST
    return Suggestion(given, total, Priority.MEDIUM if is_raised else by_sum, is_raised)


def heat_of(probability: int, magnitude: int) -> int:
    """The shade of a place on the map, 1 to 4: by the two scores that span it alone."""
    return min(max(probability + magnitude - 2, 1), 4)
