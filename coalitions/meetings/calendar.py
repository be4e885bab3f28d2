"""A meeting as calendars take it: an event with a uid for good, and a sequence of its changes."""

from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.models.meeting import Meeting
from safety_portal.core.calendar.icalendar import Event, Method, calendar_file


def event_of(
    meeting: Meeting, *, attendee: tuple[str, str] | None, is_cancelled: bool, now: datetime
) -> Event:
    """The event of a meeting, for one who is invited, or for nobody by name."""
    path = reverse("meeting", args=[meeting.coalition.slug, meeting.pk])
    url = settings.PORTAL_ADDRESS + path
    return Event(
        uid=f"{meeting.uid}@safety-portal",
        sequence=meeting.sequence,
        stamped_at=now,
        starts_at=timezone.localtime(meeting.starts_at),
        ends_at=timezone.localtime(meeting.ends_at),
        summary=f"{meeting}, {meeting.coalition}",
        location=", ".join(part for part in (meeting.place, meeting.link) if part),
        description=f"Agenda and papers: {url}",
        url=url,
        organizer=_organizer(meeting),
        attendee=attendee,
        is_cancelled=is_cancelled,
    )


def invitation_file(meeting: Meeting, *, name: str, address: str, now: datetime) -> str:
    """What goes along with an invitation, and with every change of it."""
    event = event_of(meeting, attendee=(name, address), is_cancelled=False, now=now)
    return calendar_file([event], method=Method.REQUEST, zone=_zone())


def cancelled_file(meeting: Meeting, *, name: str, address: str, now: datetime) -> str:
    """What takes the meeting out of a calendar again."""
    event = event_of(meeting, attendee=(name, address), is_cancelled=True, now=now)
    return calendar_file([event], method=Method.CANCEL, zone=_zone())


def published_file(meetings: list[Meeting], *, now: datetime) -> str:
    """Meetings to look at: nobody is invited by it."""
    events = [
        event_of(
            meeting,
            attendee=None,
            is_cancelled=meeting.state == MeetingState.CANCELLED,
            now=now,
        )
        for meeting in meetings
    ]
    return calendar_file(events, method=Method.PUBLISH, zone=_zone())


def _organizer(meeting: Meeting) -> tuple[str, str]:
    """The portal's own address in the coalition's name: people's own are nobody else's business."""
    return meeting.coalition.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _zone() -> str:
    return timezone.get_current_timezone_name()
