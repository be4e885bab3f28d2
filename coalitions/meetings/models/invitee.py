"""Who was invited to a meeting, what they answered, whether they were there, and its sheet."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.meetings.lifecycle import Answer
from coalitions.meetings.models.approved import approved_stay
from coalitions.meetings.models.meeting import Meeting
from coalitions.people.models import Person
from coalitions.seats.models import Seat
from safety_portal.core.constraints import known, never_emptied, together


class Invitee(models.Model):
    """One person of one meeting.

    `asked_at` is when an invitation was last sent, null where there is no address to send it to.
    `present_at` is when somebody marked them as there; `seat` is the one they held then, which
    counts toward the quorum.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitees")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invited_to")
    asked_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    present_at = models.DateTimeField(null=True)
    present_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="invited_once"),
            known("answer", ["", *Answer.values], name="invitee_answer_is_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="invitee_answered_at",
            ),
            together("present_at", "present_by", name="invitee_present_at_by"),
            models.CheckConstraint(
                condition=Q(seat__isnull=True) | Q(present_at__isnull=False),
                name="seat_counts_of_who_was_there",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "meeting"],
                condition=Q(answer="", withdrawn_at__isnull=True),
                name="invitations_to_answer",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="invitees_are_kept", operation=pgtrigger.Delete),
            # Who was there is part of the minutes; another record of the same person is not.
            approved_stay(
                "NEW.meeting_id",
                "OLD.meeting_id",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("present_at", "present_by_id", "seat_id", "answer"),
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return str(self.person)


class AttendanceSheet(models.Model):
    """A photo or scan of the printed sheet on which people signed in."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="sheets")
    file = models.FileField(upload_to="attendance-sheets/")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "sha256"], name="attendance_sheet_once"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="attendance_sheets_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.name
