"""A transcript that somebody brought.

Kept between looking and importing, and what a worker still has to do with it.
"""

from datetime import datetime
from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.imports.pending_uploads import (
    PendingUpload,
    PendingUploadQuerySet,
    content_until_applied,
)


class TrainingFileQuerySet(PendingUploadQuerySet["TrainingFile"]):
    def visible_to(  # type: ignore[override]  # every account is a User
        self, user: User, *, now: datetime
    ) -> Self:
        """An account's own files where it is a member."""
        return (
            super()
            .visible_to(user, now=now)
            .filter(coalition__in=Coalition.objects.of_member(user))
        )


class TrainingFile(PendingUpload):
    """`person` is whose transcript it is, null where each row says it. `content` is there until the
    file is imported; `mapping` is field -> column where somebody chose the columns.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    content = models.BinaryField(null=True)
    mapping = models.JSONField(default=dict)

    objects = TrainingFileQuerySet.as_manager()  # type: ignore[misc]  # a narrower one

    class Meta:
        constraints = [content_until_applied(name="training_file_content_until_applied")]
        indexes = [
            models.Index(fields=["owner", "-uploaded_at"], name="training_files_of_an_account")
        ]


class FileWorkQuerySet(models.QuerySet["FileWork"]):
    def waiting(self, now: datetime) -> Self:
        """Work that nobody does: not claimed yet, or its worker ended without a word."""
        return self.filter(done_at__isnull=True).filter(
            Q(lease_until__isnull=True) | Q(lease_until__lte=now)
        )

    def worked_on(self, now: datetime) -> Self:
        """Work that a worker is at."""
        return self.filter(done_at__isnull=True, lease_until__gt=now)


class FileWork(models.Model):
    """Look at a file or, once somebody agreed to what was `seen` (Comparison.digest), import it.
    Asked for again, it is the same row. `preview` is what looking found, as its page shows it;
    `refusal` why it went no further.
    """

    file = models.OneToOneField(TrainingFile, on_delete=models.CASCADE, related_name="work")
    asked_at = models.DateTimeField()
    seen = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # How far the reading is; the total is known once the file is taken apart into rows.
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True)
    preview = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    refusal = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)

    objects = FileWorkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_at"], condition=Q(done_at__isnull=True), name="file_work_that_waits"
            )
        ]

    def __str__(self) -> str:
        return str(self.file)
