"""A transcript that somebody brought: kept between looking and bringing in, then the record of what it changed."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.models import Coalition, Person

KEPT_FOR = timedelta(hours=24)


class TrainingFileQuerySet(models.QuerySet):
    def visible_to(self, user, *, now):
        """An account's own files where it is a member: those it brought in, and those waiting that have not expired."""
        return self.filter(owner=user, coalition__in=Coalition.objects.of_member(user)).filter(
            Q(applied_at__isnull=False) | Q(uploaded_at__gt=now - KEPT_FOR)
        )

    def expired(self, now):
        """Files that were looked at and never brought in."""
        return self.filter(applied_at__isnull=True, uploaded_at__lte=now - KEPT_FOR)


class TrainingFile(models.Model):
    """`person` is whose transcript it is, null where each row says it. `content` is there until the file is brought in;
    `mapping` is field -> column where somebody chose the columns. `owner` is null for a file of the command line.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    content = models.BinaryField(null=True)
    mapping = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    objects = TrainingFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True, content__isnull=False)
                | Q(applied_at__isnull=False, content__isnull=True),
                name="training_file_content_until_applied",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-uploaded_at"], name="training_files_of_an_account")]

    def __str__(self):
        return self.name
