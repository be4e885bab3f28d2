"""An entry that a coalition wrote into its own catalogue."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS, Role
from coalitions.coalition.models import Coalition
from coalitions.prevention.matrix import CHOICES, CODES
from coalitions.programs.catalogue import (
    LONGEST_LINE,
    LONGEST_TITLE,
    MOST_MEASURES,
    EntryText,
)
from coalitions.programs.lifecycle import Cadence
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together


def lines_field() -> "ArrayField[list[str], list[str]]":
    """Some lines of text."""
    return ArrayField(models.CharField(max_length=LONGEST_LINE))


def cells_field() -> "ArrayField[list[str], list[str]]":
    """Places of the matrix."""
    return ArrayField(models.CharField(max_length=60, choices=CHOICES))


def on_the_matrix(name: str) -> models.CheckConstraint:
    """One place at least, and none that is none."""
    marked = Q(cells__contained_by=list(CODES), cells__len__range=(1, len(CODES)))
    return models.CheckConstraint(condition=marked, name=name)


def led_by_roles(name: str) -> models.CheckConstraint:
    """Roles that there are."""
    return models.CheckConstraint(condition=Q(led_by__contained_by=list(Role.values)), name=name)


class ProgramEntryQuerySet(models.QuerySet["ProgramEntry"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions in which the account reads what members read."""
        direct, down, up = access_of(user).scopes_reading(MEMBERS)
        return self.filter(by_coalition("coalition", direct=direct, down=down, up=up))

    def of_place(self, coalition: Coalition) -> Self:
        """Those of a coalition's catalogue: its own, and of a school's the district's."""
        own = Q(coalition=coalition.pk)
        if coalition.school_id:
            own |= by_coalition("coalition", up=[coalition.district_id])
        return self.filter(own)

    def listed(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class ProgramEntry(models.Model):
    """A kind of program that the portal's catalogue lacks. `code` names it in addresses."""

    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="program_entries"
    )
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=LONGEST_TITLE)
    cells = cells_field()
    led_by = ArrayField(models.CharField(max_length=30, choices=Role))
    for_whom = models.CharField(max_length=LONGEST_LINE)
    description = models.TextField()
    process = lines_field()
    outcome = lines_field()
    review = models.CharField(max_length=20, choices=Cadence)
    caution = models.TextField(blank=True)
    # Counts saves, so that one does not write over another.
    saves = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ProgramEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "program entries"
        constraints = [
            models.UniqueConstraint(fields=["coalition", "code"], name="one_entry_of_a_code"),
            models.CheckConstraint(
                # A hyphen: the portal's own codes have none.
                condition=Q(code__regex=r"^own-[a-z0-9-]+$"),
                name="entry_code_is_an_own_one",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(for_whom="") & ~Q(description=""),
                name="entry_says_what_it_is",
            ),
            models.CheckConstraint(
                condition=Q(
                    process__len__range=(1, MOST_MEASURES), outcome__len__range=(1, MOST_MEASURES)
                ),
                name="entry_names_its_measures",
            ),
            on_the_matrix("entry_marks_cells"),
            led_by_roles("entry_led_by_roles"),
            known("review", Cadence, name="entry_review_is_known"),
            together("withdrawn_at", "withdrawn_by", name="entry_withdrawn_at_by"),
        ]
        triggers = [
            pgtrigger.Protect(name="entries_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def text(self) -> EntryText:
        """What it says."""
        return EntryText(
            title=self.title,
            cells=tuple(self.cells),
            led_by=tuple(self.led_by),
            for_whom=self.for_whom,
            description=self.description,
            process=tuple(self.process),
            outcome=tuple(self.outcome),
            review=self.review,
            caution=self.caution,
        )
