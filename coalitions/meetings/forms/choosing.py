"""A meeting to put something on the agenda of, chosen by its day."""

from typing import Any

from django import forms

from coalitions.coalition.models import Coalition
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.queries import planned_meetings
from coalitions.meetings.wording import day_and_hours


class PlannedMeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The planned meetings of a coalition; the next one is chosen."""

    def __init__(self, coalition: Coalition, **kwargs: Any) -> None:
        meetings = planned_meetings(coalition)
        super().__init__(
            meetings, label="Meeting", empty_label=None, initial=meetings.first(), **kwargs
        )

    def label_from_instance(self, meeting: Meeting) -> str:
        """ "Friday, November 20, 2026, 3:30 pm to 4:45 pm: Coalition meeting"."""
        return f"{day_and_hours(meeting)}: {meeting}"
