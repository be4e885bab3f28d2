"""The agenda of a meeting: made of what is open, then added to, changed, put in order, posted."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from coalitions.meetings.lifecycle import PREPARED_IN, WRITTEN_IN
from coalitions.meetings.locks import lock_line, lock_meeting, require_prepared, require_state
from coalitions.meetings.models.agenda import AgendaLine
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.offers import OfferedLine
from coalitions.meetings.policies import can_run_line, can_run_meeting
from coalitions.meetings.queries import lines_of
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused

# A meeting of more is two meetings.
MOST_LINES = 100


@transaction.atomic
def add_line(
    *,
    meeting: Meeting,
    title: str,
    wanted: str,
    sensitivity: str,
    brought_by: str = "",
    minutes: int | None = None,
    by: User,
) -> AgendaLine:
    """Put a line that somebody typed on the agenda, behind all others; returns it.

    Also while minutes are written: what came up is written down, too. Raises Refused where it
    stands there already, WrongState. Audited.
    """
    require(can_run_meeting(by, meeting))
    meeting = lock_meeting(meeting)
    require_state(meeting, *PREPARED_IN, *WRITTEN_IN)
    title = tidy_name(title)
    _check_new(meeting, title)
    line = AgendaLine.objects.create(
        meeting=meeting,
        position=_last(meeting) + 1,
        title=title,
        wanted=wanted,
        sensitivity=sensitivity,
        brought_by=tidy_name(brought_by),
        minutes=minutes,
    )
    _audit(line, "agenda_line.added", by=by)
    return line


@transaction.atomic
def take_offers(*, meeting: Meeting, offered: Sequence[OfferedLine], by: User) -> int:
    """Put what is offered on the agenda; returns how many were not on it. Audited."""
    require(can_run_meeting(by, meeting))
    meeting = lock_meeting(meeting)
    require_prepared(meeting)
    number = put_on_agenda(meeting=meeting, offered=offered)
    if number:
        record(
            by=by,
            action="agenda.extended",
            subject=meeting,
            scope=meeting.coalition,
            lines=[line.key for line in offered],
        )
    return number


@unasked("A step of actions that asked who makes the agenda.")
@unrecorded("The action that makes the agenda leaves the row.")
def put_on_agenda(*, meeting: Meeting, offered: Sequence[OfferedLine]) -> int:
    """Write offered lines behind the others, each but once; returns how many."""
    there = set(
        meeting.lines.filter(removed_at__isnull=True)
        .exclude(origin_key="")
        .values_list("origin_key", flat=True)
    )
    new = [line for line in offered if line.key not in there]
    first = _last(meeting) + 1
    AgendaLine.objects.bulk_create(
        AgendaLine(
            meeting=meeting,
            position=position,
            title=line.title[:200],
            wanted=line.wanted,
            sensitivity=line.sensitivity,
            brought_by=line.by[:200],
            minutes=line.minutes,
            origin_key=line.key,
            origin_path=line.path,
            origin_words=line.words[:300],
        )
        for position, line in enumerate(new[: MOST_LINES - first + 1], start=first)
    )
    return len(new)


@unasked("A step of planning the next meeting, which asked who plans it.")
@unrecorded("The action that plans the next meeting leaves the row.")
def carry_over(*, meeting: Meeting, before: Meeting) -> None:
    """Put what the meeting before did not reach at the beginning of the agenda, each line once."""
    left = [
        line
        for line in lines_of(before)
        if not (line.text or line.decisions.all() or line.line_items.all())
    ]
    carried = set(
        AgendaLine.objects.filter(carried_from__in=left).values_list("carried_from", flat=True)
    )
    there = {line.origin_key for line in meeting.lines.all() if line.origin_key}
    new = [line for line in left if line.pk not in carried and line.origin_key not in there]
    _make_room(meeting, len(new))
    AgendaLine.objects.bulk_create(
        AgendaLine(
            meeting=meeting,
            position=position,
            title=line.title,
            wanted=line.wanted,
            sensitivity=line.sensitivity,
            brought_by=line.brought_by,
            minutes=line.minutes,
            origin_key=line.origin_key,
            origin_path=line.origin_path,
            origin_words=line.origin_words,
            carried_from=line,
        )
        for position, line in enumerate(new, start=1)
    )


@transaction.atomic
def change_line(
    *,
    line: AgendaLine,
    title: str,
    wanted: str,
    sensitivity: str,
    brought_by: str = "",
    minutes: int | None = None,
    by: User,
) -> AgendaLine:
    """Change what a line says and who reads it; returns it. Where it comes from stays.

    Who reads it may be changed until the minutes are approved. Raises WrongState. Audited where
    something changed.
    """
    require(can_run_line(by, line))
    line = lock_line(line, states=(*PREPARED_IN, *WRITTEN_IN))
    new = {
        "title": tidy_name(title),
        "wanted": wanted,
        "sensitivity": sensitivity,
        "brought_by": tidy_name(brought_by),
        "minutes": minutes,
    }
    changed = [name for name, value in new.items() if getattr(line, name) != value]
    if changed:
        for name, value in new.items():
            setattr(line, name, value)
        line.save(update_fields=list(new))
        _audit(line, "agenda_line.changed", by=by, changed=changed)
    return line


@transaction.atomic
def move_line(*, line: AgendaLine, place: int, by: User) -> AgendaLine:
    """Put a line at a place of the agenda, 1 the first; the others follow. Returns it. Audited."""
    require(can_run_line(by, line))
    line = lock_line(line, states=PREPARED_IN)
    lines = list(line.meeting.lines.filter(removed_at__isnull=True))
    order = [each for each in lines if each.pk != line.pk]
    order.insert(max(0, place - 1), line)
    if [each.pk for each in order] != [each.pk for each in lines]:
        for position, each in enumerate(order, start=1):
            each.position = position
        AgendaLine.objects.bulk_update(order, ["position"])
        _audit(line, "agenda_line.moved", by=by, place=line.position)
    return line


@transaction.atomic
def remove_line(*, line: AgendaLine, by: User) -> AgendaLine:
    """Take a line off the agenda; where it comes from it is offered again. Raises WrongState.

    Once the meeting was opened lines stay: what was not reached goes to the next. Audited.
    """
    require(can_run_line(by, line))
    line = lock_line(line, states=PREPARED_IN)
    line.removed_at, line.removed_by = timezone.now(), by
    line.save(update_fields=["removed_at", "removed_by"])
    _audit(line, "agenda_line.removed", by=by)
    return line


@transaction.atomic
def post_agenda(*, meeting: Meeting, by: User) -> Meeting:
    """Say that the agenda is posted, once; returns the meeting. Raises Refused for an empty one.

    Where the coalition meets in public, what is public of it stands on its public page from now
    on. Audited.
    """
    require(can_run_meeting(by, meeting))
    meeting = lock_meeting(meeting)
    require_prepared(meeting)
    if meeting.agenda_posted_at:
        return meeting
    if not meeting.lines.filter(removed_at__isnull=True).exists():
        raise Refused("There is nothing on the agenda yet. Put something on it, then post it.")
    meeting.agenda_posted_at, meeting.agenda_posted_by = timezone.now(), by
    meeting.save(update_fields=["agenda_posted_at", "agenda_posted_by"])
    record(by=by, action="agenda.posted", subject=meeting, scope=meeting.coalition)
    return meeting


def _check_new(meeting: Meeting, title: str) -> None:
    if not title:
        raise Refused("Say what it is about.", field="title")
    standing = meeting.lines.filter(removed_at__isnull=True)
    if standing.filter(title__iexact=title).exists():
        raise Refused("This stands on the agenda already.", field="title")
    if standing.count() >= MOST_LINES:
        raise Refused(f"An agenda has {MOST_LINES} lines at most. Plan a second meeting.")


def _last(meeting: Meeting) -> int:
    """The position of the last line, 0 without any."""
    return meeting.lines.aggregate(last=Max("position", default=0))["last"]


def _make_room(meeting: Meeting, number: int) -> None:
    lines = list(meeting.lines.all())
    for line in lines:
        line.position += number
    AgendaLine.objects.bulk_update(lines, ["position"])


def _audit(line: AgendaLine, action: str, *, by: User, **detail: object) -> None:
    """Without its title: what is restricted stands in no row that others read."""
    record(
        by=by,
        action=action,
        subject=line,
        scope=line.meeting.coalition,
        name=f"Agenda of {line.meeting}, {timezone.localdate(line.meeting.starts_at)}",
        **detail,
    )
