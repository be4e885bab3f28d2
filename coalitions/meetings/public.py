"""Which coalitions meet in public, and which of their meetings stand on a page for everybody."""

from datetime import datetime

from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.models.meeting import Meeting

# What is older is asked for at the district's office.
COMING_SHOWN, HELD_SHOWN = 3, 6


def meets_in_public(slug: str) -> Coalition | None:
    """The coalition of that name, if it meets in public."""
    return Coalition.objects.filter(slug=slug, meeting_rules__is_open=True).first()


def public_meetings(coalition: Coalition, *, now: datetime) -> tuple[list[Meeting], list[Meeting]]:
    """The next meetings, also those called off, and the last whose minutes are approved."""
    meetings = Meeting.objects.filter(coalition=coalition).select_related("coalition")
    coming = meetings.filter(
        state__in=[MeetingState.PLANNED, MeetingState.CANCELLED], ends_at__gte=now
    )
    held = meetings.filter(state=MeetingState.APPROVED)
    return (
        list(coming.order_by("starts_at", "id")[:COMING_SHOWN]),
        list(held.order_by("-starts_at", "-id")[:HELD_SHOWN]),
    )
