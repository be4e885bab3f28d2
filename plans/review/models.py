"""A review round: reviewers by role, a due date, a decision each."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.memberships.models.membership import Membership
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.review.lifecycle import Decision
from safety_portal.core.constraints import together


class ReviewRound(models.Model):
    """At most one is open per edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_round_per_number"),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(closed_at__isnull=True), name="one_round_open"
            ),
            together("closed_at", "closed_by", name="round_closed_at_by"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}, review round {self.number}"


class Reviewer(models.Model):
    """A member asked to review. `sections` are those put to them by name.

    Empty means the whole edition as they may read it.
    """

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="reviewers")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="reviews")
    sections = models.ManyToManyField(Section, related_name="reviewers")
    due_on = models.DateField()
    decision = models.CharField(max_length=30, choices=Decision, blank=True)
    conditions = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "membership"], name="asked_once_per_round"),
            together("decided_at", "decided_by", name="review_decided_at_by"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decision="")
                | (Q(decided_at__isnull=False) & ~Q(decision="")),
                name="review_decided_with_a_decision",
            ),
            models.CheckConstraint(
                condition=~Q(
                    decision__in=[Decision.APPROVES_WITH_CONDITIONS, Decision.ASKS_FOR_CHANGES]
                )
                | ~Q(conditions=""),
                name="review_conditions_are_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} reviews {self.round}"
