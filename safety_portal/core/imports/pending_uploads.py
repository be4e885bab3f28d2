"""A file that somebody brought and looks at before it is imported.

Kept for a day, then only the record of what it did.
"""

from datetime import datetime, timedelta
from typing import Self, TypeVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

KEPT_FOR = timedelta(hours=24)


Kept = TypeVar("Kept", bound="PendingUpload")


class PendingUploadQuerySet(models.QuerySet[Kept]):
    """Adjectives of every PendingUpload; who may see it besides its owner is narrowed by each."""

    def visible_to(self, user: AbstractBaseUser, *, now: datetime) -> Self:
        """An account's own files.

        Those it imported, and those still waiting that have not expired.
        """
        return self.filter(owner=user).filter(
            Q(applied_at__isnull=False) | Q(uploaded_at__gt=now - KEPT_FOR)
        )

    def waiting(self) -> Self:
        """Files that were not imported."""
        return self.filter(applied_at__isnull=True)

    def expired(self, now: datetime) -> Self:
        """Files that were looked at and never imported."""
        return self.waiting().filter(uploaded_at__lte=now - KEPT_FOR)


class PendingUpload(models.Model):
    """Each says itself what its `content` is, which is there until the file is imported
    (`content_until_applied`).

    `owner` is null for a file that the operator imported by a command. `counts` is what became of
    its rows.
    """

    name = models.CharField(max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    objects = PendingUploadQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


def content_until_applied(*, name: str) -> models.CheckConstraint:
    """The check of each PendingUpload: content is there until it is imported, and no longer."""
    waiting = Q(applied_at__isnull=True, content__isnull=False)
    return models.CheckConstraint(
        condition=waiting | Q(applied_at__isnull=False, content__isnull=True), name=name
    )
