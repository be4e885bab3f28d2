"""Put an edition in force, and retire one."""

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from plans.editions import locks
from plans.editions.evidence import edition_evidence
from plans.editions.lifecycle import EditionStatus
from plans.editions.policies import can_edit
from plans.signing import mail
from plans.signing.lifecycle import SignatureState
from plans.signing.queries import blockers, standing_signatures
from plans.signing.receipts import in_force_receipt
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import typed
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@transaction.atomic
def put_in_force(*, edition, by, on=None, now=None):
    """Put a fully signed edition in force on the day `on` (today).

    It takes the place of the one in force. Returns it.

    Its review is due `review_months` of the coalition later. Raises WrongState with what is missing
    where a seat has not signed, was not waived, or declined without an answer, or the coalition's
    board has not approved. Tells the signers.
    """
    now = now or timezone.now()
    on = on or timezone.localdate(now)
    edition = locks.locked(edition)
    require(can_edit(by, edition.plan))
    locks.check(edition, EditionStatus.IN_FORCE)
    missing = blockers(edition, on=on)
    if missing:
        raise WrongState(
            f"Edition {edition.number} cannot come into force yet. {' '.join(missing)}"
        )
    replaced = _supersede(edition, by, now)
    edition.status = EditionStatus.IN_FORCE
    edition.in_force_at, edition.in_force_by = now, by
    edition.review_due_on = on + relativedelta(months=edition.plan.coalition.review_months)
    edition.save(update_fields=["status", "in_force_at", "in_force_by", "review_due_on"])
    _audit(
        edition,
        by,
        "edition.put_in_force",
        fingerprint=edition.content_hash,
        replaced=replaced and replaced.number,
    )
    receipt = in_force_receipt(edition)
    for signature in standing_signatures(edition).filter(state=SignatureState.SIGNED):
        signature.edition = edition
        mail.tell_in_force(signature, receipt=receipt)
    return edition


@transaction.atomic
def retire(*, edition, by, because, now=None):
    """End an edition in force without a successor.

    Raises WrongState, or Refused without a reason.
    """
    because = typed(because)
    if not because:
        raise Refused("Write why this plan no longer holds.", field="because")
    edition = locks.locked(edition)
    require(can_edit(by, edition.plan))
    locks.check(edition, EditionStatus.RETIRED)
    edition.status, edition.ended_at = EditionStatus.RETIRED, now or timezone.now()
    edition.save(update_fields=["status", "ended_at"])
    _audit(edition, by, "edition.retired", because=because)
    return edition


def _supersede(edition, by, now):
    current = edition.plan.editions.in_force().select_for_update(no_key=True).first()
    if current:
        current.status, current.ended_at = EditionStatus.SUPERSEDED, now
        current.save(update_fields=["status", "ended_at"])
        current.plan = edition.plan
        _audit(current, by, "edition.superseded", replaced_by=edition.number)
    return current


def _audit(edition, by, action, **detail):
    detail |= edition_evidence(edition, edition)
    record(by=by, action=action, subject=edition, scope=edition.plan.coalition_id, **detail)
