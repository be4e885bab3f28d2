"""Copies as PDF: what a copy is known by, and how a worker makes one.

A copy is known by the SHA-256 of the very page that is printed: text, records, style, reader and
day. So a copy that is kept can only ever be given to somebody whose page would be the same now;
whoever may read less has another page, and another key. Only the names in the record of
distribution are left out of the key, because taking the copy adds one; which names a reader may see
hangs on their memberships, and these are in the key.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeVar

from django.utils import timezone

from coalitions.access.grants import access_of
from plans.book import actions
from plans.book.models import Phase, Printed, PrintedCopy
from plans.book.writers.book import assemble
from plans.book.writers.formats import as_page
from plans.editions.models.edition import Edition
from safety_portal.core.accounts.models import User
from safety_portal.core.exports import paper, press

Copy = TypeVar("Copy", bound=Printed)
NOT_YOURS = "You may not open this edition any more."
# What WeasyPrint is at in each of its steps.
PHASES = {5: Phase.LAYING_OUT, 6: Phase.WRITING, 7: Phase.WRITING}


def key_of(edition: Edition, *, reader: User) -> str:
    """What the copy of `edition` for the account `reader` is known by now: 64 hexadecimal digits.

    The edition comes with its plan and coalition. Costs what assembling the book does: 30 ms of CPU
    for 190,000 words.
    """
    page = as_page(assemble(edition, reader=reader, has_distribution=False))
    grants = sorted((grant.coalition_id, grant.role) for grant in access_of(reader).grants)
    known = json.dumps([paper.VERSION, edition.pk, reader.pk, grants, page])
    return hashlib.sha256(known.encode()).hexdigest()


def copy_for(edition: Edition, *, reader: User) -> PrintedCopy | None:
    """The reader's copy of what they may read now: being made, made, or failed.

    None where none was asked for.
    """
    mine = PrintedCopy.objects.visible_to(reader).filter(edition=edition)
    return mine.unfinished().first() or mine.filter(key=key_of(edition, reader=reader)).first()


def made_copy_for(edition: Edition, *, reader: User) -> PrintedCopy | None:
    """The reader's copy of what they may read now where it is made, else None."""
    made = PrintedCopy.objects.visible_to(reader).filter(edition=edition, made_at__isnull=False)
    return made.filter(key=key_of(edition, reader=reader)).first() if made.exists() else None


def ahead_of(copy: PrintedCopy) -> int:
    """How many copies are made before this one."""
    return PrintedCopy.objects.unfinished().filter(asked_at__lt=copy.asked_at).count()


def print_next() -> bool:
    """Make the oldest copy that waits; False where none waits or another worker prints.

    Seconds to minutes, for workers only.
    """
    return print_oldest(PrintedCopy, _print)


def print_oldest(of: type[Copy], make: Callable[[Copy], None]) -> bool:
    """Let `make` make the oldest copy of a kind that waits; False as of print_next.

    Where `make` raises NotPrinted, the copy says why.
    """
    copy = actions.claim_copy(now=timezone.now(), of=of)
    if copy is None:
        return False
    # Lost: another worker makes it, or nobody wants it any more. There is nothing left to do for
    # us.
    with suppress(actions.CopyLost):
        try:
            make(copy)
        except press.NotPrinted as error:
            actions.give_up(copy=copy, why=str(error))
    return True


def _print(copy: PrintedCopy) -> None:
    actions.note_progress(copy=copy, phase=Phase.GATHERING)
    whose = Edition.objects.visible_to(copy.account).select_related(
        "plan__coalition__district", "plan__coalition__school"
    )
    edition = whose.filter(pk=copy.edition_id).first()
    if edition is None:
        raise press.NotPrinted(NOT_YOURS)
    key = key_of(edition, reader=copy.account)
    if key != copy.key:
        actions.rename_copy(copy=copy, key=key)
        copy.key = key
    book = assemble(edition, reader=copy.account)
    pictures = {
        sha: (picture.file.path, picture.content_type) for sha, picture in book.pictures.items()
    }
    lay_out(copy, as_page(book), pictures, phase=_phase)


def lay_out(
    copy: Printed,
    page: str,
    pictures: Mapping[str, tuple[str, str]],
    *,
    phase: Callable[[press.Progress], Phase] = lambda progress: Phase.LAYING_OUT,
) -> None:
    """Have the press draw a page and keep it as the copy, which says meanwhile how far it is."""
    seen = press.Progress()

    def report(progress: press.Progress) -> None:
        nonlocal seen
        seen = progress
        actions.note_progress(
            copy=copy, phase=phase(progress), page=progress.page, pages=progress.pages
        )

    content = press.print_pdf(page, pictures=pictures, report=report)
    actions.keep_copy(copy=copy, content=content, pages=seen.pages)


def _phase(progress: press.Progress) -> Phase:
    """What the reader is told the press is at."""
    phase = PHASES.get(progress.step, Phase.STYLING)
    return Phase.NUMBERING if phase == Phase.LAYING_OUT and progress.pages else phase
