"""A second person looks: verify, or return with a reason."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from safety_portal.core.audit.record import record as audit
from safety_portal.core.authority import require
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import typed
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.mail import render_mail
from safety_portal.core.notices.outbox import post
from safety_portal.core.refusals import Refused
from training.records.checking import move
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord
from training.records.policies import can_verify

FIELDS = ["state", "decided_at", "decided_by", "reason", "version"]


def verify_records(*, records, by, now=None):
    """Verify each of `records` that still waits, and is not one's own; returns those verified.

    One who trained does not verify it: such records are left out, as are records somebody else
    decided meanwhile.
    """
    with transaction.atomic():
        waiting = (
            _lock([record.pk for record in records])
            .filter(state=RecordState.TO_VERIFY)
            .exclude(person__account=by)
        )
        verified = list(waiting)
        for coalition in {record.coalition for record in verified}:
            require(can_verify(by, coalition))
        for record in verified:
            _decide(record, RecordState.VERIFIED, by=by, reason="", now=now)
            audit(by=by, action="training.verified", subject=record, scope=record.coalition)
        TrainingRecord.objects.bulk_update(verified, FIELDS)
    return verified


def return_record(*, record, reason, by, now=None):
    """Send a record back to who entered it, with a reason that opens the mail they get.

    Raises WrongState, and Refused without a reason or for one's own record.
    """
    require(can_verify(by, record.coalition))
    if not (reason := typed(reason)):
        raise Refused("Say what is missing or wrong, so that it can be put right.", field="reason")
    with transaction.atomic():
        record = _lock([record.pk]).get()
        if record.person.account_id == by.pk:
            raise Refused(
                "This is your own record. Correct or withdraw it, or let another administrator decide.",
                field="reason",
            )
        _decide(record, RecordState.RETURNED, by=by, reason=reason, now=now)
        record.save(update_fields=FIELDS)
        audit(
            by=by,
            action="training.returned",
            subject=record,
            scope=record.coalition,
            reason=record.reason,
        )
        _tell(record, by)
    return record


def _lock(ids):
    return (
        TrainingRecord.objects.select_for_update(no_key=True, of=["self"])
        .filter(pk__in=ids)
        .select_related("person__account", "course", "coalition", "entered_by")
        .order_by("pk")
    )


def _decide(record, state, *, by, reason, now):
    move(record, state)
    record.decided_at, record.decided_by = now or timezone.now(), by
    record.reason, record.version = reason, record.version + 1


def _tell(record, by):
    account = record.entered_by or record.person.account
    if not account:
        return
    context = {
        "heading": f"Returned: {record.course}, held {full_day(record.held_on)}",
        "scope": str(record.coalition),
        "lines": [record.reason, f"{by} returned this training record for {record.person}."],
        "url": settings.PORTAL_ADDRESS + reverse("record", args=[record.coalition.slug, record.pk]),
        "button": "Correct or withdraw it",
        "foot": f"You get this because you are a member of {record.coalition} on Safety Portal.",
    }
    post(
        key=f"training-returned:{record.pk}:{record.version}",
        kind=Kind("training_returned"),
        to=account.email,
        name=str(account),
        account=account,
        scope=record.coalition,
        **render_mail("mail/message", context)._asdict(),
    )
