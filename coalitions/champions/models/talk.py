"""Where a champion spoke: a day, whom to, how many, what about."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User

MOST_PEOPLE = 20_000
LONGEST_AUDIENCE, LONGEST_ABOUT = 120, 120


class TalkQuerySet(models.QuerySet["Talk"]):
    def visible_to(self, user: User) -> Self:
        """One's own; all others are counted only."""
        return self.filter(membership__person__in=access_of(user).person_ids)

    def of_coalition(self, coalition: Coalition) -> Self:
        """Those of the coalition's champions, whoever they are by now."""
        return self.filter(membership__coalition=coalition)

    def since(self, day: date) -> Self:
        """Those held on the day or later."""
        return self.filter(held_on__gte=day)


class Talk(models.Model):
    """A champion (`membership`) spoke to `audience` on a day; `people` is about how many came."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="talks")
    held_on = models.DateField()
    audience = models.CharField(max_length=LONGEST_AUDIENCE)
    about = models.CharField(max_length=LONGEST_ABOUT, blank=True)
    people = models.PositiveIntegerField()
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = TalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(audience=""), name="talk_says_to_whom"),
            models.CheckConstraint(
                condition=Q(people__range=(1, MOST_PEOPLE)), name="talk_had_an_audience"
            ),
            models.UniqueConstraint(
                fields=["membership", "held_on", "audience"], name="one_line_of_a_talk"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience}, {self.held_on}"

    @property
    def coalition(self) -> Coalition:
        """For which they spoke."""
        return self.membership.coalition
