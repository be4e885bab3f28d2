"""An agreement in force is amended, read again and ended; one that never held is withdrawn."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.agreements.checking import (
    check_days,
    check_past,
    check_schools,
    check_version,
    check_year,
    worded,
)
from coalitions.agreements.lifecycle import (
    AMENDABLE,
    CHANGEABLE,
    ENDABLE,
    HOLDS,
    Standing,
    check_standing,
)
from coalitions.agreements.locks import locked
from coalitions.agreements.models.agreement import Agreement, AgreementReview, Amendment
from coalitions.schools.models import School
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused

WHY = "Say why; it stays beside the agreement."
CLOSED = ["closed_at", "closed_by", "closed_because", "ended_early_on"]


class Amended(TypedDict):
    """What an agreement says from now on."""

    terms: str
    schools: Sequence[School]
    review_due_on: date | None
    ends_on: date | None


@transaction.atomic
def amend_agreement(
    *,
    agreement: Agreement,
    by: User,
    version: int,
    amended_on: date,
    because: str,
    **new: Unpack[Amended],
) -> Amendment:
    """Change what an agreement in force says; what it said before stays beside it, with why.

    Returns the Amendment. Raises WrongState unless it is in force, Stale, and Refused for days that
    are none, or where nothing differs. Audited.
    """
    require(can_administer(by, agreement.coalition))
    agreement = locked(agreement)
    check_standing(agreement.standing, AMENDABLE)
    check_version(agreement, version)
    _check_amended(agreement, new, amended_on)
    because = worded(because, field="because", missing=WHY)
    before, after = _difference(agreement, new)
    _write(agreement, new)
    amendment = Amendment.objects.create(
        agreement=agreement,
        amended_on=amended_on,
        because=because,
        before=before,
        after=after,
        made_at=timezone.now(),
        made_by=by,
    )
    said = {"changed": sorted(after), "because": amendment.because}
    _record(by, "agreement.amended", agreement, **said)
    return amendment


def _check_amended(agreement: Agreement, new: Amended, amended_on: date) -> None:
    on = timezone.localdate()
    check_year(amended_on, field="amended_on", on=on)
    check_past(amended_on, field="amended_on", on=on, done="agreed")
    check_days(
        signed_on=agreement.signed_on,
        starts_on=agreement.starts_on,
        review_due_on=new["review_due_on"],
        ends_on=new["ends_on"],
        on=on,
    )
    check_schools(agreement.coalition, new["schools"])


def _write(agreement: Agreement, new: Amended) -> None:
    agreement.terms = new["terms"].strip()
    agreement.review_due_on, agreement.ends_on = new["review_due_on"], new["ends_on"]
    agreement.version += 1
    agreement.save(update_fields=["terms", "review_due_on", "ends_on", "version"])
    agreement.schools.set(new["schools"])


def _record(by: User, action: str, agreement: Agreement, **said: Any) -> None:
    record(by=by, action=action, subject=agreement, scope=agreement.coalition, **said)


def _difference(agreement: Agreement, new: Amended) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the agreement said, and says from now on, where both differ; schools by name.

    Raises Refused where nothing does.
    """
    told = {
        "terms": agreement.terms,
        "review_due_on": agreement.review_due_on,
        "ends_on": agreement.ends_on,
        "schools": sorted(school.name for school in agreement.schools.all()),
    }
    now = dict(new) | {
        "terms": new["terms"].strip(),
        "schools": sorted(school.name for school in new["schools"]),
    }
    if not (changed := [field for field in told if now[field] != told[field]]):
        raise Refused("Nothing differs from what the agreement says.")
    before = {field: _kept(told[field]) for field in changed}
    return before, {field: _kept(now[field]) for field in changed}


def _kept(value: Any) -> Any:
    return str(value) if isinstance(value, date) else value


