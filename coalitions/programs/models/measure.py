"""A measure of a program with its goal, and its numbers by day."""

from datetime import date
from decimal import Decimal
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coalitions.coalition.models import Coalition
from coalitions.programs.catalogue import LONGEST_LINE
from coalitions.programs.models.program import Program
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import never_emptied


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, user: User) -> Self:
        """Those of the programs that the account sees."""
        return self.filter(program__in=Program.objects.visible_to(user).values("pk"))


class Measure(models.Model):
    """What shows whether a program helps; its goal was set when it began, and stays.

    `is_share`: counted as so many of so many, and its goal is of 100. `is_more_better`: the goal is
    reached from below.
    """

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="measures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_LINE)
    goal = models.DecimalField(max_digits=12, decimal_places=2)
    is_more_better = models.BooleanField(default=True)
    is_share = models.BooleanField(default=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["program", "name"], name="one_measure_of_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="measure_has_a_name"),
            models.CheckConstraint(
                condition=Q(goal__gte=0) & (Q(is_share=False) | Q(goal__lte=100)),
                name="measure_goal_can_be_reached",
            ),
        ]
        triggers = [
            # What was aimed at is not written anew once the numbers are in.
            pgtrigger.Protect(name="goals_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def coalition(self) -> Coalition:
        """Whose program it is of."""
        return self.program.coalition


class MeasureValueQuerySet(models.QuerySet["MeasureValue"]):
    def visible_to(self, user: User) -> Self:
        """Those of the programs that the account sees."""
        return self.filter(measure__program__in=Program.objects.visible_to(user).values("pk"))


class MeasureValue(models.Model):
    """What a measure was on a day; of a share `value` of `out_of`. One a day: a later entry for the
    day takes its place, and the audit row keeps what it was.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="values")
    measured_on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    out_of = models.PositiveIntegerField(null=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = MeasureValueQuerySet.as_manager()

    class Meta:
        ordering = ["measured_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "measured_on"], name="one_number_a_day"),
            models.CheckConstraint(
                condition=Q(value__gte=0)
                & (Q(out_of__isnull=True) | Q(out_of__gt=0, value__lte=F("out_of"))),
                name="number_is_of_its_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="numbers_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return str(self.measure)

    @property
    def drawn(self) -> Decimal:
        """What a plot shows: a share as so many of 100."""
        return self.value * 100 / self.out_of if self.out_of else self.value

    @property
    def key(self) -> tuple[int, date]:
        """Of which measure, on which day."""
        return self.measure_id, self.measured_on
