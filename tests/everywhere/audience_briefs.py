"""Who gets what of briefs: a part of the table (audience.py)."""

from tests.everywhere.readers import ADMINISTRATOR, ALL, MEMBERS, Row, administrators

WRITERS = "administrator officers"
OTHERS = "responders care school official community"


def of_brief(own, **rest):
    """A brief for members: parents and students do not learn of it, nor does a district of what its
    schools write.
    """
    hidden = {"hidden": "community", "hidden_above": ALL, "hidden_below": "community"}
    return Row(own=own, **hidden, **rest)


def of_waiting(own, **rest):
    """One that is not published yet: only who writes learns of it."""
    hidden = {"hidden": OTHERS, "hidden_above": ALL, "hidden_below": ALL}
    return Row(own=own, brief="waiting_brief", **hidden, **rest)


def of_answer(own):
    """An answer is of the coalition in which it was given."""
    return Row(own=own, hidden="community", hidden_above=ALL, hidden_below=ALL)


BRIEFS = {
    "briefs": Row(own=ALL),
    "brief_begin": Row(own=WRITERS),
    "brief_starters": administrators(answers=405),
    "brief_export": Row(own=WRITERS),
    "brief_import": Row(own=WRITERS),
    "brief": of_brief(MEMBERS, below=MEMBERS),
    "brief / public": Row(own=ALL, below=ALL, hidden_above=ALL, brief="public_brief"),
    "brief / waiting": of_waiting(WRITERS),
    "brief_pdf": of_brief(MEMBERS, below=MEMBERS),
    "brief_work": of_waiting(WRITERS),
    "brief_versions": of_brief(WRITERS),
    "brief_readers": of_brief(WRITERS),
    "brief_change": of_brief(WRITERS),
    "brief_propose": of_brief(WRITERS, answers=405),
    "brief_publish": of_waiting(ADMINISTRATOR),
    "brief_send_back": of_waiting(ADMINISTRATOR),
    "brief_retire": of_brief(ADMINISTRATOR),
    "brief_take_up": of_brief(ADMINISTRATOR, answers=405),
    "brief_answer": of_brief(MEMBERS, answers=405),
    "brief_answer_change": of_answer("teacher"),
    "brief_answer_remove": of_answer(ADMINISTRATOR),
    "brief_agenda": of_brief(ADMINISTRATOR),
    "brief_send": of_brief(WRITERS),
}
