"""Minutes as PDF: the same words as on the page, in a child process under limits.

Minutes are a page or two, and made while somebody waits for them: two seconds. A plan takes minutes
and is made by a worker (plans/book).
"""

from django.template.loader import render_to_string

from coalitions.meetings.minutes import Minutes
from safety_portal.core.exports import paper
from safety_portal.core.exports.press import NotPrinted, print_pdf
from safety_portal.core.states import WrongState


def pdf_of(minutes: Minutes) -> bytes:
    """The PDF. Raises WrongState, with what to do, where this server makes none."""
    if not paper.is_available():
        raise WrongState(paper.MISSING)
    html = render_to_string(
        "coalitions/meetings/paper.html", {"read": minutes, "styles": "static:css/minutes.css"}
    )
    try:
        return print_pdf(html, pictures={}, report=lambda progress: None)
    except NotPrinted as not_printed:
        raise WrongState(str(not_printed)) from not_printed
