"""Minutes handed in, approved and sent out once, corrected after that."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.roles import GROUP_OF, Group
from coalitions.meetings import mail
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.locks import check_meeting_move, lock_meeting, require_state
from coalitions.meetings.models.invitee import Invitee
from coalitions.meetings.models.meeting import Correction, Meeting
from coalitions.meetings.policies import can_run_meeting, can_write_minutes
from coalitions.meetings.queries import agenda_for, invitees_of, quorum_of
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_text
from safety_portal.core.refusals import Refused

ALL_LEVELS = frozenset({"public", "members", "restricted"})


@transaction.atomic
def hand_in(*, meeting: Meeting, by: User) -> Meeting:
    """Say that the minutes are written and wait for approval; returns the meeting.

    They may still be changed until then. Raises Refused while nothing is written, WrongState.
    Audited; sends nothing.
    """
    require(can_write_minutes(by, meeting))
    meeting = lock_meeting(meeting)
    check_meeting_move(meeting, MeetingState.MINUTES_DRAFT)
    if not any(row.is_reached for row in agenda_for(meeting, ALL_LEVELS)):
        raise Refused("Nothing is written yet. Write under at least one line, then hand them in.")
    meeting.state = MeetingState.MINUTES_DRAFT
    meeting.drafted_at, meeting.drafted_by = timezone.now(), by
    meeting.save(update_fields=["state", "drafted_at", "drafted_by"])
    record(by=by, action="minutes.handed_in", subject=meeting, scope=meeting.coalition)
    return meeting


@transaction.atomic
def approve(*, meeting: Meeting, by: User) -> Meeting:
    """Approve the minutes: they never change from now on, and go out, one message a person.

    Returns the meeting. Raises WrongState. Audited.
    """
    require(can_run_meeting(by, meeting))
    meeting = lock_meeting(meeting)
    check_meeting_move(meeting, MeetingState.APPROVED)
    invitees = invitees_of(meeting)
    mail.send_minutes(
        meeting,
        invitees,
        agenda=agenda_for(meeting, ALL_LEVELS),
        quorum=quorum_of(meeting, invitees),
        community=_community(meeting, invitees),
    )
    meeting.state = MeetingState.APPROVED
    meeting.approved_at, meeting.approved_by = timezone.now(), by
    meeting.save(update_fields=["state", "approved_at", "approved_by"])
    record(by=by, action="minutes.approved", subject=meeting, scope=meeting.coalition)
    return meeting


@transaction.atomic
def correct(*, meeting: Meeting, text: str, sensitivity: str, by: User) -> Correction:
    """Say what approved minutes should have said; they stay as they are. Returns the correction.

    Raises Refused, also for the same words again; WrongState before the approval. Audited.
    """
    require(can_run_meeting(by, meeting))
    meeting = lock_meeting(meeting)
    require_state(meeting, MeetingState.APPROVED)
    text = tidy_text(text)
    if not text:
        raise Refused("Say what the minutes should have said.", field="text")
    if meeting.corrections.filter(text=text).exists():
        raise Refused("This correction is written already.", field="text")
    correction = Correction.objects.create(
        meeting=meeting, text=text, sensitivity=sensitivity, made_at=timezone.now(), made_by=by
    )
    record(
        by=by,
        action="minutes.corrected",
        subject=meeting,
        scope=meeting.coalition,
        correction=correction.pk,
    )
    return correction


def _community(meeting: Meeting, invitees: list[Invitee]) -> frozenset[int]:
    """Those invited who are here as nothing but parent or student: they read what is public."""
    held = Membership.objects.current(timezone.localdate()).filter(
        coalition=meeting.coalition_id, person__in=[each.person_id for each in invitees]
    )
    others = {person for person, role in held.values_list("person_id", "role") if _is_inside(role)}
    return frozenset(each.person_id for each in invitees) - others


def _is_inside(role: str) -> bool:
    return GROUP_OF[role] != Group.COMMUNITY
