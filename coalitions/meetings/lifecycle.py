"""States of a meeting and the moves between them, as data. Imports nothing of ours."""

from django.db import models


class MeetingState(models.TextChoices):
    """Where a meeting stands; stored."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    MINUTES_DRAFT = "minutes_draft", "Minutes to approve"
    APPROVED = "approved", "Approved"
    CANCELLED = "cancelled", "Cancelled"


S = MeetingState
MEETING_MOVES: dict[str, set[MeetingState]] = {
    S.PLANNED: {S.HELD, S.CANCELLED},
    S.HELD: {S.MINUTES_DRAFT},
    S.MINUTES_DRAFT: {S.APPROVED},
    S.APPROVED: set(),
    S.CANCELLED: set(),
}
# While minutes are written: attendance, text and decisions change.
WRITTEN_IN = (S.HELD, S.MINUTES_DRAFT)
# While the agenda is made.
PREPARED_IN = (S.PLANNED,)


class MeetingKind(models.TextChoices):
    """What sort of meeting it is."""

    COALITION = "coalition", "Coalition meeting"
    REVIEW = "review", "Review meeting"
    AFTER_ACTION = "after_action", "After-action meeting"
    PUBLIC_HEARING = "public_hearing", "Public hearing"


class Wanted(models.TextChoices):
    """What a line of the agenda asks of the meeting."""

    DECIDE = "decide", "Decide"
    REPORT = "report", "Report"
    DISCUSS = "discuss", "Discuss"


class Answer(models.TextChoices):
    """What somebody invited said."""

    COMES = "comes", "Comes"
    CANNOT = "cannot", "Cannot come"
