"""A roster that somebody brought.

What was read of it between looking and importing, then the record of what it did.
"""

from datetime import datetime
from typing import Self

from django.db import models

from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.imports.pending_uploads import (
    PendingUpload,
    PendingUploadQuerySet,
    content_until_applied,
)


class PeopleFileQuerySet(PendingUploadQuerySet["PeopleFile"]):
    def visible_to(  # type: ignore[override]  # every account is a User
        self, user: User, *, now: datetime
    ) -> Self:
        """An account's own files, in the coalitions it sees."""
        return (
            super()
            .visible_to(user, now=now)
            .filter(coalition__in=Coalition.objects.visible_to(user))
        )


class PeopleFile(PendingUpload):
    """The file itself is never kept. `content` is what was read of its staff, without students or
    passwords, until it is imported; `choices` is what somebody decided about it: columns, roles
    and schools.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=80, blank=True)
    content = models.JSONField(null=True)
    choices = models.JSONField(default=dict)

    objects = PeopleFileQuerySet.as_manager()  # type: ignore[misc]  # narrower than PendingUpload's

    class Meta:
        constraints = [content_until_applied(name="people_file_content_until_applied")]
        indexes = [
            models.Index(fields=["owner", "-uploaded_at"], name="people_files_of_an_account"),
            models.Index(fields=["coalition", "-uploaded_at"], name="people_files_of_a_coalition"),
        ]
