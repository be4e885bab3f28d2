"""A kept packet as PDF, in a child process under limits: a page or two, a second or two."""

from django.template.loader import render_to_string

from coalitions.public_records.library import library
from coalitions.public_records.models.packet import RecordsPacket
from coalitions.public_records.sheet import sheet_of
from safety_portal.core.exports.press import pdf_while_waiting


def html_of(packet: RecordsPacket) -> str:
    """The page that becomes the PDF."""
    context = {
        "packet": packet,
        "sheet": sheet_of(packet),
        "notice": library().notice,
        "styles": "static:css/records-paper.css",
    }
    return render_to_string("coalitions/public_records/paper.html", context)


def pdf_of(packet: RecordsPacket) -> bytes:
    """The PDF. Raises WrongState, with what to do, where none comes of it."""
    return pdf_while_waiting(html_of(packet))
