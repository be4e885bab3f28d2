"""A reader's copy as PDF: asked for, made by a worker, kept for two days. Here of an edition."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.editions.models.edition import Edition
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known

# A copy says who it is for and on which day it was printed, so on the next day another one is made.
KEPT_FOR = timedelta(days=2)
FOLDER = "printed"


class Phase(models.TextChoices):
    """What is being done for a copy, in order."""

    GATHERING = "gathering", "Gathering the text"
    STYLING = "styling", "Reading the text and its style"
    LAYING_OUT = "laying_out", "Laying out the pages"
    NUMBERING = "numbering", "Putting the page numbers into the contents"
    WRITING = "writing", "Writing the file"


class PrintedQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """An account's own copies.

        What one may be given is asked of its key (writers/printing.py).
        """
        return self.filter(account=user)

    def unfinished(self) -> Self:
        """Copies that wait or are being made."""
        return self.filter(made_at__isnull=True, failed_at__isnull=True)

    def waiting(self, now: datetime) -> Self:
        """Copies nobody is making, those of a worker that ended without a word among them."""
        return self.unfinished().filter(Q(lease_until__isnull=True) | Q(lease_until__lte=now))

    def at_work(self, now: datetime) -> Self:
        """Copies that a worker is making."""
        return self.unfinished().filter(lease_until__gt=now)

    def expired(self, now: datetime) -> Self:
        """Copies asked for too long ago to be kept."""
        return self.filter(asked_at__lte=now - KEPT_FOR)


class Printed(models.Model):
    """What is printed for one account. The row is the queue.

    A worker takes the oldest one waiting under a lease, and a further one if it ends meanwhile.

    `key` is the SHA-256 of what is printed and for whom. `attempts` counts who began it, and tells
    one of them from the next.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    phase = models.CharField(max_length=20, choices=Phase, blank=True)
    # The page the worker is at, and how many there are; 0 while that is not known.
    page = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to=f"{FOLDER}/", blank=True)
    failed_at = models.DateTimeField(null=True)
    # Why no copy came of it, as a sentence for the reader.
    why = models.CharField(max_length=300, blank=True)

    objects = PrintedQuerySet.as_manager()

    class Meta:
        abstract = True


class PrintedCopy(Printed):
    """An edition for one reader."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="printed_copies")

    class Meta:
        verbose_name_plural = "printed copies"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "account"],
                condition=Q(made_at__isnull=True, failed_at__isnull=True),
                name="one_copy_at_work_per_reader",
            ),
            known("phase", [*Phase.values, ""], name="printed_copy_phase_is_known"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, file="", failed_at__isnull=True, why="")
                | (Q(made_at__isnull=False, failed_at__isnull=True, why="") & ~Q(file=""))
                | (Q(made_at__isnull=True, file="", failed_at__isnull=False) & ~Q(why="")),
                name="printed_copy_has_a_file_or_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(made_at__isnull=True, failed_at__isnull=True),
                name="copies_to_make",
            ),
            models.Index(fields=["-asked_at"], name="copies_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} for {self.account}"
