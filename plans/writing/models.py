"""What one writer has typed and not saved yet, and who has a section open right now."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from plans.editions.models.section import Section


class Draft(models.Model):
    """One per writer and section; outlives the session.

    `base_version` is the version it was started from.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="drafts")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(max_length=300)
    html = models.TextField(blank=True)
    base_version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "account"], name="one_draft_per_writer")
        ]

    def __str__(self) -> str:
        return f"Draft of {self.section}"


# A page that is open says so every 40 seconds (static/js/plans/writing/presence.js); one that is
# not heard of for so long is closed.
HERE_FOR = timedelta(seconds=90)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def here(self, now: datetime) -> Self:
        """Those whose page was heard of lately, who came first first."""
        return self.filter(seen_at__gt=now - HERE_FOR).order_by("opened_at", "id")


class Presence(models.Model):
    """One row for an account and a section, no history. The table is unlogged.

    A crash of the server empties it.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="presences")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "account"], name="one_presence_per_reader")
        ]
        indexes = [models.Index(fields=["seen_at"], name="presences_by_age")]

    def __str__(self) -> str:
        return f"{self.account} has {self.section} open"
