"""What a meeting decided about a program that runs."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.coalition.models import Coalition
from coalitions.meetings.models.agenda import Decision
from coalitions.programs.lifecycle import Outcome
from coalitions.programs.models.program import Program
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied


class ProgramReviewQuerySet(models.QuerySet["ProgramReview"]):
    def visible_to(self, user: User) -> Self:
        """Those of the programs that the account sees."""
        return self.filter(program__in=Program.objects.visible_to(user).values("pk"))


class ProgramReview(models.Model):
    """It was kept, changed or ended by `decision`, on the day of its meeting, and why."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    because = models.CharField(max_length=1000)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="program_reviews")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = ProgramReviewQuerySet.as_manager()

    class Meta:
        ordering = ["reviewed_on", "id"]
        constraints = [
            known("outcome", Outcome, name="program_review_outcome_is_known"),
            models.CheckConstraint(condition=~Q(because=""), name="program_review_says_why"),
            models.UniqueConstraint(
                fields=["program", "decision"], name="one_review_of_a_decision"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="program_reviews_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.reviewed_on}"

    @property
    def coalition(self) -> Coalition:
        """Whose program it is of."""
        return self.program.coalition
