"""Import a transcript, and keep the file of it between looking and importing."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from safety_portal.core.authority import require
from safety_portal.core.database.bulk import copy_in, update_from
from safety_portal.core.imports.actions import keep_choice, keep_file, record_import
from safety_portal.core.imports.columns import choice
from safety_portal.core.imports.kept import lock_waiting, refuse_changed
from safety_portal.core.states import WrongState
from training.courses.models import Course
from training.records.models import TrainingRecord
from training.transcripts.comparison import Comparison, compare
from training.transcripts.models import TrainingFile
from training.transcripts.policies import verdict_on_import
from training.transcripts.transcript import Transcript

NEW = ("person_id", "course_id", "held_on", "hours", "expires_on", "note", "source_row")
# What a later file says of trainings that an earlier one imported.
CHANGED = """
    UPDATE training_trainingrecord record SET hours = told.hours, expires_on = told.expires_on, note = told.note,
        source_id = told.source, source_row = told.source_row, version = record.version + 1
    FROM unnest(%s::bigint[], %s::numeric[], %s::date[], %s::text[], %s::bigint[], %s::integer[])
        told(id, hours, expires_on, note, source, source_row)
    WHERE record.id = told.id
"""
_LOOK_AGAIN = "What is logged here has changed since you looked. Nothing was written; look again at what is new."


def import_training(
    *,
    transcript: Transcript,
    coalition,
    person: Person | None,
    by,
    on,
    name: str,
    file=None,
    expected=None,
) -> Comparison:
    """Log what is new in a transcript and change what an earlier file imported, to be verified.

    All or nothing.

    `person` is whose it is, None where each row says it; `by` None at the command line; `file` the
    kept TrainingFile; `expected` the digest of the preview somebody agreed to. The same transcript
    again writes nothing, not even an audit row. Raises PermissionDenied, and WrongState if the file
    was imported already or the preview no longer holds.
    """
    try:
        with transaction.atomic():
            return _import(transcript, coalition, person, by, on, name, file, expected)
    except IntegrityError as error:
        # Somebody logged one of these by hand in this very moment.
        raise WrongState(_LOOK_AGAIN) from error


def _import(transcript, coalition, person, by, on, name, file, expected):
    require(verdict_on_import(by, coalition, person))
    Coalition.objects.select_for_update(no_key=True, of=["self"]).get(pk=coalition.pk)
    lock_waiting(file)
    comparison = compare(transcript, coalition=coalition, person=person, on=on)
    refuse_changed(comparison, expected=expected, sentence=_LOOK_AGAIN)
    file = record_import(
        files=TrainingFile.objects, file=file, name=name, by=by, counts=comparison.counts,
        action="training.brought_in", scope=coalition, has_changed=comparison.changes_something,
        coalition=coalition,
    )  # fmt: skip
    if comparison.changes_something:
        _write(comparison, coalition=coalition, file=file, by=by)
    return comparison


def _write(comparison: Comparison, *, coalition, file, by) -> None:
    """The rows of a comparison, many at once."""
    Course.objects.bulk_create(comparison.courses, batch_size=1000)
    same = {
        "coalition_id": coalition.pk,
        "source_id": file.pk,
        "entered_by_id": by and by.pk,
        "entered_at": timezone.now(),
    }
    copy_in(
        TrainingRecord,
        NEW,
        (
            (each.person.pk, each.course.pk, each.held_on, *each.said, each.row)
            for each in comparison.new
        ),
        same=same,
    )
    update_from(
        CHANGED, ((each.old.pk, *each.said, file.pk, each.row) for each in comparison.changed)
    )


def keep_training_file(
    *, coalition, person: Person | None, name: str, content: bytes, sheet="", by, now=None
) -> TrainingFile:
    """Keep an uploaded transcript, of which `sheet` is proposed, until it is imported; returns it.

    At most 24 hours. An account has one waiting in a coalition. Raises PermissionDenied.
    """
    require(verdict_on_import(by, coalition, person))
    return keep_file(
        files=TrainingFile.objects.filter(coalition=coalition), name=name, by=by, now=now,
        action="training_file.kept", scope=coalition, detail={"bytes": len(content)},
        coalition=coalition, person=person, content=content, mapping=choice(sheet, {}),
    )  # fmt: skip


def choose_training_columns(*, file: TrainingFile, mapping: dict[str, str], by) -> TrainingFile:
    """Say which column of a kept file holds which field (field -> column), and which sheet is read.

    Raises PermissionDenied, WrongState.
    """
    require(verdict_on_import(by, file.coalition, file.person))
    return keep_choice(
        file=file, field="mapping", choice=mapping, by=by,
        action="training_file_columns.chosen", scope=file.coalition_id, detail={"mapping": mapping},
    )  # fmt: skip
