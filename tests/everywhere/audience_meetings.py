"""Who gets what of meetings: a part of the table (audience.py)."""

from tests.everywhere.readers import ADMINISTRATOR, ALL, MEMBERS, Row, anybody


def of_meeting(own=ADMINISTRATOR, **rest):
    """A coalition's own; above and below nobody learns that it is there."""
    return Row(own=own, hidden_above=ALL, hidden_below=ALL, **rest)


def of_line(**rest):
    """Of a line for members: parents and students do not learn that it is there."""
    return of_meeting(hidden="community", **rest)


MEETINGS = {
    "meetings": Row(own=ALL),
    "meeting_rules": Row(own=ADMINISTRATOR),
    "agenda_plan": Row(own=ADMINISTRATOR),
    "agenda": of_meeting(),
    "agenda_take": of_meeting(answers=405),
    "meeting": of_meeting(ALL),
    "meeting_file": of_meeting(ALL),
    "meeting_change": of_meeting(),
    "meeting_cancel": of_meeting(),
    "meeting_open": of_meeting(answers=405),
    "meeting_invite": of_meeting(),
    "meeting_ask_again": of_meeting(answers=405),
    "meeting_withdraw": of_meeting(answers=405),
    "meeting_answer": of_meeting(ALL, answers=405),
    "meeting_answer_link": anybody(),
    "meeting_line_add": of_meeting(),
    "meeting_line_change": of_line(),
    "meeting_line_change / restricted": of_meeting(
        hidden="care school official community", level="restricted"
    ),
    "meeting_line_move": of_line(answers=405),
    "meeting_line_remove": of_line(answers=405),
    "meeting_post": of_meeting(answers=405),
    "meeting_minutes": of_meeting(MEMBERS, meeting="held"),
    "meeting_minutes / approved": of_meeting(ALL, meeting="approved"),
    "meeting_pdf": of_meeting(ALL, meeting="approved"),
    "meeting_docx": of_meeting(ALL, meeting="approved"),
    "meeting_write": of_meeting(meeting="held"),
    "meeting_draft": of_meeting(meeting="held"),
    "meeting_draft_keep": of_meeting(meeting="held", answers=405),
    "meeting_draft_drop": of_meeting(meeting="held", answers=405),
    "meeting_approve": of_meeting(meeting="draft"),
    "meeting_correct": of_meeting(meeting="approved"),
    "meeting_decide": of_line(meeting="held"),
    "meeting_item": of_line(meeting="held"),
    "meeting_decision_remove": of_line(meeting="held", answers=405),
    "meeting_blank_sheet": of_meeting(),
    "meeting_sheet_add": of_meeting(meeting="held"),
    "meeting_sheet": of_meeting(meeting="held"),
}
