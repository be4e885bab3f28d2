"""Log, correct and withdraw a training."""

from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from safety_portal.core.audit.record import record as audit
from safety_portal.core.authority import require
from safety_portal.core.files.uploads import all_or_nothing
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import typed
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from training.records.checking import check, expiry, move
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord
from training.records.policies import can_change_record, can_log, can_log_for_others


class AlreadyLogged(Refused):
    """The same course on the same day is there already: `record`."""

    def __init__(self, record):
        super().__init__(f"{record.course} on {full_day(record.held_on)} is logged already.")
        self.record = record


class Stale(WrongState):
    """Somebody changed the record since the form was opened: `record` is how it stands now."""

    def __init__(self, record):
        super().__init__(
            "This record was changed while you had it open. Look at it as it stands now, then change it."
        )
        self.record = record


def log_training(
    *, person, coalition, course, held_on, hours=None, certificate=None, note="", by, on
):
    """Write down that `person` trained `course` on the day `held_on`.

    Returns the record, to be verified.

    `hours` (quarter hours count) are the course's own where not given. `certificate` is an
    uploads.Upload with a `name`, or None. `on` is today. Raises Refused, AlreadyLogged. Side
    effects: an audit row.
    """
    can_log_it = can_log if person.account_id == by.pk else can_log_for_others
    require(can_log_it(by, coalition))
    hours = check(course=course, held_on=held_on, hours=hours, on=on)
    with all_or_nothing() as store:
        record = TrainingRecord(
            person=person,
            coalition=coalition,
            course=course,
            held_on=held_on,
            hours=hours,
            expires_on=expiry(course, held_on),
            note=note,
            entered_at=timezone.now(),
            entered_by=by,
        )
        _attach(record, certificate, store)
        _save_once(record)
        audit(
            by=by,
            action="training.logged",
            subject=record,
            scope=coalition,
            held_on=str(held_on),
            hours=str(hours),
        )
    return record


def correct_record(*, record, course, held_on, hours, note="", certificate=None, version, by, on):
    """Change what was logged; a verified or returned record goes back to be verified.

    Returns the record.

    `version` is the record's when the form was opened. Raises Refused, AlreadyLogged, Stale,
    WrongState. The audit row keeps what it said before; a certificate that is replaced is removed
    from the disk.
    """
    require(can_change_record(by, record))
    hours = check(course=course, held_on=held_on, hours=hours, on=on)
    with all_or_nothing() as store:
        record = (
            TrainingRecord.objects.select_for_update(no_key=True, of=["self"])
            .select_related("course", "coalition")
            .get(pk=record.pk)
        )
        if record.version != version:
            raise Stale(record)
        move(record, RecordState.TO_VERIFY)
        before = {
            "course": record.course.code,
            "held_on": str(record.held_on),
            "hours": str(record.hours),
        }
        record.course, record.held_on, record.hours, record.note = course, held_on, hours, note
        record.expires_on = expiry(course, held_on)
        record.decided_at = record.decided_by = None
        # From here on it says what a person typed: no file changes it any more.
        record.source = record.source_row = None
        record.version += 1
        _attach(record, certificate, store)
        _save_once(record)
        scope = record.coalition
        audit(by=by, action="training.corrected", subject=record, scope=scope, before=before)
    return record


def withdraw_record(*, record, reason, by):
    """Take a record back: it proves nothing any more and stays in the history.

    Raises WrongState, Refused.
    """
    require(can_change_record(by, record))
    if not (reason := typed(reason)):
        raise Refused(
            "Say why this record is withdrawn; it stays in the history with that reason.",
            field="reason",
        )
    with transaction.atomic():
        record = (
            TrainingRecord.objects.select_for_update(no_key=True, of=["self"])
            .select_related("course", "coalition")
            .get(pk=record.pk)
        )
        move(record, RecordState.WITHDRAWN)
        record.reason, record.version = reason, record.version + 1
        record.save(update_fields=["state", "reason", "version"])
        audit(
            by=by,
            action="training.withdrawn",
            subject=record,
            scope=record.coalition,
            reason=record.reason,
        )
    return record


def _attach(record, certificate, store):
    """Attach a certificate.

    The file it takes the place of goes with the commit, since no page leads to it any more.
    """
    if certificate:
        if replaced := record.certificate.name:
            transaction.on_commit(partial(record.certificate.storage.delete, replaced), robust=True)
        store(record.certificate, certificate.as_file())
        record.certificate_name = f"{record.course.code}-{record.held_on}.{certificate.extension}"


def _save_once(record):
    """Save, or raise AlreadyLogged with the record that holds the place.

    The transaction stays usable.
    """
    same = TrainingRecord.objects.counted().filter(
        person=record.person,
        coalition=record.coalition,
        course=record.course,
        held_on=record.held_on,
    )
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        other = same.exclude(pk=record.pk).select_related("course").first()
        if other is None:
            raise
        raise AlreadyLogged(other) from error
