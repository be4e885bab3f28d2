"""Give a district a new version of a checklist. Versions before it stay as they are."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from plans.assessments.checklist_text import ChecklistText
from plans.assessments.models.checklist import Checklist
from plans.assessments.policies import can_change_checklists
from plans.assessments.queries import newest_checklist
from plans.assessments.versions import says_the_same
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require


@transaction.atomic
def import_checklist(
    *, coalition: Coalition, text: ChecklistText, by: User, now: datetime | None = None
) -> Checklist:
    """Make what a file says the version that the district walks by next; returns it.

    What says the same as the newest version makes none: that one is returned. Walks that are
    planned keep the version they were planned with. Audited.
    """
    require(can_change_checklists(by, coalition))
    coalition = lock_coalition(coalition)
    newest = newest_checklist(coalition, text.code)
    if newest and says_the_same(newest, text):
        return newest
    made = Checklist.objects.create(
        district_id=coalition.district_id,
        code=text.code,
        number=newest.number + 1 if newest else 1,
        title=text.title,
        interval_months=text.interval_months,
        minutes=text.minutes,
        content=text.content,
        made_at=now or timezone.now(),
        made_by=by,
    )
    questions = len(text.questions)
    record(by=by, action="checklist.imported", subject=made, scope=coalition, questions=questions)
    return made