@transaction.atomic
def review_agreement(
    *, agreement: Agreement, by: User, reviewed_on: date, outcome: str, next_review_on: date | None
) -> AgreementReview:
    """Write down that the parties read it together; the next review is due on the day given.

    Returns the AgreementReview. Raises WrongState unless it is in force, Refused for a day that is
    none, and for a second review of that day. Audited.
    """
    require(can_administer(by, agreement.coalition))
    on, agreement = timezone.localdate(), locked(agreement)
    check_standing(agreement.standing, HOLDS)
    check_year(reviewed_on, field="reviewed_on", on=on)
    check_past(reviewed_on, field="reviewed_on", on=on, done="read")
    _check_next(agreement, reviewed_on, next_review_on, on)
    if agreement.reviews.filter(reviewed_on=reviewed_on).exists():
        raise Refused("The review of this day is written down already.", field="reviewed_on")
    review = AgreementReview.objects.create(
        agreement=agreement,
        reviewed_on=reviewed_on,
        outcome=worded(outcome, field="outcome", missing="Say what came of it."),
        next_review_on=next_review_on,
        made_at=timezone.now(),
        made_by=by,
    )
    agreement.review_due_on, agreement.version = next_review_on, agreement.version + 1
    agreement.save(update_fields=["review_due_on", "version"])
    said = {"reviewed_on": str(reviewed_on), "next_review_on": str(next_review_on or "")}
    _record(by, "agreement.reviewed", agreement, **said)
    return review


def _check_next(
    agreement: Agreement, reviewed_on: date, next_review_on: date | None, on: date
) -> None:
    check_year(next_review_on, field="next_review_on", on=on)
    if reviewed_on < agreement.starts_on:
        raise Refused("It was read before it began. Look at the day.", field="reviewed_on")
    if next_review_on and next_review_on <= reviewed_on:
        raise Refused("The next review comes after this one.", field="next_review_on")
    if not next_review_on and not agreement.ends_on:
        raise Refused(
            "An agreement without an end needs a day by which it is read again.",
            field="next_review_on",
        )


@transaction.atomic
def end_agreement(*, agreement: Agreement, by: User, last_on: date, because: str) -> Agreement:
    """End an agreement with a reason, or say why one that ended is not renewed; returns it.

    `last_on` is the last day it holds; of one that has ended it stays what it was. Raises
    WrongState where it never held or is closed already, Refused for a day before it began.
    Audited. Assignments that stand on it are ended by people alone, and said to be uncovered.
    """
    require(can_administer(by, agreement.coalition))
    agreement = locked(agreement)
    check_standing(agreement.standing, ENDABLE)
    if agreement.closed_at:
        check_standing("closed", ENDABLE)
    if agreement.ends_on and (last_on > agreement.ends_on or agreement.standing == Standing.ENDED):
        last_on = agreement.ends_on
    check_year(last_on, field="last_on", on=timezone.localdate())
    if last_on < agreement.starts_on:
        raise Refused(
            "This agreement would end before it begins. Look at the day.", field="last_on"
        )
    agreement.ended_early_on = last_on
    _close(agreement, because, by)
    said = {"last_on": str(last_on), "because": agreement.closed_because}
    _record(by, "agreement.ended", agreement, **said)
    return agreement


@transaction.atomic
def withdraw_agreement(*, agreement: Agreement, by: User, because: str) -> Agreement:
    """Take back an agreement that does not hold yet; it stays in the record. Returns it.

    Raises WrongState once it is in force. Audited.
    """
    require(can_administer(by, agreement.coalition))
    agreement = locked(agreement)
    check_standing(agreement.standing, CHANGEABLE)
    _close(agreement, because, by)
    _record(by, "agreement.withdrawn", agreement, because=agreement.closed_because)
    return agreement


def _close(agreement: Agreement, because: str, by: User) -> None:
    because = worded(because, field="because", missing=WHY)
    agreement.closed_at, agreement.closed_by = timezone.now(), by
    agreement.closed_because, agreement.version = because, agreement.version + 1
    agreement.save(update_fields=[*CLOSED, "version"])
