"""What somebody saw of one item, and the photos of it. Append-only."""

import uuid
from datetime import datetime
from operator import attrgetter

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.assessments.models.assessment import Assessment
from plans.assessments.scales import AnswerCode, Severity, Sureness
from safety_portal.core.constraints import known, never_emptied


class Answer(models.Model):
    """`key` is given by the device, so that what is sent twice is there once.

    `answered_at` is by the clock of the device, `received_at` by ours. `photos` are the SHA-256 of
    what the device keeps; a photo may come after the answer that names it.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    key = models.UUIDField(default=uuid.uuid4)
    item = models.CharField(max_length=60)
    answer = models.CharField(max_length=20, choices=AnswerCode)
    note = models.TextField(blank=True)
    severity = models.PositiveSmallIntegerField(choices=Severity, null=True)
    sureness = models.CharField(max_length=10, choices=Sureness, blank=True)
    photos = models.JSONField(default=list)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key"], name="one_answer_per_key"),
            known("answer", AnswerCode, name="answer_is_known"),
            known("sureness", ["", *Sureness.values], name="answer_sureness_is_known"),
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values), name="answer_severity_in_range"
            ),
        ]
        indexes = [models.Index(fields=["assessment", "item"], name="answers_of_an_item")]
        triggers = [
            pgtrigger.Protect(name="answers_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_answer_display()}"

    @property
    def seen_at(self) -> datetime:
        """When it was given.

        A device whose clock runs ahead does not outdo everybody for ever: no later than we got it.
        """
        return min(self.answered_at, self.received_at)


def as_kept(note: str) -> str:
    """A note as an answer keeps it, whatever browser sent it."""
    return note.strip().replace("\r\n", "\n")


def counting(answers: "list[Answer]") -> dict[str, Answer]:
    """Of each item the answer that counts: the one given last, and of two at once the later row."""
    ordered = sorted(answers, key=attrgetter("seen_at", "pk"))
    return {answer.item: answer for answer in ordered}


class Photo(models.Model):
    """A picture of a fault. `sha256` is of the bytes the device sent, `stored_sha256` of the file.

    It was drawn again on the way in: neither place nor time of the camera is in the file.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="walk_photos/")
    stored_sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "sha256"], name="one_photo_per_content"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="photo_hash_is_a_hash"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="photos_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
