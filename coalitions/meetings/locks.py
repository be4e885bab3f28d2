"""A meeting locked, and whether it is where somebody means it to be."""

from django.utils import timezone

from coalitions.meetings.lifecycle import MEETING_MOVES, PREPARED_IN, WRITTEN_IN, MeetingState
from coalitions.meetings.models.agenda import AgendaLine
from coalitions.meetings.models.meeting import Meeting
from safety_portal.core.look.wording import full_day
from safety_portal.core.states import WrongState, check_move


def lock_meeting(meeting: Meeting) -> Meeting:
    """The meeting with its coalition, locked until the transaction ends."""
    rows = Meeting.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related(
        "coalition__district",
        "coalition__school",
        "note_taker__person",
        "planned_by",
        "opened_by",
        "drafted_by",
        "approved_by",
        "cancelled_by",
    ).get(pk=meeting.pk)


def lock_line(line: AgendaLine, *, states: tuple[MeetingState, ...]) -> AgendaLine:
    """A line that still stands, its meeting locked and in one of `states`. Raises WrongState."""
    meeting = lock_meeting(line.meeting)
    require_state(meeting, *states)
    line = AgendaLine.objects.select_related("written_by", "removed_by").get(pk=line.pk)
    line.meeting = meeting
    if line.removed_at:
        raise WrongState(f"{line.removed_by} took “{line}” off the agenda.")
    return line


def require_state(meeting: Meeting, *states: MeetingState) -> None:
    """Raise WrongState, with who did what when, unless the meeting is in one of the states."""
    if meeting.state not in states:
        raise WrongState(sentence_for(meeting))


def require_prepared(meeting: Meeting) -> None:
    """Raise WrongState unless invitations and agenda still change."""
    require_state(meeting, *PREPARED_IN)


def require_written(meeting: Meeting) -> None:
    """Raise WrongState unless minutes are written."""
    require_state(meeting, *WRITTEN_IN)


def check_meeting_move(meeting: Meeting, new: MeetingState) -> None:
    """Raise WrongState unless the meeting may become `new`."""
    check_move(MEETING_MOVES, old=meeting.state, new=new, sentence=sentence_for(meeting))


def sentence_for(meeting: Meeting) -> str:
    """Where the meeting stands, and by whose doing: why it cannot be changed in that way."""
    who, did, at = {
        MeetingState.PLANNED: (meeting.planned_by, "planned this meeting", meeting.planned_at),
        MeetingState.HELD: (meeting.opened_by, "opened this meeting", meeting.opened_at),
        MeetingState.MINUTES_DRAFT: (
            meeting.drafted_by,
            "handed in its minutes",
            meeting.drafted_at,
        ),
        MeetingState.APPROVED: (meeting.approved_by, "approved its minutes", meeting.approved_at),
        MeetingState.CANCELLED: (meeting.cancelled_by, "cancelled it", meeting.cancelled_at),
    }[MeetingState(meeting.state)]
    return f"{who} {did} on {full_day(timezone.localdate(at))}."
