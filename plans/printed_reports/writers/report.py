"""The report of a walk as PDF: what a copy is known by, and how a worker makes one.

Known by the SHA-256 of the very page that is printed, its reader and the day: what is kept is only
ever given to somebody whose page would be the same now.
"""

import hashlib
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone

from plans.assessments.models.answer import Photo
from plans.assessments.models.assessment import Assessment
from plans.book import actions
from plans.book.models import Phase
from plans.book.writers.formats import STYLE
from plans.book.writers.printing import lay_out, print_oldest
from plans.findings.reporting import report_of
from plans.printed_reports.models import PrintedReport
from safety_portal.core.accounts.models import User
from safety_portal.core.exports import paper, press

NOT_YOURS = "You may not read this report any more."
SHOWN_WITH = (
    "coalition__district",
    "coalition__school",
    "checklist",
    "lead__person",
    "finished_by",
)


def page_of(walk: Assessment, *, reader: User) -> tuple[str, list[Photo]]:
    """The report as a whole page of HTML for a reader, and the photos that it shows."""
    told = report_of(walk, reader)
    style = Path(str(finders.find(STYLE))).read_text(encoding="utf-8")
    told |= {"style": style, "reader": reader, "today": timezone.localdate()}
    photos = [photo for line in told["lines"] for photo in line.photos]
    return render_to_string("plans/printed_reports/paper/report.html", told), photos


def key_of(walk: Assessment, *, reader: User) -> str:
    """What the report for a reader is known by now: 64 hexadecimal digits."""
    page, _ = page_of(walk, reader=reader)
    return hashlib.sha256(f"{paper.VERSION} {walk.pk} {reader.pk} {page}".encode()).hexdigest()


def report_for(walk: Assessment, *, reader: User) -> PrintedReport | None:
    """The reader's copy of what they may read now: being made, made, or failed; None for none."""
    mine = PrintedReport.objects.visible_to(reader).filter(assessment=walk)
    found: PrintedReport | None = (
        mine.unfinished().first() or mine.filter(key=key_of(walk, reader=reader)).first()
    )
    return found


def print_next() -> bool:
    """Make the oldest report that waits; False where none waits or another worker prints.

    Seconds, for workers only.
    """
    return print_oldest(PrintedReport, _print)


def _print(copy: PrintedReport) -> None:
    actions.note_progress(copy=copy, phase=Phase.GATHERING)
    readable = Assessment.objects.visible_to(copy.account).select_related(*SHOWN_WITH)
    walk = readable.filter(pk=copy.assessment_id).first()
    if walk is None:
        raise press.NotPrinted(NOT_YOURS)
    key = key_of(walk, reader=copy.account)
    if key != copy.key:
        actions.rename_copy(copy=copy, key=key)
        copy.key = key
    page, photos = page_of(walk, reader=copy.account)
    pictures = {photo.sha256: (photo.file.path, photo.content_type) for photo in photos}
    lay_out(copy, page, pictures)
