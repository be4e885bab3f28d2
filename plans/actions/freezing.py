"""Freeze an edition so that it can be signed, and thaw it again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plans import canonical, letters
from plans.actions import approving, moving, reviewing
from plans.actions.asking import ask_every_seat
from plans.fingerprints import fingerprints_of
from plans.lifecycle import EditionStatus, SignatureState
from plans.models import Section
from safety_portal.audit.record import record
from safety_portal.states import WrongState


@transaction.atomic
def freeze(*, edition, due_on, by, now=None):
    """Fix the text, compute its fingerprint, and ask every signing seat to sign by the day `due_on`; returns the edition.

    Closes an open review round. Raises WrongState (not in review, no section, no signing seat), ValidationError for a day in
    the past. The hashes of sections are written before the state changes: afterwards the database refuses any change.
    """
    now = now or timezone.now()
    on = timezone.localdate(now)
    edition = moving.locked(edition)
    moving.check(edition, EditionStatus.AWAITING_SIGNATURES)
    if due_on < on:
        raise ValidationError({"due_on": "This day is in the past. Give the signers a day to sign by."})
    round_ = reviewing.open_round(edition)
    if round_:
        reviewing.close(round_, edition, by=by, now=now)
    _fix_text(edition, by, now)
    rows = ask_every_seat(edition, due_on=due_on, by=by, now=now, on=on)
    asked = sum(1 for row in rows if row.membership_id)
    _audit(edition, by, "edition.frozen", fingerprint=edition.content_hash, asked=asked, vacant=len(rows) - asked)
    return edition


@transaction.atomic
def thaw(*, edition, because, by, now=None):
    """Take a frozen edition back to review: its signatures and votes are voided for all to see, its fingerprint is gone.

    Raises WrongState unless it awaits signatures, ValidationError without a reason. Tells everybody who was asked.
    """
    because = because.strip()
    if not because:
        raise ValidationError({"because": "Write why the text has to change: signers read it."})
    now = now or timezone.now()
    edition = moving.locked(edition)
    moving.require_status(edition, EditionStatus.AWAITING_SIGNATURES)
    voided = _void_all(edition, because=because, by=by, now=now)
    votes = approving.void_all(edition, because=because, by=by, now=now)
    fingerprint = edition.content_hash
    edition.status = EditionStatus.IN_REVIEW
    edition.content_hash, edition.serialiser_version, edition.facts = "", None, {}
    edition.frozen_at = edition.frozen_by = None
    edition.save(update_fields=FROZEN_FIELDS)
    Section.objects.filter(edition=edition).update(content_hash="", protocol_hash="")
    _audit(edition, by, "edition.thawed", because=because, fingerprint=fingerprint, voided=voided, votes=votes)
    return edition


FROZEN_FIELDS = ["status", "content_hash", "serialiser_version", "facts", "frozen_at", "frozen_by"]


def _fix_text(edition, by, now):
    found = fingerprints_of(edition)
    if not found.sections:
        raise WrongState(f"Edition {edition.number} has no sections yet. Write its text before you freeze it.")
    for section, content_hash, protocol_hash in found.sections:
        section.content_hash, section.protocol_hash = content_hash, protocol_hash
    Section.objects.bulk_update(
        [section for section, *_ in found.sections], ["content_hash", "protocol_hash"], batch_size=500
    )
    edition.status = EditionStatus.AWAITING_SIGNATURES
    edition.content_hash, edition.serialiser_version, edition.facts = found.whole, canonical.VERSION, found.facts
    edition.frozen_at, edition.frozen_by = now, by
    edition.save(update_fields=FROZEN_FIELDS)


def _void_all(edition, *, because, by, now):
    """Void every signature that stands; returns how many had signed."""
    signed = 0
    rows = edition.signatures.exclude(state=SignatureState.VOIDED).select_for_update(of=("self",))
    for row in rows.select_related("membership__person__account", "designee__person__account").order_by("id"):
        had_signed = row.state == SignatureState.SIGNED
        signed += had_signed
        row.state = SignatureState.VOIDED
        row.voided_at, row.voided_by, row.voided_because = now, by, because[:500]
        row.save(update_fields=["state", "voided_at", "voided_by", "voided_because"])
        if row.membership_id:
            row.edition = edition
            letters.tell_voided(row, by=by, signed=had_signed)
    return signed


def _audit(edition, by, action, **detail):
    record(by=by, action=action, subject=edition, scope=edition.plan.coalition_id, **detail)
