"""A remark on a section, or on words of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.access.roles import Sensitivity
from plans.comments.models.annotation import Annotation
from safety_portal.core.constraints import known, together


class Comment(Annotation):
    """Open until resolved, and open again where it was not.

    An answer hangs under the comment it answers.
    """

    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    body = models.TextField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            together("resolved_at", "resolved_by", name="comment_resolved_at_by"),
            models.CheckConstraint(condition=~Q(body=""), name="comment_says_something"),
            known("sensitivity", Sensitivity, name="comment_sensitivity_is_known"),
        ]
        indexes = [models.Index(fields=["section", "id"], name="comments_of_a_section")]

    def __str__(self) -> str:
        return f"Comment on {self.section}"
