"""A printed sheet as PDF, in a child process under limits: one letter page, a second or two."""

from itertools import groupby

from django.template.loader import render_to_string
from django.utils import timezone

from coalitions.contacts import semesters
from coalitions.contacts.models.sheet import PrintedSheet
from safety_portal.core.exports.press import pdf_while_waiting


def html_of(sheet: PrintedSheet) -> str:
    """The page that becomes the PDF."""
    on = timezone.localdate(sheet.printed_at)
    by_role = groupby(sheet.lines, key=lambda line: (line["role_id"], line["role"]))
    context = {
        "sheet": sheet,
        "on": on,
        "good_until": semesters.good_until(on),
        "roles": [(name, list(lines)) for (_, name), lines in by_role],
        "styles": "static:css/contact-paper.css",
    }
    return render_to_string("coalitions/contacts/paper.html", context)


def pdf_of(sheet: PrintedSheet) -> bytes:
    """The PDF. Raises WrongState, with what to do, where none comes of it."""
    return pdf_while_waiting(html_of(sheet))
