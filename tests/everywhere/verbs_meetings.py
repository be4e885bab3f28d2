"""Who may do what with meetings: a part of the table (verbs.py)."""

from coalitions.meetings import policies as meetings_policies
from tests.everywhere import rows, rows_meetings
from tests.everywhere.may import ADMINISTRATOR, ALL, MEMBERS, May

MEETINGS = {
    "plan meetings": May(meetings_policies.can_run_meetings, rows.coalition, ADMINISTRATOR),
    "run a meeting": May(
        meetings_policies.can_run_meeting, rows_meetings.meeting("meeting"), ADMINISTRATOR
    ),
    "see a meeting": May(meetings_policies.can_see_meeting, rows_meetings.meeting("meeting"), ALL),
    "read minutes that wait": May(
        meetings_policies.can_read_minutes, rows_meetings.meeting("draft"), MEMBERS
    ),
    "read approved minutes": May(
        meetings_policies.can_read_minutes, rows_meetings.meeting("approved"), ALL
    ),
    "write minutes": May(
        meetings_policies.can_write_minutes, rows_meetings.meeting("held"), ADMINISTRATOR
    ),
    "change a line of an agenda": May(
        meetings_policies.can_run_line, rows_meetings.line("members"), ADMINISTRATOR
    ),
    "write under a line": May(
        meetings_policies.can_write_line, rows_meetings.line("restricted"), ADMINISTRATOR
    ),
    "open an action item out of a line": May(
        meetings_policies.can_open_line_item, rows_meetings.line("members"), ADMINISTRATOR
    ),
    "take a decision out": May(
        meetings_policies.can_remove_decision, rows_meetings.decision, ADMINISTRATOR
    ),
    "say who is there": May(
        meetings_policies.can_mark_present, rows_meetings.invitee, ADMINISTRATOR
    ),
    "take an invitation to a meeting back": May(
        meetings_policies.can_withdraw, rows_meetings.invitee, ADMINISTRATOR
    ),
    "see who signed in": May(meetings_policies.can_see_sheet, rows_meetings.sheet, ADMINISTRATOR),
    "answer an invitation to a meeting": May(
        meetings_policies.can_answer, rows_meetings.meeting("meeting"), ALL
    ),
}
