"""Job cards, blank forms and the readiness sheet as PDF, in a child process under limits.

A few seconds, while somebody waits, as for minutes.
"""

from collections.abc import Mapping

from django.template.loader import render_to_string

from safety_portal.core.exports import paper
from safety_portal.core.exports.press import NotPrinted, print_pdf
from safety_portal.core.states import WrongState

STYLES = ("static:css/paper.css", "static:css/reunification.css")


def pdf_of(template: str, context: Mapping[str, object]) -> bytes:
    """The PDF of a template. Raises WrongState, with what to do, where this server makes none."""
    if not paper.is_available():
        raise WrongState(paper.MISSING)
    html = render_to_string(template, {**context, "styles": STYLES})
    try:
        return print_pdf(html, pictures={}, report=lambda progress: None)
    except NotPrinted as not_printed:
        raise WrongState(str(not_printed)) from not_printed
