"""A plan: a living thing of one coalition, with editions."""

from django.conf import settings
from django.db import models

from coalitions.access.filters import reaching
from coalitions.access.grants import standing_of
from coalitions.coalition.models import Coalition


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Plans of the coalitions the account belongs to or reaches into.

        What it reads in them is the section's matter.
        """
        standing = standing_of(user)
        return self.filter(
            reaching(
                "coalition",
                direct=standing.coalition_ids,
                down=standing.districts_down,
                up=standing.districts_up,
            )
        )


class Plan(models.Model):
    """Confidential by default. Its text lives in editions."""

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "title"], name="one_plan_per_title")
        ]

    def __str__(self):
        return self.title
