"""A remark on a section."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.models import Membership
from plans.models.section import Section
from safety_portal.constraints import together


class Comment(models.Model):
    """Open until resolved; an answer hangs under the comment it answers. Seen by whoever may read the section."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="comments")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    body = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            together("resolved_at", "resolved_by", name="comment_resolved_at_by"),
            models.CheckConstraint(condition=~Q(body=""), name="comment_says_something"),
        ]
        indexes = [models.Index(fields=["section", "id"], name="comments_of_a_section")]

    def __str__(self):
        return f"Comment on {self.section}"
