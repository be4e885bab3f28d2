"""What reading leaves behind: who opened which report, and when."""

from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import RESTRICTED, levels
from plans.assessments.models.assessment import Assessment, AssessmentRead
from plans.editions.models.distribution import Channel
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import unasked


@unasked("It writes down what somebody was just let read: to refuse would lose that.")
@unrecorded("It is itself the record of who read what.")
def note_read(*, assessment: Assessment, by: User) -> AssessmentRead:
    """Record that `by` opened the report of a walk; returns the row."""
    # In the role by which they may: a teacher who is also the district's fire chief reads as chief.
    grants = [grant for grant in access_of(by).grants if RESTRICTED in levels(grant.role)]
    here = [grant for grant in grants if grant.coalition_id == assessment.coalition_id]
    district = assessment.coalition.district_id
    above = [each for each in grants if each.district_id == district and not each.of_school]
    role = (here or above or [None])[0]
    return AssessmentRead.objects.create(
        assessment=assessment,
        account=by,
        reader_name=str(by)[:254],
        role=role.role if role else "",
        channel=Channel.OPENED,
        read_at=timezone.now(),
    )
