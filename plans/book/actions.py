"""A reader's copy as PDF: asked for by a page, made by one worker at a time, kept for two days.

The row is the queue. A worker takes the oldest one under a lease that it renews while it works; one
that is killed leaves a lease that runs out, and the next takes the row again, under another number
of attempts: only who holds the last number keeps a file.
"""

from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from plans.book import policies
from plans.book.models import FOLDER, KEPT_FOR, Printed, PrintedCopy
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.files.uploads import all_or_nothing

# A worker is heard of twice a second while it prints; whoever is silent for so long is gone.
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3
ABANDONED = (
    "Three times a worker began this copy and ended before it was made. Take it as Word or as a web page for now, and tell "
    "whoever runs the server."
)
# The number of our lock among those of PostgreSQL: one worker claims at a time, and so one prints
# at a time.
_CLAIMING = 7_208_124


class CopyLost(Exception):
    """The copy is not ours to make any more.

    Our lease ran out and another worker took it, or nobody wants it now.
    """


@unrecorded("Asking for a copy gives nobody anything yet; taking it is recorded.")
@transaction.atomic
def ask_copy(*, edition, key, by, now=None):
    """The copy of that key: made already, or now asked for.

    One at a time for each reader of an edition: returns that one.

    `key` is what writers/printing.py works out of what `by` may read. One that failed is tried
    again. Raises PermissionDenied.
    """
    require(policies.can_print(by, edition))
    mine = PrintedCopy.objects.filter(edition=edition, account=by)
    mine.filter(failed_at__isnull=False).delete()
    for made in mine.filter(key=key, made_at__isnull=False):
        if not default_storage.exists(made.file.name):
            made.delete()
    row = PrintedCopy(edition=edition, account=by, key=key, asked_at=now or timezone.now())
    if not mine.unfinished().exists():
        # Asked for twice at once, or made before: the row that is there stays.
        PrintedCopy.objects.bulk_create([row], ignore_conflicts=True)
    return mine.unfinished().first() or PrintedCopy.objects.get(key=key)


@unasked("A worker's own bookkeeping, of a copy that its reader asked for.")
@unrecorded("How far a worker is changes nothing of anybody's; taking the copy is recorded.")
def claim_copy(*, now, of=PrintedCopy):
    """Take the oldest waiting copy for ourselves: of an edition, or `of` another kind of Printed.

    None where none waits, or while another worker prints.

    One at a time, however many workers there are: a PDF takes a core and a gigabyte, and mail must
    not wait for it.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CLAIMING])
        if any(each.objects.at_work(now).exists() for each in Printed.__subclasses__()):
            return None
        while copy := of.objects.waiting(now).order_by("asked_at", "id").first():
            if copy.attempts < MOST_ATTEMPTS:
                break
            _end(copy, failed_at=now, why=ABANDONED)
        if copy is None:
            return None
        copy.attempts += 1
        copy.lease_until = now + LEASE
        copy.phase, copy.page, copy.pages = "", 0, 0
        copy.save(update_fields=["attempts", "lease_until", "phase", "page", "pages"])
        return copy


@unasked("A worker's own bookkeeping, of a copy that its reader asked for.")
@unrecorded("How far a worker is changes nothing of anybody's; taking the copy is recorded.")
def note_progress(*, copy, phase, page=0, pages=0):
    """Write down how far a copy is, and hold on to it.

    Raises CopyLost where it is not ours any more.
    """
    _update(copy, phase=phase, page=page, pages=pages, lease_until=timezone.now() + LEASE)


@unasked("A worker's own bookkeeping, of a copy that its reader asked for.")
@unrecorded("How far a worker is changes nothing of anybody's; taking the copy is recorded.")
def rename_copy(*, copy, key):
    """Give a copy the key of what is printed now, where the text changed since it was asked for.

    Raises CopyLost where a copy of that key is there already: then this one is not needed, and
    goes.
    """
    rows = type(copy).objects
    if rows.filter(key=key).exclude(pk=copy.pk).exists():
        rows.filter(pk=copy.pk, attempts=copy.attempts).delete()
        raise CopyLost
    _update(copy, key=key)


@unasked("A worker's own bookkeeping, of a copy that its reader asked for.")
@unrecorded("How far a worker is changes nothing of anybody's; taking the copy is recorded.")
def keep_copy(*, copy, content, pages, now=None):
    """Keep the PDF of a copy. Raises CopyLost, and keeps nothing, where it is not ours any more."""
    with all_or_nothing() as store:
        store(copy.file, ContentFile(content, name=f"{copy.key[:32]}.pdf"))
        _update(
            copy, made_at=now or timezone.now(), file=copy.file.name, pages=pages, lease_until=None
        )


@unasked("A worker's own bookkeeping, of a copy that its reader asked for.")
@unrecorded("How far a worker is changes nothing of anybody's; taking the copy is recorded.")
def give_up(*, copy, why, now=None):
    """Say in one sentence why no PDF comes of a copy.

    Raises CopyLost where it is not ours any more.
    """
    _end(copy, failed_at=now or timezone.now(), why=why)


@unasked("A worker's own bookkeeping, of a copy that its reader asked for.")
@unrecorded("How far a worker is changes nothing of anybody's; taking the copy is recorded.")
def forget_copies(*, now):
    """Delete copies that were asked for two days ago, and files of that age whoever left them.

    Returns how many rows.
    """
    deleted = sum(each.objects.expired(now).delete()[0] for each in Printed.__subclasses__())
    for path in _files():
        modified = default_storage.get_modified_time(path)
        if modified <= now - KEPT_FOR:
            default_storage.delete(path)
    return deleted


def _files():
    """The stored files of copies, by path."""
    if not default_storage.exists(FOLDER):
        return []
    return [str(Path(FOLDER) / name) for name in default_storage.listdir(FOLDER)[1]]


def _end(copy, *, failed_at, why):
    _update(copy, failed_at=failed_at, why=why, lease_until=None)


def _update(copy, **fields):
    """Change the row if it is still ours: unfinished, and begun by nobody after us."""
    claimed = type(copy).objects.unfinished().filter(pk=copy.pk, attempts=copy.attempts)
    if not claimed.update(**fields):
        raise CopyLost
