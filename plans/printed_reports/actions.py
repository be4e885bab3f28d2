"""Ask for the report of a walk as PDF. What a worker does with it is that of every copy
(plans/book/actions.py).
"""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from plans.assessments.lifecycle import AssessmentState
from plans.assessments.locks import standing
from plans.assessments.models.assessment import Assessment
from plans.printed_reports.models import PrintedReport
from plans.printed_reports.policies import can_print_report
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import require
from safety_portal.core.states import WrongState


@unrecorded("Asking for a copy gives nobody anything yet; taking it is recorded.")
@transaction.atomic
def ask_report(
    *, assessment: Assessment, key: str, by: User, now: datetime | None = None
) -> PrintedReport:
    """The printed report of that key: made already, or now asked for; one at a time for a reader.

    `key` is what writers/report.py works out of what `by` may read. One that failed is tried again.
    PermissionDenied; WrongState where the walk is not finished.
    """
    require(can_print_report(by, assessment))
    if assessment.state != AssessmentState.FINISHED:
        raise WrongState(f"{standing(assessment)} Its report is there once it is finished.")
    mine = PrintedReport.objects.filter(assessment=assessment, account=by)
    mine.filter(failed_at__isnull=False).delete()
    for made in mine.filter(key=key, made_at__isnull=False):
        if not default_storage.exists(made.file.name):
            made.delete()
    if not mine.unfinished().exists():
        row = PrintedReport(assessment=assessment, account=by, key=key)
        row.asked_at = now or timezone.now()
        # Asked for twice at once, or made before: the row that is there stays.
        PrintedReport.objects.bulk_create([row], ignore_conflicts=True)
    return mine.unfinished().first() or PrintedReport.objects.get(key=key)
