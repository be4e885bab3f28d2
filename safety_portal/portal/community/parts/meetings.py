"""The next public meeting with its posted agenda, and days of minutes that are public."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from coalitions.access.roles import PUBLIC
from coalitions.community.texts import OwnText
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.public import meets_in_public, public_meetings
from coalitions.meetings.queries import agenda_for
from coalitions.meetings.wording import place_words, when_said
from safety_portal.core.look.languages import Language
from safety_portal.core.look.wording import counted
from safety_portal.portal.community.parts.about import About, LeftOut, lacking

NOT_OPEN = LeftOut("Meetings and minutes", "The coalition does not meet in public.")


@dataclass(frozen=True)
class PublicMeetings:
    """`coming` may be called off; `agenda` is of the next one held, None before it is posted."""

    coming: tuple[Meeting, ...]
    agenda: tuple[OwnText, ...] | None
    minutes_of: tuple[date, ...]

    @property
    def next(self) -> Meeting | None:
        """The next that is held."""
        return next((each for each in self.coming if each.state == MeetingState.PLANNED), None)

    @property
    def where(self) -> str:
        """Where the next one is."""
        return place_words(self.next) if self.next else ""

    @property
    def when(self) -> dict[str, str]:
        """Its day and hours, by language."""
        meeting = self.next
        if meeting is None:
            return {}
        return {language.value: when_said(meeting, language) for language in Language}

    @property
    def over_at(self) -> datetime | None:
        """From when on the page says something else."""
        return min((each.ends_at for each in self.coming), default=None)


def meetings(about: About) -> tuple[PublicMeetings | None, list[LeftOut]]:
    """What is public of the coalition's meetings. Nine queries at most."""
    if meets_in_public(about.place.slug) is None:
        return None, [NOT_OPEN]
    coming, held = public_meetings(about.place, now=about.now)
    shown = PublicMeetings(
        tuple(coming), None, tuple(timezone.localdate(each.starts_at) for each in held)
    )
    meeting = shown.next
    if meeting is None:
        return shown, [LeftOut("The next meeting", "No meeting is planned.")]
    if meeting.agenda_posted_at is None:
        return shown, [LeftOut("The agenda", "It is not posted yet.")]
    lines = agenda_for(meeting, frozenset({PUBLIC}))
    public = tuple(
        about.translator.text(f"line:{row.line.pk}", "Line of the agenda", row.line.title)
        for row in lines
        if row.is_shown
    )
    kept = len(lines) - len(public)
    return PublicMeetings(shown.coming, public, shown.minutes_of), [
        *lacking(kept, f"{counted(kept, 'line')} of the agenda", "Not open to the public.")
    ]
