"""One walk of one school or building."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import RESTRICTED
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from plans.assessments.lifecycle import OPEN, AssessmentState
from plans.assessments.models.checklist import Checklist
from plans.assessments.questions import Question
from plans.editions.models.distribution import Channel
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together


class Kind(models.TextChoices):
    """What is walked."""

    WHOLE = "whole", "Whole assessment"
    QUARTERLY = "quarterly", "Quarterly walk-through"
    FOLLOW_UP = "follow_up", "Follow-up of open findings"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User) -> Self:
        """Those of the places in which the account reads what is restricted."""
        direct, down, up = access_of(user).scopes_reading(RESTRICTED)
        return self.filter(by_coalition("coalition", direct=direct, down=down, up=up))

    def open(self) -> Self:
        """Planned, or under way."""
        return self.filter(state__in=OPEN)

    def finished(self) -> Self:
        """Those with a report."""
        return self.filter(state=AssessmentState.FINISHED)

    def of_place(self, assessment: "Assessment") -> Self:
        """Those of the same coalition and building, whatever the letters of its name."""
        return self.filter(coalition=assessment.coalition_id, building__iexact=assessment.building)


class Assessment(models.Model):
    """`building` in words, "" for the whole site. `items` are the codes it asks, of `checklist`.

    `begun_at` is when the first answer came or somebody began, `walked_until` when the last
    answer was given, as the devices say.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="assessments")
    building = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="assessments")
    items = models.JSONField()
    lead = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    others = models.CharField(max_length=300, blank=True)
    planned_on = models.DateField()
    state = models.CharField(
        max_length=20, choices=AssessmentState, default=AssessmentState.PLANNED
    )
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(null=True)
    walked_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            known("state", AssessmentState, name="assessment_state_is_known"),
            known("kind", Kind, name="assessment_kind_is_known"),
            together("finished_at", "finished_by", name="assessment_finished_at_by"),
            together("called_off_at", "called_off_by", name="assessment_called_off_at_by"),
            models.CheckConstraint(
                condition=Q(state="finished", finished_at__isnull=False)
                | (~Q(state="finished") & Q(finished_at__isnull=True)),
                name="assessment_finished_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="called_off", called_off_at__isnull=False) & ~Q(reason="")
                | (~Q(state="called_off") & Q(called_off_at__isnull=True)),
                name="assessment_called_off_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("planned", "called_off")) | Q(begun_at__isnull=False),
                name="assessment_begun_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(walked_until__isnull=True) | Q(walked_until__gte=F("begun_at")),
                name="assessment_walked_until_after_begun",
            ),
            models.UniqueConstraint(
                fields=["coalition", "kind", "building"],
                condition=Q(state__in=("planned", "walking")),
                name="one_open_walk_of_a_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["coalition", "-planned_on", "-id"], name="walks_of_a_coalition"),
            models.Index(
                fields=["coalition", "-finished_at"],
                condition=Q(state="finished"),
                name="walks_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("assessment", args=[self.coalition.slug, self.pk])

    @property
    def place(self) -> str:
        """The school, with the building where it is one of several."""
        named = str(self.coalition.place)
        return f"{named}, {self.building}" if self.building else named

    @property
    def questions(self) -> list[Question]:
        """What it asks, in the order of its checklist."""
        asked = set(self.items)
        return [question for question in self.checklist.questions if question.code in asked]

    @property
    def is_open(self) -> bool:
        """Whether it is planned or under way."""
        return self.state in OPEN


class TeamMember(models.Model):
    """Somebody who walks along, beside the lead."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="team")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "membership"], name="once_in_a_team")
        ]

    def __str__(self) -> str:
        return f"{self.membership} walks along"


class AssessmentRead(models.Model):
    """Somebody opened a report. Append-only: who knew of the findings, and since when."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="reads")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reader_name = models.CharField(max_length=254)
    role = models.CharField(max_length=30)
    channel = models.CharField(max_length=20)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [known("channel", Channel, name="assessment_read_channel_is_known")]
        indexes = [models.Index(fields=["assessment", "-id"], name="reads_of_an_assessment")]
        triggers = [
            pgtrigger.Protect(
                name="assessment_reads_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.reader_name} read {self.assessment_id}"
