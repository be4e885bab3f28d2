"""The editions in force as files, for who takes a whole coalition along."""

from collections.abc import Iterator
from functools import partial

from plans.book.writers.book import assemble
from plans.book.writers.formats import FORMATS, file_name
from plans.editions.models.edition import Edition
from safety_portal.core.exports.offers import NotThere, Paper
from safety_portal.core.exports.paper import PaperUnavailable

TAKEN = ("docx", "pdf")


def editions_in_force(coalition: int) -> Iterator[Paper]:
    """Of each plan of the coalition with this key the edition in force, whole: Word and PDF."""
    editions = Edition.objects.in_force().filter(plan__coalition=coalition)
    for edition in editions.select_related(
        "plan__coalition__district", "plan__coalition__school"
    ).order_by("pk"):
        for kind in TAKEN:
            name = f"plans/{edition.plan_id}/{file_name(edition, kind)}"
            yield Paper(name, partial(_written, edition, kind))


def _written(edition: Edition, kind: str) -> bytes:
    """Raises NotThere where this server makes no PDF."""
    try:
        content: bytes = FORMATS[kind](assemble(edition))
    except PaperUnavailable as unavailable:
        raise NotThere(str(unavailable)) from unavailable
    return content
