"""One person's training on one day."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coalitions.access.grants import access_of
from coalitions.access.roles import Group
from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import together
from training.courses.models import Course
from training.records.lifecycle import RecordState


class TrainingRecordQuerySet(models.QuerySet["TrainingRecord"]):
    def counted(self) -> Self:
        """Everything but what was withdrawn."""
        return self.exclude(state=RecordState.WITHDRAWN)

    def visible_to(self, user: User) -> Self:
        """One's own records, what one entered for others, and everything in the coalitions one
        administers.
        """
        access = access_of(user)
        administered = [
            grant.coalition_id for grant in access.grants if grant.group == Group.ADMINISTRATOR
        ]
        visible = Q(coalition_id__in=administered)
        if not access.view_as:
            visible |= Q(person_id__in=access.person_ids) | Q(
                entered_by=user, coalition_id__in=access.coalition_ids
            )
        return self.filter(visible)


class TrainingRecord(models.Model):
    """`held_on` is the day it happened, `entered_at` when somebody wrote it down.

    Hours in quarter hours.

    Up to 999 hours, since transcripts hold whole academies; who types them gets a lower limit
    (actions/recording.py).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="training_records")
    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="training_records"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="records")
    held_on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    expires_on = models.DateField(null=True)
    certificate = models.FileField(upload_to="certificates/", blank=True)
    certificate_name = models.CharField(max_length=255, blank=True)
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20, choices=RecordState, default=RecordState.TO_VERIFY)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    # The file that brought it in, and its row there; null for what somebody typed.
    source = models.ForeignKey(
        "training.TrainingFile", on_delete=models.SET_NULL, null=True, related_name="records"
    )
    source_row = models.PositiveIntegerField(null=True)
    # Where the record stood when a form was opened: a save over a newer one is refused.
    version = models.PositiveIntegerField(default=1)

    objects = TrainingRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RecordState.values), name="record_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=999), name="record_hours_in_range"
            ),
            together("decided_at", "decided_by", name="record_decided_at_by"),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="record_returned_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("held_on")),
                name="record_expires_after_held",
            ),
            models.UniqueConstraint(
                fields=["person", "coalition", "course", "held_on"],
                condition=~Q(state="withdrawn"),
                name="one_record_per_course_and_day",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-held_on", "-id"], name="records_of_a_person"),
            models.Index(fields=["coalition", "-held_on", "-id"], name="records_of_a_coalition"),
            # With the person, because nobody verifies their own: so thousands that wait are counted
            # in the index alone.
            models.Index(
                fields=["coalition", "entered_at", "id"],
                include=["person"],
                condition=Q(state="to_verify"),
                name="records_to_verify",
            ),
            models.Index(
                fields=["expires_on"],
                condition=Q(expires_on__isnull=False),
                name="records_expiring",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.course}, {self.held_on}"
