"""What somebody who writes minutes has typed and not saved yet."""

from django.conf import settings
from django.db import models

from coalitions.meetings.models.meeting import Meeting


class MinutesDraft(models.Model):
    """One per writer and meeting; outlives the session, and nobody else reads it.

    `texts` are [text, version] by the key of a line, as text: the version is the line's when the
    writer began. Only what differs from what is saved stands there.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="drafts")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    texts = models.JSONField(default=dict)
    guests = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "account"], name="one_minutes_draft_per_writer"
            )
        ]

    def __str__(self) -> str:
        return f"Draft of the minutes of {self.meeting}"

    def text_of(self, line: int) -> tuple[str, int] | None:
        """What was typed under a line, and the version it was begun from; None where nothing."""
        kept = self.texts.get(str(line))
        return (str(kept[0]), int(kept[1])) if kept else None
