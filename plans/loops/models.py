"""That a step of a finding's loop is not needed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.findings.models import Finding
from plans.loops.lifecycle import MAY_BE_LEFT_OUT, Step
from safety_portal.core.constraints import known, never_emptied, together


class StepNotNeeded(models.Model):
    """`step` and those behind it are not needed for `finding`, until that is undone.

    That no section has to change counts only while none is named.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps_not_needed")
    step = models.CharField(max_length=20, choices=Step)
    because = models.CharField(max_length=500)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_because = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "steps not needed"
        constraints = [
            known("step", [step.value for step in MAY_BE_LEFT_OUT], name="step_may_be_left_out"),
            models.CheckConstraint(condition=~Q(because=""), name="step_not_needed_with_a_reason"),
            together("undone_at", "undone_by", name="step_not_needed_undone_at_by"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_because="")
                | (Q(undone_at__isnull=False) & ~Q(undone_because="")),
                name="step_not_needed_undone_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["finding", "step"],
                condition=Q(undone_at__isnull=True),
                name="one_step_not_needed_of_a_loop",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="steps_not_needed_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: not needed"
