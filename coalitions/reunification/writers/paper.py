"""Job cards, blank forms and the readiness sheet as PDF, in a child process under limits.

A few seconds, while somebody waits, as for minutes.
"""

from collections.abc import Mapping

from django.template.loader import render_to_string

from safety_portal.core.exports.press import pdf_while_waiting

STYLES = ("static:css/paper.css", "static:css/reunification.css")


def pdf_of(template: str, context: Mapping[str, object]) -> bytes:
    """The PDF of a template. Raises WrongState, with what to do, where none comes of it."""
    return pdf_while_waiting(render_to_string(template, {**context, "styles": STYLES}))
