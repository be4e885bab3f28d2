"""A brief as PDF, in a child process under limits: one letter page."""

from django.template.loader import render_to_string

from coalitions.briefs.drawn import Drawn
from coalitions.briefs.here import BriefHere
from coalitions.briefs.models.brief import BriefVersion
from coalitions.prevention.matrix import drawn
from safety_portal.core.exports.press import pdf_while_waiting

# Letters on one page at the largest type; a longer brief is set in a smaller one.
SIZES = ((2600, "large"), (3400, "middle"))


def html_of(shown: BriefHere) -> str:
    """The page that becomes the PDF."""
    version = shown.shown
    context = {
        "version": version,
        "coalition": shown.coalition,
        "drawn": Drawn(version),
        "matrix": drawn(set(version.cells), version.primary_cell),
        "size": size_of(version),
        "styles": "static:css/brief-paper.css",
    }
    return render_to_string("coalitions/briefs/paper.html", context)


def size_of(version: BriefVersion) -> str:
    """In which type a brief stands on one page."""
    sources = sum(len(source["title"]) + len(source["publisher"]) for source in version.sources)
    letters = sum(
        map(len, (version.context, version.techniques, version.relevance, version.question))
    )
    return next((size for most, size in SIZES if letters + sources <= most), "small")


def pdf_of(shown: BriefHere) -> bytes:
    """The PDF. Raises WrongState, with what to do, where none comes of it."""
    return pdf_while_waiting(html_of(shown))
