"""A file of schools that somebody brought: kept between looking and bringing in, then the record of what it changed."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

KEPT_FOR = timedelta(hours=24)


class SchoolFileQuerySet(models.QuerySet):
    def visible_to(self, user, *, now):
        """An account's own files: those it brought in, and those still waiting that have not expired."""
        return self.filter(owner=user).filter(Q(applied_at__isnull=False) | Q(uploaded_at__gt=now - KEPT_FOR))

    def expired(self, now):
        """Files that were looked at and never brought in."""
        return self.filter(applied_at__isnull=True, uploaded_at__lte=now - KEPT_FOR)


class SchoolFile(models.Model):
    """`content` is there until the file is brought in; `mapping` is field -> column where somebody chose the columns.

    `owner` is None for a file that the operator brought in by the command. `counts` is what became of its rows.
    """

    name = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    content = models.BinaryField(null=True)
    mapping = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    objects = SchoolFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True, content__isnull=False)
                | Q(applied_at__isnull=False, content__isnull=True),
                name="school_file_content_until_applied",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-uploaded_at"], name="school_files_of_an_account")]

    def __str__(self):
        return self.name
