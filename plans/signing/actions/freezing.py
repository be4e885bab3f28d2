"""Freeze an edition so that it can be signed, and thaw it again."""

from django.db import transaction
from django.utils import timezone

from plans.approvals import actions
from plans.editions import canonical, locks
from plans.editions.evidence import edition_evidence, frozen_contents
from plans.editions.fingerprints import fingerprints_of
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section
from plans.editions.policies import can_edit
from plans.history.models import Revision
from plans.review import actions as review_actions
from plans.review.queries import open_round
from plans.signing import mail
from plans.signing.actions import signature_requests
from plans.signing.lifecycle import SignatureState
from plans.signing.receipts import freeze_receipt
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import typed
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@transaction.atomic
def freeze(*, edition, due_on, by, now=None):
    """Fix the text, compute its fingerprint, and ask every signing seat to sign by the day
    `due_on`; returns the edition.

    Closes an open review round. Raises WrongState (not in review, no section, no signing seat),
    Refused for a day in the past. The hashes of sections are written before the state
    changes: afterwards the database refuses any change. The letters carry the receipt of the
    freeze, so they come last.
    """
    now = now or timezone.now()
    on = timezone.localdate(now)
    edition = locks.locked(edition)
    require(can_edit(by, edition.plan))
    locks.check(edition, EditionStatus.AWAITING_SIGNATURES)
    if due_on < on:
        raise Refused("This day is in the past. Give the signers a day to sign by.", field="due_on")
    round_ = open_round(edition)
    if round_:
        review_actions.close(round_=round_, edition=edition, by=by, now=now)
    _fix_text(edition, by, now)
    rows = signature_requests.ask_every_seat(edition=edition, due_on=due_on, by=by, now=now, on=on)
    asked = sum(1 for row in rows if row.membership_id)
    counts = {"asked": asked, "vacant": len(rows) - asked}
    frozen = frozen_contents(
        edition.sections.present(), Revision.objects.filter(section__edition=edition)
    )
    _audit(
        edition,
        by,
        "edition.frozen",
        fingerprint=edition.content_hash,
        **counts,
        **edition_evidence(edition, edition, **frozen),
    )
    signature_requests.send(rows=rows, by=by, receipt=freeze_receipt(edition))
    return edition


@transaction.atomic
def thaw(*, edition, because, by, now=None):
    """Take a frozen edition back to review.

    Its signatures and votes are voided for all to see, its fingerprint is gone.

    Raises WrongState unless it awaits signatures, Refused without a reason. Tells everybody
    who was asked.
    """
    because = typed(because)
    if not because:
        raise Refused("Write why the text has to change: signers read it.", field="because")
    now = now or timezone.now()
    edition = locks.locked(edition)
    require(can_edit(by, edition.plan))
    locks.require_status(edition, EditionStatus.AWAITING_SIGNATURES)
    voided = _void_all(edition, because=because, by=by, now=now)
    votes = actions.void_all(edition=edition, because=because, by=by, now=now)
    fingerprint = edition.content_hash
    edition.status = EditionStatus.IN_REVIEW
    edition.content_hash, edition.serialiser_version, edition.facts = "", None, {}
    edition.frozen_at = edition.frozen_by = None
    edition.save(update_fields=FROZEN_FIELDS)
    Section.objects.filter(edition=edition).update(content_hash="", protocol_hash="")
    detail = {"because": because, "fingerprint": fingerprint, "voided": voided, "votes": votes}
    _audit(edition, by, "edition.thawed", **detail, **edition_evidence(edition, edition))
    return edition


FROZEN_FIELDS = ["status", "content_hash", "serialiser_version", "facts", "frozen_at", "frozen_by"]


def _fix_text(edition, by, now):
    fingerprints = fingerprints_of(edition)
    if not fingerprints.sections:
        raise WrongState(
            f"Edition {edition.number} has no sections yet. Write its text before you freeze it."
        )
    for section, content_hash, protocol_hash in fingerprints.sections:
        section.content_hash, section.protocol_hash = content_hash, protocol_hash
    Section.objects.bulk_update(
        [section for section, *_ in fingerprints.sections],
        ["content_hash", "protocol_hash"],
        batch_size=500,
    )
    edition.status = EditionStatus.AWAITING_SIGNATURES
    edition.content_hash, edition.serialiser_version, edition.facts = (
        fingerprints.whole,
        canonical.VERSION,
        fingerprints.facts,
    )
    edition.frozen_at, edition.frozen_by = now, by
    edition.save(update_fields=FROZEN_FIELDS)


def _void_all(edition, *, because, by, now):
    """Void every signature that stands; returns how many had signed."""
    signed, scope = 0, edition.plan.coalition_id
    rows = edition.signatures.exclude(state=SignatureState.VOIDED).select_for_update(
        no_key=True, of=("self",)
    )
    for row in rows.select_related(
        "membership__person__account", "designee__person__account"
    ).order_by("id"):
        had_signed = row.state == SignatureState.SIGNED
        signed += had_signed
        row.state = SignatureState.VOIDED
        row.voided_at, row.voided_by, row.voided_because = now, by, because[:500]
        row.save(update_fields=["state", "voided_at", "voided_by", "voided_because"])
        row.edition = edition
        record(
            by=by,
            action="signature.voided",
            subject=row,
            scope=scope,
            **edition_evidence(row, edition),
        )
        if row.membership_id:
            mail.tell_voided(row, by=by, signed=had_signed)
    return signed


def _audit(edition, by, action, **detail):
    record(by=by, action=action, subject=edition, scope=edition.plan.coalition_id, **detail)
