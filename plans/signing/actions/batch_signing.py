"""Sign several plans at once: all of them or none, each as its own decision."""

from django.db import transaction
from django.utils import timezone

from plans.editions import locks
from plans.editions.evidence import edition_evidence
from plans.signing import mail
from plans.signing.actions import signing
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from plans.signing.policies import can_sign
from plans.signing.signers import WHO, check_open, check_same_text, signers_of, spelled
from safety_portal.core.audit.record import record_each
from safety_portal.core.authority import require
from safety_portal.core.look.wording import counted
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

NOTHING_SIGNED = "Nothing was signed."
SIGNED_FIELDS = ["state", "typed_name", "decided_at", "decided_by", "signed_on", *WHO]


@transaction.atomic
def sign_all(*, signatures, fingerprints, typed_name, by, now=None):
    """Sign the texts whose `fingerprints` (by signature id) the signer saw, under one typed name.

    Returns the signatures.

    All or none: raises WrongState, which names the plan, where one was signed, voided, frozen again
    or its seat lost meanwhile; Refused where one is asked for under another name. Writes an
    audit row each, and tells administrators whose edition has every signature, and holders for whom
    a designee signed. The number of queries does not grow with that of the plans, but for these
    letters.
    """
    now = now or timezone.now()
    on = timezone.localdate(now)
    rows = _locked_signatures(signatures)
    _check_not_done(rows, by=by)
    signers = signers_of(rows, by=by, on=on)
    for row in rows:
        _check(row, fingerprint=fingerprints[row.pk], signer=signers.get(row.pk))
        require(can_sign(by, row))
    _check_names(rows, signers, typed_name)
    for row in rows:
        _sign(row, signers[row.pk], typed_name, by=by, now=now)
    Signature.objects.bulk_update(rows, SIGNED_FIELDS)
    record_each(_audit_row_of(row, by) for row in rows)
    for row in rows:
        mail.tell_holder(row)
    _tell_where_complete(rows, on=on)
    return rows


def _plan_in_words(signature):
    """ "Emergency operations plan of Juniper Elementary, edition 3".

    Which of several plans is meant.
    """
    edition = signature.edition
    return f"{edition.plan} of {edition.plan.coalition}, edition {edition.number}"


def _locked_signatures(signatures):
    """The signatures with their editions, all locked, the editions first."""
    editions = locks.locked_all({signature.edition_id for signature in signatures})
    rows = Signature.objects.select_for_update(no_key=True, of=("self",))
    rows = rows.select_related(
        "decided_by", "voided_by", "membership__person__account", "membership__coalition"
    )
    rows = list(
        rows.filter(pk__in=[signature.pk for signature in signatures]).order_by("due_on", "pk")
    )
    for row in rows:
        row.edition = editions[row.edition_id]
    return rows


def _check_not_done(rows, *, by):
    """The same button pressed twice says what the first time did."""
    if all(row.state == SignatureState.SIGNED and row.decided_by == by for row in rows):
        plans = counted(len(rows), "plan")
        raise WrongState(
            f"You have signed {'this' if len(rows) == 1 else 'these'} {plans} {_when(rows)}."
        )


def _when(rows):
    return locks.when(max(row.decided_at for row in rows))


def _check(row, *, fingerprint, signer):
    try:
        check_open(row, row.edition, SignatureState.SIGNED)
        check_same_text(row, row.edition, fingerprint)
    except WrongState as refused:
        raise WrongState(f"{_plan_in_words(row)}: {refused} {NOTHING_SIGNED}") from refused
    if signer is None:
        lost = f"You do not sign for the seat {row.seat_title} any more."
        raise WrongState(f"{_plan_in_words(row)}: {lost} {NOTHING_SIGNED}")


def _check_names(rows, signers, typed):
    expected = {row.pk: signers[row.pk].name for row in rows}
    wrong = [row for row in rows if spelled(expected[row.pk]) != spelled(typed)]
    if not wrong:
        return
    sentence = f"Type the name as it is spelled here: {expected[wrong[0].pk]}"
    if len({spelled(name) for name in expected.values()}) > 1:
        sentence = (
            f"{_plan_in_words(wrong[0])} is asked for under the name {expected[wrong[0].pk]}. "
            "Sign together only the plans that are under one name."
        )
    raise Refused(sentence, field="typed_name")


def _sign(row, signer, typed_name, *, by, now):
    row.state, row.typed_name = SignatureState.SIGNED, spelled(typed_name)
    signer.answer(row)
    row.decided_at, row.decided_by, row.signed_on = now, by, timezone.localdate(now)


def _audit_row_of(row, by):
    edition = row.edition
    detail = {
        "edition": edition.number,
        "fingerprint": edition.content_hash,
        **edition_evidence(row, edition),
    }
    return {
        "by": by,
        "action": "signature.signed",
        "subject": row,
        "scope": edition.plan.coalition_id,
        "detail": detail,
    }


def _tell_where_complete(rows, *, on):
    """Only editions on which nobody is asked any more can be complete.

    Most batch look at none.
    """
    editions = {row.edition_id: row.edition for row in rows}
    asked = Signature.objects.filter(edition__in=editions, state=SignatureState.ASKED)
    for pk in editions.keys() - set(asked.values_list("edition_id", flat=True)):
        signing.tell_if_complete(edition=editions[pk], on=on)
