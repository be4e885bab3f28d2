"""What WHO offers an agenda: minutes that wait for approval, and seats that nobody fills."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import MeetingState, Wanted
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.offers import MOST, OfferedLine
from coalitions.memberships.seat_holders import counted
from safety_portal.core.look.wording import full_day
from safety_portal.core.web.addresses import address


def minutes_to_approve(
    coalition: Coalition, *, on: date, since: date | None
) -> Iterator[OfferedLine]:
    """Each meeting whose minutes are written and not approved."""
    waiting = Meeting.objects.filter(coalition=coalition, state=MeetingState.MINUTES_DRAFT)
    for meeting in waiting.order_by("starts_at", "id")[:MOST]:
        yield OfferedLine(
            key=f"minutes:{meeting.pk}",
            title=f"Minutes of {full_day(timezone.localdate(meeting.starts_at))}",
            wanted=Wanted.DECIDE,
            words="Wait for approval",
            path=address("meeting_minutes", coalition.slug, meeting.pk),
        )


def vacant_seats(coalition: Coalition, *, on: date, since: date | None) -> Iterator[OfferedLine]:
    """Each seat that is asked for and that nobody holds."""
    vacant = [seat for seat in counted(coalition, on=on) if seat.standing == "vacant"]
    for seat in vacant[:MOST]:
        yield OfferedLine(
            key=f"seat:{seat.pk}",
            title=f"Seat: {seat} is vacant"[:200],
            wanted=Wanted.DISCUSS,
            words="Nobody holds it"
            if not seat.filled
            else f"{seat.filled} of {seat.recommended_minimum} filled",
            path=address("membership_seats", coalition.slug) + "?vacant",
        )
