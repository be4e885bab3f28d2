"""A roster that somebody brought: what was read of it between looking and bringing in, then the record of what it did."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.models.coalition import Coalition

KEPT_FOR = timedelta(hours=24)


class PeopleFileQuerySet(models.QuerySet):
    def visible_to(self, user, *, now):
        """An account's own files: those it brought in, and those still waiting that have not expired."""
        return self.filter(owner=user, coalition__in=Coalition.objects.visible_to(user)).filter(
            Q(applied_at__isnull=False) | Q(uploaded_at__gt=now - KEPT_FOR)
        )

    def expired(self, now):
        """Files that were looked at and never brought in."""
        return self.filter(applied_at__isnull=True, uploaded_at__lte=now - KEPT_FOR)


class PeopleFile(models.Model):
    """The file itself is never kept. `content` is what was read of its staff, without students or passwords, until it is
    brought in; `choices` is what somebody decided about it: columns, roles and schools. `counts` is what became of it.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=80, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    content = models.JSONField(null=True)
    choices = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    objects = PeopleFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True, content__isnull=False)
                | Q(applied_at__isnull=False, content__isnull=True),
                name="people_file_content_until_applied",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-uploaded_at"], name="people_files_of_an_account"),
            models.Index(fields=["coalition", "-uploaded_at"], name="people_files_of_a_coalition"),
        ]

    def __str__(self):
        return self.name
