"""The meetings of a coalition as one calendar file, for who takes everything along."""

from collections.abc import Iterator

from django.utils import timezone

from coalitions.meetings.calendar import published_file
from coalitions.meetings.models.meeting import Meeting
from safety_portal.core.exports.offers import Paper


def calendar_of(coalition: int) -> Iterator[Paper]:
    """All meetings of the coalition with this key, cancelled ones too, as iCalendar."""
    yield Paper("calendar/meetings.ics", lambda: _calendar(coalition))


def _calendar(coalition: int) -> bytes:
    every = Meeting.objects.filter(coalition=coalition).select_related("coalition")
    meetings = list(every.order_by("starts_at", "pk"))
    return published_file(meetings, now=timezone.now()).encode()
