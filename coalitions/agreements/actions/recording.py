"""Write down what was agreed, put it right before it holds, renew it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.agreements.checking import (
    check_days,
    check_parties,
    check_schools,
    check_version,
)
from coalitions.agreements.lifecycle import CHANGEABLE, RENEWABLE, check_standing
from coalitions.agreements.locks import locked
from coalitions.agreements.models.agreement import Agreement, AgreementParty
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.schools.models import School
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused


class Told(TypedDict):
    """What a paper says."""

    kind: str
    title: str
    terms: str
    schools: Sequence[School]
    parties: Sequence[dict[str, Any]]
    signed_on: date | None
    starts_on: date
    review_due_on: date | None
    ends_on: date | None


@transaction.atomic
def record_agreement(*, coalition: Coalition, by: User, **told: Unpack[Told]) -> Agreement:
    """Write down an agreement, a draft where nobody signed yet; returns it.

    Each of the parties has `name`, `agency` (None for others) and `signed_by`. Raises Refused for
    days that are none, no school, no party, and for the same agreement again. Audited.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    agreement = Agreement(coalition=coalition, recorded_at=timezone.now(), recorded_by=by)
    _write(agreement, told)
    record(by=by, action="agreement.recorded", subject=agreement, scope=coalition, **_days(told))
    return agreement


@transaction.atomic
def renew_agreement(*, agreement: Agreement, by: User, **told: Unpack[Told]) -> Agreement:
    """Write down the agreement that takes the place of another, which stays as it is.

    Raises WrongState where that one is over or not in force yet, Refused as record_agreement does,
    where the new one begins no later, and where another renews it already. Audited.
    """
    require(can_administer(by, agreement.coalition))
    old = locked(agreement)
    check_standing(old.standing, RENEWABLE)
    if told["starts_on"] <= old.starts_on:
        raise Refused("A renewal begins after the agreement that it renews.", field="starts_on")
    if old.replaced_by.not_withdrawn().exists():
        raise Refused("A renewal of this agreement is written down already. Open it instead.")
    new = Agreement(coalition=old.coalition, recorded_at=timezone.now(), recorded_by=by)
    new.replaces, new.first_id = old, old.first_id or old.pk
    _write(new, told)
    record(by=by, action="agreement.renewed", subject=new, scope=old.coalition, **_days(told))
    return new


@transaction.atomic
def change_agreement(
    *, agreement: Agreement, by: User, version: int, **told: Unpack[Told]
) -> Agreement:
    """Put an agreement right that does not hold yet; returns it.

    `version` is the agreement's when the form was opened. Raises WrongState once it is in force,
    Stale, Refused as record_agreement does. The audit row keeps what it said before.
    """
    require(can_administer(by, agreement.coalition))
    agreement = locked(agreement)
    check_standing(agreement.standing, CHANGEABLE)
    check_version(agreement, version)
    if agreement.replaces and told["starts_on"] <= agreement.replaces.starts_on:
        raise Refused("A renewal begins after the agreement that it renews.", field="starts_on")
    before = {
        "title": agreement.title,
        "starts_on": str(agreement.starts_on),
        "ends_on": str(agreement.ends_on or ""),
        "signed_on": str(agreement.signed_on or ""),
    }
    agreement.version += 1
    _write(agreement, told)
    record(
        by=by,
        action="agreement.changed",
        subject=agreement,
        scope=agreement.coalition,
        before=before,
        **_days(told),
    )
    return agreement


def _write(agreement: Agreement, told: Told) -> None:
    """Check what is told and save it, parties and schools, too."""
    coalition, schools, parties = agreement.coalition, told["schools"], told["parties"]
    check_days(
        signed_on=told["signed_on"],
        starts_on=told["starts_on"],
        review_due_on=told["review_due_on"],
        ends_on=told["ends_on"],
        on=timezone.localdate(),
    )
    check_schools(coalition, schools)
    check_parties(coalition, parties)
    agreement.signed_on, agreement.starts_on = told["signed_on"], told["starts_on"]
    agreement.review_due_on, agreement.ends_on = told["review_due_on"], told["ends_on"]
    agreement.kind, agreement.title = told["kind"], tidy_name(told["title"])
    agreement.terms = told["terms"].strip()
    _check_once(agreement)
    agreement.save()
    agreement.schools.set(schools)
    agreement.parties.all().delete()
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=agreement, position=position, **party)
        for position, party in enumerate(parties)
    )


def _check_once(agreement: Agreement) -> None:
    same = Agreement.objects.filter(
        coalition=agreement.coalition,
        kind=agreement.kind,
        title=agreement.title,
        starts_on=agreement.starts_on,
    ).not_withdrawn()
    if same.exclude(pk=agreement.pk).exists():
        raise Refused(
            "An agreement of this kind, title and first day is written down already.",
            field="title",
        )


def _days(told: Told) -> dict[str, str]:
    return {
        "kind": told["kind"],
        "signed_on": str(told["signed_on"] or ""),
        "starts_on": str(told["starts_on"]),
        "ends_on": str(told["ends_on"] or ""),
    }
