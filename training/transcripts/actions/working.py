"""Hand a long transcript to a worker: ask for it, claim it, say how far it is and how it ended.

A worker that is killed leaves a lease that runs out, and the next one begins again: looking writes
nothing, and importing is one transaction that also says that it is done.
"""

from datetime import timedelta

from django.db import connection, transaction

from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import require, unasked
from training.transcripts.models import FileWork
from training.transcripts.policies import verdict_on_import

# Longer than the time limit of a task (settings CELERY_TASK_TIME_LIMIT).
LEASE = timedelta(seconds=150)
# Work that ended so many workers is at fault itself.
MOST_TRIES = 3
# Any number that nothing else locks by.
_CLAIMING = 20261202
GIVEN_UP = "It could not be read to its end, three times over. Import it in parts, or ask whoever runs the server."


@unrecorded("Asking a worker changes nothing; importing the file is recorded.")
@transaction.atomic
def ask_worker(*, file, by, now, seen="") -> FileWork:
    """Have a worker look at a kept file, or import it as it was `seen`.

    What is asked for already is not asked again.

    Raises PermissionDenied. The caller nudges a worker.
    """
    require(verdict_on_import(by, file.coalition, file.person))
    work = FileWork.objects.select_for_update(no_key=True).filter(file=file).first() or FileWork(
        file=file
    )
    if work.pk and seen and work.seen == seen and work.done_at is None:
        return work
    work.asked_at, work.seen, work.lease_until, work.done_at = now, seen, None, None
    work.tries, work.rows_read, work.rows_total, work.refusal = 0, 0, None, ""
    work.save()
    return work


@unasked("A worker's own bookkeeping, of a file that somebody asked it to read.")
@unrecorded("How far a worker is changes nothing; importing the file is recorded.")
def claim_work(*, now) -> FileWork | None:
    """Take the work that waits longest for as long as a task may run, with its file.

    None if none waits, or one is worked on.

    One at a time in an installation: a worker has few processes, and mail never waits behind files.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CLAIMING])
        if FileWork.objects.worked_on(now).exists():
            return None
        waiting = FileWork.objects.waiting(now).select_for_update(
            no_key=True, skip_locked=True, of=["self"]
        )
        along = (
            "file__owner",
            "file__person",
            "file__coalition__district",
            "file__coalition__school",
        )
        work = waiting.select_related(*along).order_by("asked_at", "pk").first()
        if work is None:
            return None
        work.tries, work.lease_until = work.tries + 1, now + LEASE
        work.save(update_fields=["tries", "lease_until"])
    if work.tries <= MOST_TRIES:
        return work
    refuse_work(work=work, reason=GIVEN_UP, now=now)
    return claim_work(now=now)


@unasked("A worker's own bookkeeping, of a file that somebody asked it to read.")
@unrecorded("How far a worker is changes nothing; importing the file is recorded.")
def note_progress(*, work, read, total):
    """Say how many rows are read."""
    _write(work, rows_read=read, rows_total=total)


@unasked("A worker's own bookkeeping, of a file that somebody asked it to read.")
@unrecorded("How far a worker is changes nothing; importing the file is recorded.")
def keep_preview(*, work, preview, now):
    """Keep what looking found, for its page."""
    _write(work, preview=preview, done_at=now, rows_read=work.rows_read)


@unasked("A worker's own bookkeeping, of a file that somebody asked it to read.")
@unrecorded("How far a worker is changes nothing; importing the file is recorded.")
def finish_work(*, work, now):
    """Say that the file is imported. Belongs into the transaction that does it."""
    _write(work, done_at=now, preview=None)


@unasked("A worker's own bookkeeping, of a file that somebody asked it to read.")
@unrecorded("How far a worker is changes nothing; importing the file is recorded.")
def refuse_work(*, work, reason, now, again=False):
    """Say why it went no further; `again`.

    What is here has changed since somebody looked, so it is looked at once more.
    """
    _write(
        work,
        refusal=reason[:500],
        done_at=None if again else now,
        seen="",
        preview=None,
        lease_until=None,
    )


def _write(work, **changed):
    """Unless it was asked for anew meanwhile.

    Then what was found is of no use, and the new work goes on from its own start.
    """
    FileWork.objects.filter(pk=work.pk, asked_at=work.asked_at).update(**changed)
