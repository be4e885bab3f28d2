"""An edition as a file: which formats there are, and the download."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from plans.actions.reading import note_opening, note_reads
from plans.exports.book import assemble, restricted_in_copy
from plans.exports.formats import CONTENT_TYPES, FORMATS, file_name
from plans.models.distribution import Way
from safety_portal.exports import paper

KINDS = [
    ("pdf", "PDF", "To print, and to hand over. Tagged, with contents and page numbers."),
    ("docx", "Word", "To go on writing in Word. Brought in again, it becomes the same sections."),
    ("html", "Web page", "One file that opens in any browser, without a connection."),
    ("json", "JSON", "For another program: the sections in order, as text and as HTML."),
]


def choose(request, coalition, plan, edition):
    """The formats of an edition, and what this reader's copy leaves out."""
    held, left_out = restricted_in_copy(request.subject, request.user)
    context = {
        "coalition": request.subject.plan.coalition,
        "edition": request.subject,
        "restricted": held,
        "left_out": left_out,
        "kinds": KINDS,
        "paper": None if paper.is_available() else paper.MISSING,
    }
    return render(request, "plans/export.html", context)


def download(request, coalition, plan, edition, format):  # noqa: A002 - the word of the address
    """The reader's own copy. Reading restricted sections is logged; a copy of the edition in force is distributed."""
    if format not in FORMATS:
        raise Http404
    book = assemble(request.subject, reader=request.user)
    try:
        content = FORMATS[format](book)
    except paper.PaperUnavailable as error:
        context = {"coalition": book.coalition, "edition": book.edition, "sentence": str(error)}
        return render(request, "plans/export_unavailable.html", context, status=503)
    read = [entry.section for entry in book.entries if entry.html is not None]
    for section in read:
        section.edition = book.edition
    note_reads(sections=read, by=request.user, way=Way.DOWNLOADED)
    note_opening(edition=book.edition, by=request.user, way=Way.DOWNLOADED)
    response = HttpResponse(content, content_type=CONTENT_TYPES[format])
    response["Content-Disposition"] = f'attachment; filename="{file_name(book, format)}"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return response
