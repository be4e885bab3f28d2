"""Weigh a risk: members propose, administrators decide, somebody accepts what is left."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from plans.risks.locks import locked_risk
from plans.risks.models.risk import Risk
from plans.risks.models.weighing import LONGEST_ACCEPTED, Acceptance, TookPart, Weighing
from plans.risks.policies import can_decide, can_propose, can_read_detail
from plans.risks.queries import acceptances_of, members_who_may, own_membership, year_of
from plans.risks.scales import CRITERIA
from plans.risks.weighed import Weighed, check_weighed
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

BECAUSE_MOST = 500


@transaction.atomic
def propose(*, risk: Risk, weighed: Weighed, by: User, now: datetime | None = None) -> Weighing:
    """Say how one would decide on a risk; returns the Weighing. The same again is the same.

    It waits for an administrator. Raises Refused as decide does.
    """
    require(can_propose(by, risk))
    check_weighed(weighed)
    weighed = _as_far_as_read(weighed, risk, by)
    risk = locked_risk(risk)
    last = risk.weighings.order_by("-pk").first()
    if last and not last.is_decided and _says_the_same(last, weighed, by):
        return last
    member = own_membership(by, risk.coalition)
    proposal = keep_weighing(
        risk=risk, weighed=weighed, people=[member] if member else [], is_decided=False, by=by,
        now=now or timezone.now(),
    )  # fmt: skip
    _audit(proposal, by, "risk.proposed")
    return proposal


def _as_far_as_read(weighed: Weighed, risk: Risk, by: User) -> Weighed:
    """Without the detail where its writer could not read it again."""
    if can_read_detail(by, risk.coalition):
        return weighed
    return Weighed(weighed.scores, weighed.priority, weighed.reason, weighed.sureness)


@transaction.atomic
def decide(
    *,
    risk: Risk,
    weighed: Weighed,
    people: Sequence[Membership],
    seen: int | None,
    by: User,
    now: datetime | None = None,
) -> Weighing:
    """Decide on a risk; returns the Weighing. The same again is the same.

    `people` took part; `seen` is the key of the decision that `by` looked at, None for none. Every
    proposal is answered by it, an acceptance of the decision before ends, and a risk that was set
    aside comes back. Raises Refused where a score, the priority or the reason is missing,
    WrongState where somebody has decided since.
    """
    require(can_decide(by, risk))
    check_weighed(weighed)
    now, risk = now or timezone.now(), locked_risk(risk)
    _check_people(risk, people, on=timezone.localdate(now))
    if risk.decision_id != seen:
        if risk.decision and _says_the_same(risk.decision, weighed, by):
            return risk.decision
        raise WrongState(_standing(risk))
    decision = keep_weighing(
        risk=risk, weighed=weighed, people=people, is_decided=True, by=by, now=now
    )
    _audit(decision, by, "risk.decided")
    return decision


@unasked("A step of weighing and importing, which have asked and hold the lock of the risk.")
@unrecorded("Who calls it says whether it was proposed, decided or imported.")
def keep_weighing(
    *,
    risk: Risk,
    weighed: Weighed,
    people: Sequence[Membership],
    is_decided: bool,
    by: User,
    now: datetime,
) -> Weighing:
    """Write a weighing of a locked risk, and that it holds or waits; returns it."""
    weighing = Weighing(risk=risk, is_decided=is_decided, made_at=now, made_by=by)
    weighing.year = year_of(timezone.localdate(now))
    for name, value in weighed.fields.items():
        setattr(weighing, name, value)
    weighing.save(force_insert=True)
    TookPart.objects.bulk_create(
        TookPart(weighing=weighing, membership=each) for each in dict.fromkeys(people)
    )
    if is_decided:
        risk.decision, risk.proposal = weighing, None
        risk.set_aside_at = risk.set_aside_by = None
        risk.set_aside_because = ""
    else:
        risk.proposal = weighing
    risk.save(
        update_fields=[
            *("decision", "proposal", "set_aside_at", "set_aside_by", "set_aside_because")
        ]
    )
    return weighing


def _says_the_same(weighing: Weighing, weighed: Weighed, by: User) -> bool:
    fields = weighed.fields
    return weighing.made_by_id == by.pk and all(
        getattr(weighing, name) == value for name, value in fields.items()
    )


def _standing(risk: Risk) -> str:
    """What to do where somebody was faster."""
    if risk.decision is None:
        return "Nobody has decided on it yet. Look at it again."
    decision = risk.decision
    day = full_day(timezone.localdate(decision.made_at))
    priority = decision.get_priority_display().lower()
    return (
        f"{decision.made_by} has decided since you looked: {priority}, {day}. Look at it again;"
        " what you typed is still here."
    )


def _check_people(risk: Risk, people: Sequence[Membership], *, on: date) -> None:
    held = set(members_who_may(risk.coalition, on=on).values_list("pk", flat=True))
    if any(each.pk not in held for each in people):
        raise Refused("Choose people who are members today.", field="people")


@transaction.atomic
def accept(
    *,
    risk: Risk,
    membership: Membership,
    until: date,
    because: str,
    seen: int | None,
    by: User,
    now: datetime | None = None,
) -> Acceptance:
    """Record that a member lives with a risk as it was decided, until a day; returns it.

    The same again is the same. Raises Refused for a day that is past or more than a year away, or
    no reason; WrongState where nobody has decided, or another decision holds by now.
    """
    require(can_decide(by, risk))
    now, because = now or timezone.now(), tidy_line(because)
    today, risk = timezone.localdate(now), locked_risk(risk)
    _check_acceptance(until, because, on=today)
    if risk.decision is None or risk.decision_id != seen or risk.set_aside_at:
        raise WrongState(_standing(risk))
    if membership.pk not in members_who_may(risk.coalition, on=today).values_list("pk", flat=True):
        raise Refused("Choose somebody who is a member today.", field="membership")
    last = acceptances_of([risk.decision]).get(risk.decision.pk)
    said = {"membership_id": membership.pk, "ends_on": until, "because": because}
    if last and all(getattr(last, name) == value for name, value in said.items()):
        return last
    acceptance = Acceptance.objects.create(
        weighing=risk.decision, accepted_on=today, entered_at=now, entered_by=by, **said
    )
    record(
        by=by, action="risk.accepted", subject=risk, scope=risk.coalition_id,
        accepted_by=str(membership.person), until=until.isoformat(),
    )  # fmt: skip
    return acceptance


def _check_acceptance(until: date, because: str, *, on: date) -> None:
    if until <= on:
        raise Refused("Choose a day after today.", field="until")
    if until > on + LONGEST_ACCEPTED:
        raise Refused(
            "A risk is accepted for a year at most. Choose an earlier day.", field="until"
        )
    if not because:
        raise Refused("Say why one can live with it until then.", field="because")
    if len(because) > BECAUSE_MOST:
        raise Refused(f"A reason has at most {BECAUSE_MOST} letters.", field="because")


def _audit(weighing: Weighing, by: User, action: str) -> None:
    """Scores and priorities; never the reason or the detail."""
    record(
        by=by,
        action=action,
        subject=weighing.risk,
        scope=weighing.risk.coalition_id,
        priority=weighing.priority,
        suggested=weighing.suggested,
        **{name: getattr(weighing, name) for name in CRITERIA},
    )
