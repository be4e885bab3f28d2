"""A plan: a living thing of one coalition, with editions."""

from typing import Self

from django.conf import settings
from django.db import models

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User) -> Self:
        """Plans of the coalitions the account belongs to or reaches into.

        What it reads in them is the section's matter.
        """
        access = access_of(user)
        return self.filter(
            by_coalition(
                "coalition",
                direct=access.coalition_ids,
                down=access.districts_down,
                up=access.districts_up,
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

    def __str__(self) -> str:
        return self.title
