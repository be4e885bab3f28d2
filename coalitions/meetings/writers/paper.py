"""Minutes as PDF: the same words as on the page, in a child process under limits.

Minutes are a page or two, and made while somebody waits for them: two pages take 0.7 seconds of
CPU, twenty 1.3 (measured; a busy machine takes some seconds over it). A page to wait on, as a plan
has (plans/book), would cost more than that. What takes longer is refused: Word has no limit.
"""

from django.template.loader import render_to_string

from coalitions.meetings.minutes import Minutes
from safety_portal.core.exports.press import MOST_SECONDS, pdf_while_waiting

TOO_LONG = (
    "These minutes are too long for one PDF while you wait. Take them as Word, and print that."
)


def pdf_of(minutes: Minutes, *, most_seconds: float = MOST_SECONDS) -> bytes:
    """The PDF. Raises WrongState, with what to do, where none comes of it in time."""
    html = render_to_string(
        "coalitions/meetings/paper.html", {"read": minutes, "styles": "static:css/minutes.css"}
    )
    return pdf_while_waiting(html, most_seconds=most_seconds, too_long=TOO_LONG)
