"""What a rule asks a school to drill and was not held yet, as it was counted last."""

from django.db import models
from django.db.models import Q

from coalitions.coalition.models import Coalition


class DrillDuty(models.Model):
    """The rule `code` lacks `what` at a school by `due_on`.

    Kept for what is owed and mailed, counted anew whenever a drill changes and each night
    (`counted_at`); pages count for themselves. `is_planned`: a drill is planned that meets it in
    time. What has no last day, or is low in confidence, is not kept: it is never overdue.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="drill_duties")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    citation = models.CharField(max_length=200)
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    is_planned = models.BooleanField(default=False)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "drill duties"
        constraints = [
            models.UniqueConstraint(fields=["coalition", "code"], name="one_duty_of_a_rule"),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(what=""), name="drill_duty_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} by {self.due_on}"
