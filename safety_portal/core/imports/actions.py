"""Keep the file of an import until it is done, and what is chosen about it; then the record of what
it did.
"""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from safety_portal.core.audit.record import record
from safety_portal.core.authority import unasked
from safety_portal.core.imports.kept import OTHERWISE
from safety_portal.core.states import WrongState

NAME_LENGTH = 200


@unasked("A step of the import of a noun, which has asked.")
@transaction.atomic
def keep_file(*, files, name: str, by, action: str, scope=None, now=None, detail=None, **fields):
    """Keep what was uploaded until it is imported, at most 24 hours; returns it.

    `files` are the kept files of this place, of which an account has one waiting: an earlier one
    goes, and so do all that have expired. The same file sent once more is the one that waits.
    Audited as `action` with `detail`.
    """
    now = now or timezone.now()
    # One upload of an account after the other: a double click keeps one file.
    get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)
    files.model.objects.expired(now).delete()
    waiting = files.waiting().filter(owner=by)
    if same := waiting.filter(name=name[:NAME_LENGTH], **fields).first():
        return same
    waiting.delete()
    file = files.model.objects.create(name=name[:NAME_LENGTH], owner=by, uploaded_at=now, **fields)
    record(by=by, action=action, subject=file, scope=scope, **(detail or {}))
    return file


@unasked("A step of the import of a noun, which has asked.")
@transaction.atomic
def keep_choice(
    *, file, field: str, choice: dict, by, action: str, scope=None, detail=None, is_part=False
):
    """Keep in `field` of a waiting file what somebody chose about it; returns the file.

    `is_part`: what was chosen before stays where this says nothing of it. The same choice again
    changes nothing. Audited as `action` with `detail`. Raises WrongState.
    """
    locked = (
        type(file)
        .objects.select_for_update(no_key=True, of=["self"])
        .defer("content")
        .get(pk=file.pk)
    )
    if locked.applied_at:
        raise WrongState(OTHERWISE)
    choice = {**getattr(locked, field), **choice} if is_part else choice
    if getattr(locked, field) != choice:
        setattr(locked, field, choice)
        locked.save(update_fields=[field])
        record(by=by, action=action, subject=locked, scope=scope, **(detail or {}))
    return locked


@unasked("A step of the import of a noun, which has asked.")
def record_import(
    *,
    files,
    file,
    name: str,
    by,
    counts: dict,
    action: str,
    scope=None,
    has_changed: bool,
    detail=None,
    **fields,
):
    """Make of the kept file, or of a new row for the command line, the record of an import.

    Returns it; its content goes. Audited as `action` with the balance (and `detail`) where the
    import has changed something; where it has not and nothing was kept, nothing is recorded and
    None comes back. Belongs into the transaction of the import.
    """
    now = timezone.now()
    if file is None and not has_changed:
        return None
    if file is None:
        file = files.model(name=name[:NAME_LENGTH], owner=by, uploaded_at=now)
    for field, value in {**fields, "content": None, "applied_at": now, "counts": counts}.items():
        setattr(file, field, value)
    if file.pk:
        file.save(update_fields=["content", "applied_at", "counts", *fields])
    else:
        file.save(force_insert=True)
    if has_changed:
        record(by=by, action=action, subject=file, scope=scope, **(detail or {}), **counts)
    return file
