"""A passage of a Word file that waits for a decision.

One heading with its text, or text under no heading.
"""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from plans.word_in.models.word_file import WordFile
from safety_portal.core.constraints import known


class Choice(models.TextChoices):
    """What becomes of a passage. "" while nobody has decided."""

    PART = "part", "Stands for a part of the federal structure"
    OWN = "own", "Section of its own"
    TEXT = "text", "No heading: text of the passage before"
    LEFT_OUT = "left_out", "Left out"


class PassageQuerySet(models.QuerySet["Passage"]):
    def placed(self) -> Self:
        """Those that have a place in the plan."""
        return self.filter(choice__in=[Choice.PART, Choice.OWN, Choice.TEXT])

    def unsure(self) -> Self:
        """Those with a proposal that nobody has accepted."""
        return self.filter(choice="").exclude(proposed="")

    def not_placed(self) -> Self:
        """Those without proposal or decision: they travel as "Unplaced from Word"."""
        return self.filter(choice="", proposed="")

    def left_out(self) -> Self:
        """Those that stay in the file."""
        return self.filter(choice=Choice.LEFT_OUT)

    def placed_on(self, codes: frozenset[str]) -> Self:
        """Those that stand for one of the parts with these codes."""
        return self.filter(choice=Choice.PART, target__in=codes)


class Passage(models.Model):
    """In the order of the file. `target`.

    The part chosen, `proposed` the one that comes nearest, `others` the next ones.
    """

    file = models.ForeignKey(WordFile, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    html = models.TextField(blank=True)
    words = models.PositiveIntegerField()
    # Text under no heading. Its title says where it stands.
    is_loose = models.BooleanField(default=False)
    # Why a line without heading style is taken for a heading, "" for a real one.
    guess = models.CharField(max_length=200, blank=True)
    proposed = models.CharField(max_length=60, blank=True)
    others = ArrayField(models.CharField(max_length=60), default=list)
    why = models.CharField(max_length=500, blank=True)
    choice = models.CharField(max_length=20, choices=Choice, blank=True)
    target = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    # Somebody said that only readers of restricted sections read it. A proposal alone never takes a
    # text from its readers.
    is_restricted = models.BooleanField(default=False)

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "position"], name="one_passage_per_place"),
            known("choice", [*Choice.values, ""], name="passage_choice_is_known"),
            models.CheckConstraint(
                condition=Q(choice=Choice.PART) & ~Q(target="")
                | ~Q(choice=Choice.PART) & Q(target=""),
                name="passage_part_with_a_target",
            ),
            models.CheckConstraint(
                condition=Q(choice=Choice.LEFT_OUT) & ~Q(reason="")
                | ~Q(choice=Choice.LEFT_OUT) & Q(reason=""),
                name="passage_left_out_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_restricted=False) | Q(choice=Choice.PART),
                name="passage_restricted_as_a_part",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        """placed, unsure, not_placed or left_out."""
        if self.choice:
            return "left_out" if self.choice == Choice.LEFT_OUT else "placed"
        return "unsure" if self.proposed else "not_placed"
