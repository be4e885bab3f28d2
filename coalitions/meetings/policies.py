"""Who plans a meeting, who writes its minutes, who answers: a verdict with its reason."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY, is_member
from coalitions.access.roles import MEMBERS, Group
from coalitions.action_items.policies import can_open_item
from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.models.agenda import AgendaLine, Decision
from coalitions.meetings.models.invitee import AttendanceSheet, Invitee
from coalitions.meetings.models.meeting import Meeting
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied

NOBODY_YET = "This meeting does not ask you. Its administrators say who is invited."


def can_run_meetings(user: User, coalition: Coalition) -> Allowed | Denied:
    """Plan a meeting, invite, make its agenda, approve its minutes: administrators and chairs."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    is_chair = any(grant.is_chair for grant in access.grants_in(coalition))
    if is_chair or Group.ADMINISTRATOR in access.groups_in(coalition):
        return Allowed()
    return Denied(f"Only administrators and chairs of {coalition} plan its meetings.")


def can_run_meeting(user: User, meeting: Meeting) -> Allowed | Denied:
    """The same of one meeting."""
    return can_run_meetings(user, meeting.coalition)


def can_see_meeting(user: User, meeting: Meeting) -> Allowed | Denied:
    """Members; what they read of agenda and minutes is decided line by line."""
    return is_member(user, meeting.coalition)


def can_read_minutes(user: User, meeting: Meeting) -> Allowed | Denied:
    """Members; parents and students once they are approved, what is public of them."""
    is_inside = MEMBERS in access_of(user).levels_in(meeting.coalition)
    if is_inside or meeting.state == MeetingState.APPROVED:
        return can_see_meeting(user, meeting)
    return Denied("These minutes are not approved yet. What is public of them opens to you then.")


def can_write_minutes(user: User, meeting: Meeting) -> Allowed | Denied:
    """Who runs the meeting, and who was named to take notes; each writes what they may read."""
    runs = can_run_meeting(user, meeting)
    if runs or runs == LOOKING_ONLY:
        return runs
    takers = {grant.membership_id for grant in access_of(user).grants_in(meeting.coalition)}
    if meeting.note_taker_id in takers:
        return Allowed()
    return Denied("Only administrators, chairs and the note taker write these minutes.")


def can_run_line(user: User, line: AgendaLine) -> Allowed | Denied:
    """Change, move or remove a line of the agenda."""
    return can_run_meeting(user, line.meeting)


def can_write_line(user: User, line: AgendaLine) -> Allowed | Denied:
    """Write under a line: who writes the minutes and reads the line."""
    if line.sensitivity not in access_of(user).levels_in(line.meeting.coalition):
        return Denied("Only those who read this line write under it.")
    return can_write_minutes(user, line.meeting)


def can_open_line_item(user: User, line: AgendaLine) -> Allowed | Denied:
    """Open an action item out of a line: who writes under it, and opens items at all."""
    return can_write_line(user, line) and can_open_item(user, line.meeting.coalition)


def can_remove_decision(user: User, decision: Decision) -> Allowed | Denied:
    """Take a decision out of a draft again."""
    return can_write_line(user, decision.line)


def can_mark_present(user: User, invitee: Invitee) -> Allowed | Denied:
    """Say that somebody is there."""
    return can_write_minutes(user, invitee.meeting)


def can_withdraw(user: User, invitee: Invitee) -> Allowed | Denied:
    """Take an invitation back."""
    return can_run_meeting(user, invitee.meeting)


def can_see_sheet(user: User, sheet: AttendanceSheet) -> Allowed | Denied:
    """The photo of who signed in: who writes the minutes."""
    return can_write_minutes(user, sheet.meeting)


def can_answer(user: User, meeting: Meeting) -> Allowed | Denied:
    """Say that one comes, or cannot: who was invited, for themselves."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    asked = Invitee.objects.filter(
        meeting=meeting, person__in=access.person_ids, withdrawn_at__isnull=True
    )
    return Allowed() if asked.exists() else Denied(NOBODY_YET)
