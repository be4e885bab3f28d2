"""States of a program and the moves between them, as data. Imports nothing of ours."""

from datetime import date, timedelta

from django.db import models


class ProgramState(models.TextChoices):
    """Where a program stands; stored."""

    RECOMMENDED = "recommended", "Recommended"
    DECLINED = "declined", "Not adopted"
    ADOPTED = "adopted", "Adopted, not begun"
    RUNNING = "running", "Running"
    ENDED = "ended", "Ended"


S = ProgramState
PROGRAM_MOVES: dict[str, set[ProgramState]] = {
    S.RECOMMENDED: {S.ADOPTED, S.DECLINED},
    S.DECLINED: set(),
    # A program that never began is ended by a meeting, too.
    S.ADOPTED: {S.RUNNING, S.ENDED},
    S.RUNNING: {S.ENDED},
    S.ENDED: set(),
}
# Those of which a list speaks first; of each title a coalition has one.
OPEN = (S.RECOMMENDED, S.ADOPTED, S.RUNNING)
WAS_ADOPTED = (S.ADOPTED, S.RUNNING, S.ENDED)


class Outcome(models.TextChoices):
    """What a meeting decided in a review; stored."""

    KEEP = "keep", "Keep it"
    CHANGE = "change", "Change it"
    END = "end", "End it"


class Cadence(models.TextChoices):
    """How often it is reviewed; once a year at least. Stored."""

    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    EACH_SEMESTER = "each_semester", "Every semester"
    YEARLY = "yearly", "Every year"


MONTHS = {
    Cadence.MONTHLY: 1,
    Cadence.QUARTERLY: 3,
    Cadence.EACH_SEMESTER: 6,
    Cadence.YEARLY: 12,
}
# So long before its day a review is asked for: a coalition meets once a month.
REVIEW_ASKED_BEFORE = timedelta(days=30)
# A recommendation waits for a decision so long.
DECIDE_WITHIN = timedelta(days=60)


def next_review(after: date, cadence: str) -> date:
    """The day by which it is reviewed again: as many months later, at most the month's last day."""
    month = after.month - 1 + MONTHS[Cadence(cadence)]
    first = date(after.year + month // 12, month % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(after.day, last.day))
