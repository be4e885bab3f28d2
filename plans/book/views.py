"""An edition as a file.

Which formats there are, the download, and the page on which a PDF is waited for.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plans.book.actions import ask_copy
from plans.book.models import Phase
from plans.book.tasks import print_copies
from plans.book.writers.book import assemble, restricted_in_copy
from plans.book.writers.formats import CONTENT_TYPES, FORMATS, file_name
from plans.book.writers.printing import ahead_of, copy_for, key_of, made_copy_for
from plans.editions.actions.access_log import note_opening, note_reads
from plans.editions.models.distribution import Channel
from plans.editions.models.section import Section
from safety_portal.core.exports import paper
from safety_portal.core.files.uploads import serve
from safety_portal.core.notices.nudge import nudge_on_commit

KINDS = [
    ("docx", "Word", "To go on writing in Word. Imported again, it becomes the same sections."),
    ("html", "Web page", "One file that opens in any browser, without a connection."),
    ("json", "JSON", "For another program: the sections in order, as text and as HTML."),
]


def choose(request, coalition, plan, edition):
    """The formats of an edition, and what this reader's copy leaves out."""
    restricted, left_out = restricted_in_copy(request.subject, request.user)
    context = {
        "coalition": request.subject.plan.coalition,
        "edition": request.subject,
        "restricted": restricted,
        "left_out": left_out,
        "kinds": KINDS,
        "paper": None if paper.is_available() else paper.MISSING,
    }
    return render(request, "plans/book/export.html", context)


@require_POST
def ask(request, coalition, plan, edition):
    """Have the reader's PDF made, by a worker; at once the file where it is made already."""
    key = key_of(request.subject, reader=request.user)
    copy = ask_copy(edition=request.subject, key=key, by=request.user)
    if copy.made_at:
        return redirect("book_download", coalition, plan, edition, "pdf")
    nudge_on_commit(print_copies.name)
    return redirect("book_print", coalition, plan, edition)


def look(request, coalition, plan, edition):
    """How far the reader's PDF is.

    The page asks again by itself while a script runs, by a link where none does.
    """
    copy = copy_for(request.subject, reader=request.user)
    context = {
        "coalition": request.subject.plan.coalition,
        "edition": request.subject,
        "copy": copy,
        "is_waiting": copy and not (copy.made_at or copy.failed_at),
        "ahead": ahead_of(copy) if copy and not copy.phase else 0,
        "step": Phase.values.index(copy.phase) + 1 if copy and copy.phase else 0,
        "steps": len(Phase),
    }
    return render(request, "plans/book/print.html", context)


def download(request, coalition, plan, edition, format):  # noqa: A002 - the word of the address
    """The reader's own copy. Reading restricted sections is logged.

    A copy of the edition in force is distributed.
    """
    if format not in FORMATS:
        raise Http404
    if format == "pdf":
        return _printed(request)
    book = assemble(request.subject, reader=request.user)
    content = FORMATS[format](book)
    _note(request)
    response = HttpResponse(content, content_type=CONTENT_TYPES[format])
    response["Content-Disposition"] = f'attachment; filename="{file_name(book.edition, format)}"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )
    return response


def _printed(request):
    """The PDF that a worker made of what the reader may read now.

    Without one, the page where it is asked for.
    """
    edition = request.subject
    copy = made_copy_for(edition, reader=request.user)
    if copy is None:
        return redirect("book_print", edition.plan.coalition.slug, edition.plan_id, edition.number)
    response = serve(copy.file, name=file_name(edition, "pdf"), content_type=CONTENT_TYPES["pdf"])
    _note(request)
    return response


def _note(request):
    """Write down that the reader took a copy: each restricted section in it, and the edition."""
    edition = request.subject
    read = (
        Section.objects.visible_to(request.user)
        .present()
        .filter(edition=edition)
        .restricted()
        .defer("html")
    )
    read = list(read)
    for section in read:
        section.edition = edition
    note_reads(sections=read, by=request.user, channel=Channel.DOWNLOADED)
    note_opening(edition=edition, by=request.user, channel=Channel.DOWNLOADED)
