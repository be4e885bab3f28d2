"""A transcript that somebody brought: kept between looking and bringing in, then the record of what it changed."""

from django.db import models

from coalitions.models import Coalition, Person
from safety_portal.kept_files import KeptFile, KeptFileQuerySet, content_until_applied


class TrainingFileQuerySet(KeptFileQuerySet):
    def visible_to(self, user, *, now):
        """An account's own files where it is a member."""
        return super().visible_to(user, now=now).filter(coalition__in=Coalition.objects.of_member(user))


class TrainingFile(KeptFile):
    """`person` is whose transcript it is, null where each row says it. `content` is there until the file is brought in;
    `mapping` is field -> column where somebody chose the columns.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    content = models.BinaryField(null=True)
    mapping = models.JSONField(default=dict)

    objects = TrainingFileQuerySet.as_manager()

    class Meta:
        constraints = [content_until_applied(name="training_file_content_until_applied")]
        indexes = [models.Index(fields=["owner", "-uploaded_at"], name="training_files_of_an_account")]
