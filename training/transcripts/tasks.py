"""A long transcript, in a worker: read it with progress, then look at it or import it. Thin.

May run twice without harm.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from safety_portal.celery import app
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.imports.columns import columns_in, sheet_of
from safety_portal.core.states import WrongState
from training.transcripts.actions import importing, working
from training.transcripts.comparison import compare
from training.transcripts.readers.transcripts import read_transcript
from training.transcripts.views.preview import preview

NOBODY = "The account that brought the file is gone."


def work_on_next(*, told) -> bool:
    """Do the work that waits longest; whether there was any.

    `told` makes of a Comparison what its page shows.

    What cannot go on says why on the page of the file. Safe to repeat: nothing is imported twice.
    """
    work = working.claim_work(now=timezone.now())
    if work is None:
        return False
    try:
        _do(work, told)
    except (FileRefused, PermissionDenied) as refused:
        working.refuse_work(work=work, reason=str(refused), now=timezone.now())
    except WrongState as changed:
        working.refuse_work(work=work, reason=str(changed), now=timezone.now(), again=True)
    return True


def _do(work, told):
    file, on = work.file, timezone.localdate()
    if file.applied_at:
        working.finish_work(work=work, now=timezone.now())
        return
    if file.owner is None:
        raise PermissionDenied(NOBODY)

    def progress(read, total):
        working.note_progress(work=work, read=read, total=total)

    transcript = read_transcript(
        bytes(file.content),
        columns_in(file.mapping),
        sheet=sheet_of(file.mapping),
        on=on,
        progress=progress,
    )
    work.rows_read = transcript.total
    progress(transcript.total, transcript.total)
    given = {"transcript": transcript, "coalition": file.coalition, "person": file.person, "on": on}
    if not work.seen:
        working.keep_preview(work=work, preview=told(compare(**given)), now=timezone.now())
        return
    with transaction.atomic():
        importing.import_training(
            by=file.owner, name=file.name, file=file, expected=work.seen, **given
        )
        working.finish_work(work=work, now=timezone.now())


# By the name under which it was queued before the house was ordered by nouns.
@app.task(name="training.tasks.work_on_files")
def work_on_files() -> None:
    """Work on the file that waits longest; go on in a further task, as long as there are more."""
    if work_on_next(told=preview):
        work_on_files.delay()
