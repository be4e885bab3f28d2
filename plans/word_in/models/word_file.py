"""A Word file between its upload and the decision about it, and what it became."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from coalitions.coalition.models import Coalition
from plans.editions.models.edition import Edition
from safety_portal.core.accounts.models import User

KEPT_FOR = timedelta(hours=24)


class WordFileQuerySet(models.QuerySet["WordFile"]):
    def visible_to(self, user: User) -> Self:
        """Files the account itself brought and has not decided about yet."""
        return self.filter(kept_by=user)

    def expired(self, now: datetime) -> Self:
        """Files nobody decided about within a day."""
        return self.filter(kept_at__lte=now - KEPT_FOR)


class WordFile(models.Model):
    """A Word file between its upload and the decision about it.

    At most a day, one for each account and coalition.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    # What reading it told besides its passages: words, pictures, warnings, comments in the margin.
    told = models.JSONField(default=dict)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )

    objects = WordFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "kept_by"], name="one_word_file_waiting")
        ]
        indexes = [models.Index(fields=["kept_at"], name="word_files_by_age")]

    def __str__(self) -> str:
        return self.file_name


class WordSource(models.Model):
    """A Word file that was imported.

    The same content again, in the same coalition, changes nothing.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sources")
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    words = models.PositiveIntegerField()
    headings = models.PositiveIntegerField()
    # The balance of the import: proposals per heading, what was not placed, warnings; for the page
    # and for the record.
    report = models.JSONField(default=dict)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "sha256"], name="one_import_per_file")
        ]

    def __str__(self) -> str:
        return self.file_name
