"""Plan a meeting, change it, call it off, and say how the coalition meets."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.meetings import mail
from coalitions.meetings.actions.agenda import carry_over, put_on_agenda
from coalitions.meetings.actions.inviting import ask_in
from coalitions.meetings.details import Details
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.locks import check_meeting_move, lock_meeting, require_prepared
from coalitions.meetings.models.meeting import Meeting, MeetingRules
from coalitions.meetings.offers import OfferedLine
from coalitions.meetings.policies import can_run_meeting, can_run_meetings
from coalitions.meetings.queries import invitees_of, quorum_asked
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

CHANGED_MEANWHILE = (
    "Somebody changed this meeting while you had it open. Look at it, then change it."
)


@transaction.atomic
def plan_meeting(
    *,
    coalition: Coalition,
    details: Details,
    people: Collection[Person],
    by: User,
    lines: Sequence[OfferedLine] = (),
    follows: Meeting | None = None,
) -> Meeting:
    """Plan a meeting, ask `people` to it and put `lines` on its agenda; returns it.

    `follows` is the meeting of which it is the next: what was not reached there comes along.
    Raises Refused, also where one of that kind begins at the same moment already. Side effects: an
    audit row, a mail to each of them where the meeting is still to come.
    """
    require(can_run_meetings(by, coalition))
    coalition, now = lock_coalition(coalition), timezone.now()
    details.check(now=now)
    _check_free(coalition, details)
    meeting = Meeting.objects.create(
        coalition=coalition,
        follows=_to_follow(coalition, follows),
        planned_at=now,
        planned_by=by,
        **details.fields(),
    )
    put_on_agenda(meeting=meeting, offered=lines)
    if meeting.follows:
        carry_over(meeting=meeting, before=meeting.follows)
    record(by=by, action="meeting.planned", subject=meeting, scope=coalition, kind=details.kind)
    ask_in(meeting=meeting, people=people, now=now)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, details: Details, sequence: int, by: User) -> Meeting:
    """Change what, when or where a planned meeting is; returns it.

    `sequence` is the meeting's when the form was opened. Who is invited is told, and their
    calendars take it; answers to another hour are asked for again. Raises Refused, WrongState. An
    audit row where something changed.
    """
    require(can_run_meeting(by, meeting))
    meeting = lock_meeting(meeting)
    require_prepared(meeting)
    new = details.fields()
    changed = [name for name, value in new.items() if getattr(meeting, name) != value]
    if not changed:
        return meeting
    if meeting.sequence != sequence:
        raise WrongState(CHANGED_MEANWHILE)
    details.check(now=timezone.now())
    _save_changed(meeting, new)
    record(
        by=by, action="meeting.changed", subject=meeting, scope=meeting.coalition, changed=changed
    )
    if set(changed) - {"note_taker"}:
        _tell_changed(meeting, is_moved="starts_at" in changed)
    return meeting


def _check_free(coalition: Coalition, details: Details) -> None:
    same = Meeting.objects.filter(
        coalition=coalition,
        starts_at=details.starts_at,
        kind=details.kind,
        cancelled_at__isnull=True,
    )
    if same.exists():
        raise Refused("A meeting of this kind begins then already.", field="day")


def _save_changed(meeting: Meeting, new: dict[str, object]) -> None:
    for name, value in new.items():
        setattr(meeting, name, value)
    meeting.sequence += 1
    meeting.save(update_fields=[*new, "sequence"])


def _tell_changed(meeting: Meeting, *, is_moved: bool) -> None:
    """Tell everybody; who answered to another day or hour is asked again."""
    if is_moved:
        meeting.invitees.exclude(answer="").update(answer="", answered_at=None)
    now = timezone.now()
    if meeting.ends_at > now:
        mail.tell_changed(meeting, invitees_of(meeting), now=now)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, because: str, by: User) -> Meeting:
    """Call a planned meeting off, and say why; returns it.

    Raises Refused, WrongState. Side effects: an audit row; everybody invited is told, and their
    calendars take it out.
    """
    require(can_run_meeting(by, meeting))
    meeting = lock_meeting(meeting)
    check_meeting_move(meeting, MeetingState.CANCELLED)
    because = tidy_line(because)
    if not because:
        raise Refused("Say why it is not held: everybody invited reads it.", field="because")
    now = timezone.now()
    meeting.state = MeetingState.CANCELLED
    meeting.cancelled_at, meeting.cancelled_by = now, by
    meeting.cancelled_because = because
    meeting.sequence += 1
    meeting.save(
        update_fields=["state", "cancelled_at", "cancelled_by", "cancelled_because", "sequence"]
    )
    record(
        by=by, action="meeting.cancelled", subject=meeting, scope=meeting.coalition, because=because
    )
    if meeting.ends_at > now:
        mail.tell_cancelled(meeting, invitees_of(meeting), because=because, now=now)
    return meeting


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """Open a planned meeting on its day or after: from now on its minutes are written.

    Returns it, with the quorum that is asked of it for good. Raises WrongState. An audit row.
    """
    require(can_run_meeting(by, meeting))
    meeting = lock_meeting(meeting)
    check_meeting_move(meeting, MeetingState.HELD)
    day = timezone.localdate(meeting.starts_at)
    if day > timezone.localdate():
        raise WrongState("This meeting is still to come. Open it on its day, or change the day.")
    meeting.state = MeetingState.HELD
    meeting.opened_at, meeting.opened_by = timezone.now(), by
    meeting.quorum_needed = quorum_asked(meeting.coalition, on=day)
    meeting.save(update_fields=["state", "opened_at", "opened_by", "quorum_needed"])
    record(
        by=by,
        action="meeting.opened",
        subject=meeting,
        scope=meeting.coalition,
        quorum=meeting.quorum_needed,
    )
    return meeting


@transaction.atomic
def change_rules(
    *,
    coalition: Coalition,
    quorum_percent: int | None,
    is_open: bool,
    agenda_days: int,
    by: User,
) -> MeetingRules:
    """Say how the coalition meets; returns the rules. An audit row where something changed.

    Meetings that were opened keep the quorum that was asked of them.
    """
    require(can_run_meetings(by, coalition))
    coalition = lock_coalition(coalition)
    rules, _ = MeetingRules.objects.get_or_create(coalition=coalition)
    new = {"quorum_percent": quorum_percent, "is_open": is_open, "agenda_days": agenda_days}
    changed = {name: value for name, value in new.items() if getattr(rules, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(rules, name, value)
        rules.save(update_fields=list(changed))
        record(
            by=by, action="meeting_rules.changed", subject=rules, scope=coalition, changed=changed
        )
    return rules


def _to_follow(coalition: Coalition, meeting: Meeting | None) -> Meeting | None:
    """The meeting before, unless another one follows it already."""
    if meeting is None:
        return None
    if meeting.coalition_id != coalition.pk:
        raise Refused("That meeting is another coalition’s.")
    return None if Meeting.objects.filter(follows=meeting).exists() else meeting
