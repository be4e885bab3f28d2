"""What reading leaves behind: who opened which report, and when."""

from django.utils import timezone

from coalitions.access.grants import access_of
from plans.assessments.models.assessment import Assessment, AssessmentRead
from plans.editions.models.distribution import Channel
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import unasked


@unasked("It writes down what somebody was just let read: to refuse would lose that.")
@unrecorded("It is itself the record of who read what.")
def note_read(*, assessment: Assessment, by: User) -> AssessmentRead:
    """Record that `by` opened the report of a walk; returns the row."""
    grants = access_of(by).grants
    here = [grant for grant in grants if grant.coalition_id == assessment.coalition_id]
    above = [grant for grant in grants if grant.district_id == assessment.coalition.district_id]
    role = (here or above or [None])[0]
    return AssessmentRead.objects.create(
        assessment=assessment,
        account=by,
        reader_name=str(by)[:254],
        role=role.role if role else "",
        channel=Channel.OPENED,
        read_at=timezone.now(),
    )
