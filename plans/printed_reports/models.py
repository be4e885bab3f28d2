"""The report of a walk as PDF, for one reader."""

from django.db import models
from django.db.models import Q

from plans.assessments.models.assessment import Assessment
from plans.book.models import Phase, Printed
from safety_portal.core.constraints import known


class PrintedReport(Printed):
    """The report of a walk as one reader may read it on one day."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="printed_reports"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "account"],
                condition=Q(made_at__isnull=True, failed_at__isnull=True),
                name="one_report_at_work_per_reader",
            ),
            known("phase", [*Phase.values, ""], name="printed_report_phase_is_known"),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, file="", failed_at__isnull=True, why="")
                | (Q(made_at__isnull=False, failed_at__isnull=True, why="") & ~Q(file=""))
                | (Q(made_at__isnull=True, file="", failed_at__isnull=False) & ~Q(why="")),
                name="printed_report_has_a_file_or_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(made_at__isnull=True, failed_at__isnull=True),
                name="reports_to_print",
            ),
            models.Index(fields=["-asked_at"], name="reports_by_age"),
        ]

    def __str__(self) -> str:
        return f"Report of {self.assessment} for {self.account}"
