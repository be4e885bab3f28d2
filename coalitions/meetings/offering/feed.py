"""What meetings offer the calendar of a person: those that they are invited to."""

from datetime import datetime, timedelta

from coalitions.access.grants import access_of
from coalitions.meetings.calendar import event_of
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.models.invitee import Invitee
from safety_portal.core.accounts.models import User
from safety_portal.core.calendar.icalendar import Event

# What is longer ago stands in the minutes.
KEPT, MOST = timedelta(days=60), 200


def invitations(user: User, *, now: datetime, stamped_at: datetime) -> list[Event]:
    """The meetings to come and of late that the account is invited to, while a member. One query.

    As they are told to everybody invited: no line of an agenda, nobody's answer.
    """
    access = access_of(user)
    asked = Invitee.objects.filter(
        person__in=access.person_ids,
        withdrawn_at__isnull=True,
        meeting__coalition__in=access.coalition_ids,
        meeting__ends_at__gte=now - KEPT,
    ).select_related("meeting__coalition")
    return [
        event_of(
            each.meeting,
            attendee=None,
            is_cancelled=each.meeting.state == MeetingState.CANCELLED,
            now=stamped_at,
        )
        for each in asked.order_by("meeting__starts_at", "meeting_id")[:MOST]
    ]
