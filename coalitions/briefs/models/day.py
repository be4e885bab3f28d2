"""Which brief stands on the home pages of a coalition, day by day."""

from typing import Self

from django.db import models

from coalitions.access.grants import access_of
from coalitions.briefs.lifecycle import DayLevel
from coalitions.briefs.models.brief import Brief
from coalitions.coalition.models import Coalition
from coalitions.prevention.matrix import CHOICES, CODES
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known


class DayQuerySet(models.QuerySet["BriefDay"]):
    def visible_to(self, user: User) -> Self:
        """The days of the coalitions that the account is a member of."""
        return self.filter(coalition__in=access_of(user).coalition_ids)


class BriefDay(models.Model):
    """`brief` stands on the home pages of a coalition from the school day `shown_on` on.

    One for who reads what members read, one for parents and students (`level`). `cell` is its place
    in the matrix on that day: the next is chosen by what was shown longest ago.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="brief_days")
    level = models.CharField(max_length=20, choices=DayLevel)
    shown_on = models.DateField()
    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="days")
    cell = models.CharField(max_length=60, choices=CHOICES)

    objects = DayQuerySet.as_manager()

    class Meta:
        constraints = [
            # Its index finds the newest of a coalition.
            models.UniqueConstraint(
                fields=["coalition", "level", "shown_on"], name="one_brief_of_a_day"
            ),
            known("level", DayLevel, name="brief_day_level_is_known"),
            known("cell", CODES, name="brief_day_cell_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.brief} on {self.shown_on}"
