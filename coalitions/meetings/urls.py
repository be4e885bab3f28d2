"""Addresses of meetings: planned, answered, held, written down, and what of it is public."""

from collections.abc import Callable

from django.urls import path

from coalitions.access.policies import is_member
from coalitions.coalition.gates import HERE, at_once, of_coalition
from coalitions.meetings import policies, queries
from coalitions.meetings.views import agenda, decisions, drafts, inviting, meetings, minutes, public
from safety_portal.core.authority import Policy, View, anyone, gate

Fetch = Callable[..., object]
MEETINGS = HERE + "meetings/"
MEETING = MEETINGS + "<int:meeting>/"
LINE = MEETING + "lines/<int:line>/"


def of_meeting(policy: Policy, view: View, *, fetch: Fetch = queries.fetch_meeting) -> View:
    """The view of the meeting that the address names, or of something of it, behind a policy."""
    return gate(policy, view, fetch=fetch)


def of_line(policy: Policy, view: View) -> View:
    """The view of a line that the reader may read."""
    return gate(policy, view, fetch=queries.fetch_line)


see, run = policies.can_see_meeting, policies.can_run_meeting
read, write = policies.can_read_minutes, policies.can_write_minutes

urlpatterns = [
    path(MEETINGS, of_coalition(is_member, meetings.meetings), name="meetings"),
    path(
        MEETINGS + "rules/",
        of_coalition(policies.can_run_meetings, meetings.rules),
        name="meeting_rules",
    ),
    path(MEETING, of_meeting(see, meetings.meeting), name="meeting"),
    path(MEETING + "calendar.ics", of_meeting(see, meetings.calendar_file), name="meeting_file"),
    path(MEETING + "change/", of_meeting(run, meetings.change), name="meeting_change"),
    path(MEETING + "cancel/", of_meeting(run, meetings.cancel), name="meeting_cancel"),
    path(MEETING + "open/", of_meeting(run, meetings.open_it), name="meeting_open"),
    # Who is asked, and what they answer
    path(MEETING + "invite/", of_meeting(run, inviting.invite), name="meeting_invite"),
    path(MEETING + "ask-again/", of_meeting(run, inviting.ask_again), name="meeting_ask_again"),
    path(
        MEETING + "invited/<int:invitee>/withdraw/",
        of_meeting(policies.can_withdraw, inviting.withdraw, fetch=queries.fetch_invitee),
        name="meeting_withdraw",
    ),
    path(
        MEETING + "answer/",
        of_meeting(policies.can_answer, inviting.answer),
        name="meeting_answer",
    ),
    path(
        "meetings/answer/<str:signed>/",
        gate(anyone, inviting.answer_by_link, before_second_step=True),
        name="meeting_answer_link",
    ),
    # The agenda
    path(MEETING + "lines/add/", of_meeting(run, agenda.add), name="meeting_line_add"),
    path(
        LINE + "change/", of_line(policies.can_run_line, agenda.change), name="meeting_line_change"
    ),
    path(LINE + "move/", of_line(policies.can_run_line, agenda.move), name="meeting_line_move"),
    path(
        LINE + "remove/", of_line(policies.can_run_line, agenda.remove), name="meeting_line_remove"
    ),
    path(MEETING + "post/", of_meeting(run, agenda.post), name="meeting_post"),
    # Minutes
    path(MEETING + "minutes/", of_meeting(read, minutes.minutes), name="meeting_minutes"),
    path(MEETING + "minutes.pdf", of_meeting(read, minutes.pdf), name="meeting_pdf"),
    path(MEETING + "minutes.docx", of_meeting(read, minutes.word), name="meeting_docx"),
    path(MEETING + "write/", of_meeting(write, minutes.write), name="meeting_write"),
    path(MEETING + "draft/", of_meeting(write, drafts.draft), name="meeting_draft"),
    path(MEETING + "draft/keep/", of_meeting(write, drafts.keep), name="meeting_draft_keep"),
    path(MEETING + "draft/drop/", of_meeting(write, drafts.drop), name="meeting_draft_drop"),
    path(MEETING + "approve/", of_meeting(run, minutes.approve), name="meeting_approve"),
    path(MEETING + "correct/", of_meeting(run, minutes.correct), name="meeting_correct"),
    path(
        LINE + "decide/", of_line(policies.can_write_line, decisions.decide), name="meeting_decide"
    ),
    path(
        LINE + "item/",
        of_line(policies.can_open_line_item, decisions.open_item),
        name="meeting_item",
    ),
    path(
        LINE + "decisions/<int:decision>/remove/",
        gate(policies.can_remove_decision, decisions.remove, fetch=queries.fetch_decision),
        name="meeting_decision_remove",
    ),
    # The sheet on which people sign in
    path(MEETING + "sheet/", of_meeting(write, minutes.blank_sheet), name="meeting_blank_sheet"),
    path(MEETING + "sheet/add/", of_meeting(write, minutes.add_sheet), name="meeting_sheet_add"),
    path(
        MEETING + "sheets/<int:sheet>/",
        of_meeting(policies.can_see_sheet, minutes.sheet, fetch=queries.fetch_sheet),
        name="meeting_sheet",
    ),
    path(
        "community/<slug:coalition>/meetings/",
        at_once(anyone, public.meetings),
        name="meeting_public",
    ),
    path(
        "community/<slug:coalition>/es/meetings/",
        at_once(anyone, public.meetings),
        {"language": "es"},
        name="meeting_public_es",
    ),
]
