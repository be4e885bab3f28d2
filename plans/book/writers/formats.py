"""The book in its formats. Each takes a Book and returns bytes."""

import base64
import json

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from plans.book.writers.book import text_of
from plans.book.writers.wide_tables import boxed
from plans.book.writers.word.document import as_docx
from safety_portal.core.exports import paper

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
STYLE = "css/book.css"


def as_json(book):
    """The contract's JSON: title, edition, status, the sections in reading order, the votes.

    What is left out is not in it.
    """
    sections = [
        {
            "number": entry.section.number,
            "title": entry.title,
            "level": entry.section.level,
            "kind": entry.section.kind,
            "sensitivity": entry.section.sensitivity,
            "html": entry.html,
            "text": text_of(entry),
        }
        for entry in book.entries
        if entry.html is not None
    ]
    document = {
        "title": book.plan.title,
        "edition": book.edition.number,
        "status": book.edition.status,
        "sections": sections,
        "approvals": [_approval(vote) for vote in book.approvals],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _approval(vote):
    numbers = {name: getattr(vote, name) for name in ("ayes", "noes", "abstained")}
    words = {
        name: getattr(vote, name)
        for name in ("body", "outcome", "meeting", "remark", "minutes_item", "minutes_url")
    }
    return (
        words
        | numbers
        | {
            "voted_on": vote.voted_on.isoformat(),
            "is_open_meeting": vote.is_open_meeting,
            "fingerprint": vote.content_hash,
            "voided_because": vote.voided_because,
        }
    )


def as_html(book):
    """One file that opens anywhere: style and pictures inside, nothing fetched."""
    page = as_page(book)
    for sha, picture in book.pictures.items():
        encoded = base64.b64encode(_content(picture)).decode()
        page = page.replace(
            f'src="picture:{sha}"', f'src="data:{picture.content_type};base64,{encoded}"'
        )
    return page.encode()


def as_pdf(book):
    """Tagged PDF with bookmarks, contents with page numbers and running heads, made here.

    For the command, seconds of work.

    Pages let the press print it (writers/printing.py). Raises paper.PaperUnavailable.
    """
    images = {
        sha: (_content(picture), picture.content_type) for sha, picture in book.pictures.items()
    }
    return paper.pdf(as_page(book), pictures=images)


FORMATS = {"pdf": as_pdf, "docx": as_docx, "html": as_html, "json": as_json}


def file_name(edition, extension):
    """plan-title-edition-3.pdf, of letters a file system takes."""
    plain = "".join(
        letter if letter.isalnum() and letter.isascii() else "-"
        for letter in edition.plan.title.lower()
    )
    return f"{'-'.join(filter(None, plain.split('-')))[:80] or 'plan'}-edition-{edition.number}.{extension}"


def as_page(book):
    """The whole book as one page of HTML with its style, as it is printed.

    Pictures by name, as paper.pdf takes them.
    """
    with open(finders.find(STYLE), encoding="utf-8") as file:
        style = file.read()
    return boxed(render_to_string("plans/book/book.html", {"book": book, "style": style}))


def _content(picture):
    with picture.file.open("rb") as file:
        return file.read()
