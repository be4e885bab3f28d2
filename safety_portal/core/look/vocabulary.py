"""The status vocabulary.

For every stored code one word, one shape and one color, so that no page invents its own.

Colors are the names of CSS classes (.tag-met, .word-met). Status is never told by color alone: the
word and the shape survive black and white, and the shapes differ in outline.
"""

from typing import NamedTuple

from safety_portal.core.look.words import Words


class Status(NamedTuple):
    """What a stored code looks like.

    The word a reader sees, the shape beside it, the color of both.
    """

    word: str
    shape: str
    color: str


EDITION = {
    "drafting": Status("Drafting", "pencil", "quiet"),
    "in_review": Status("In review", "review", "review"),
    "awaiting_signatures": Status("Awaiting signatures", "pen", "sign"),
    "in_force": Status("In force", "force", "force"),
    "superseded": Status("Superseded", "struck", "struck"),
    "voided": Status("Voided", "struck", "struck"),
    "retired": Status("Retired", "struck", "struck"),
}
OBLIGATION = {
    "current": Status("Open", "open", "quiet"),
    "due_soon": Status("Due soon", "half", "due"),
    "overdue": Status("Overdue", "overdue", "overdue"),
    "never": Status("Never done", "square", "never"),
    "to_verify": Status("To verify", "verify", "review"),
    "returned": Status("Returned", "returned", "due"),
    "met": Status("Met", "met", "met"),
    "not_asked": Status("Not asked", "dash", "quiet"),
}
READERS = {
    "public": Status("Public", "globe", "quiet"),
    "members": Status("Members", "person", "quiet"),
    "restricted": Status("Restricted", "lock", "restricted"),
}
CHANGE = {
    "material": Status("Material", "diamond", "sign"),
    "editorial": Status("Editorial", "open", "quiet"),
}
RULE = {
    "required": Status("Required", "diamond", "quiet"),
    "recommended": Status("Recommended", "open", "quiet"),
}
SEAT = {
    "filled": Status("Filled", "met", "met"),
    "vacant": Status("Vacant", "vacant", "vacant"),
}
ACTION = {
    "risk_accepted": Status("Risk accepted", "paused", "quiet"),
    "verified": Status("Verified", "met", "met"),
}
DRILL = {
    "scheduled": Status("Scheduled", "calendar", "review"),
    "held": Status("Held", "met", "met"),
    "missed": Status("Missed", "overdue", "overdue"),
    "to_log": Status("To log", "half", "due"),
    "held_late": Status("Held late", "met", "met"),
    "to_schedule": Status("Not scheduled", "half", "due"),
    "not_scheduled": Status("Not scheduled", "open", "quiet"),
    "out_of_compliance": Status("Out of compliance", "overdue", "overdue"),
    "to_verify_rule": Status("Verify", "verify", "review"),
    "undetermined": Status("Undetermined", "vacant", "vacant"),
    "no_day_named": Status("Open, no day named", "open", "quiet"),
    "drill_canceled": Status("Canceled", "struck", "struck"),
}
MEETING = {
    "planned": Status("Planned", "calendar", "review"),
    "minutes_draft": Status("Minutes to approve", "verify", "review"),
    "approved": Status("Minutes approved", "met", "met"),
    "cancelled": Status("Cancelled", "struck", "struck"),
}
IMPORT = {
    "placed": Status("Placed", "met", "met"),
    "unsure": Status("Unsure", "half", "due"),
    "not_placed": Status("Not placed", "overdue", "overdue"),
    "left_out": Status("Left out", "dash", "quiet"),
}

STATUSES = Words(
    "a status code",
    EDITION | OBLIGATION | READERS | CHANGE | RULE | SEAT | ACTION | DRILL | MEETING | IMPORT,
)

# The colors a `word` may take, and the shape that goes with each where the page names none.
WORD_SHAPES = Words(
    "a color of a word",
    {
        "met": "met",
        "due": "half",
        "overdue": "overdue",
        "quiet": "dash",
        "sign": "pen",
        "review": "verify",
    },
)
