"""What WHO offers an agenda: minutes, action items, agreements and seats that wait."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from coalitions.access.roles import Sensitivity
from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.models import ActionItem
from coalitions.agreements.lifecycle import Standing
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.queries import ending_or_ended
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


def overdue_items(coalition: Coalition, *, on: date, since: date | None) -> Iterator[OfferedLine]:
    """Each action item that nobody has verified and whose day is over, the oldest first."""
    items = ActionItem.objects.filter(
        coalition=coalition, state__in=[ItemState.OPEN, ItemState.DONE], due_on__lt=on
    ).select_related("owner", "owner_seat")
    for item in items.order_by("due_on", "id")[:MOST]:
        yield OfferedLine(
            key=f"action_item:{item.pk}",
            title=str(item)[:200],
            wanted=Wanted.DECIDE,
            words=f"Action item, due {full_day(item.due_on)}",
            path=address("action_item", coalition.slug, item.pk),
            by=item.owned_by[:200],
            sensitivity=Sensitivity.RESTRICTED if item.is_restricted else Sensitivity.MEMBERS,
            minutes=10,
        )


def agreements_ending(
    coalition: Coalition, *, on: date, since: date | None
) -> Iterator[OfferedLine]:
    """Each agreement that ends soon, or ended without another in its place."""
    for agreement in ending_or_ended([coalition], on)[:MOST]:
        yield OfferedLine(
            key=f"agreement:{agreement.pk}",
            title=f"Agreement: {agreement}"[:200],
            wanted=Wanted.DECIDE,
            words=_why(agreement, on=on),
            path=address("agreement", coalition.slug, agreement.pk),
        )


def _why(agreement: Agreement, *, on: date) -> str:
    """ "Ends January 15, 2027"; of one that only waits to be read again, until when."""
    last_on, review_on = agreement.last_on, agreement.review_due_on
    if last_on is not None and agreement.standing in (Standing.ENDING, Standing.ENDED):
        return f"{'Ended' if last_on < on else 'Ends'} {full_day(last_on)}"
    return f"Review due {full_day(review_on)}" if review_on else "To be read again"


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
