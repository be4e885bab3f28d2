"""Make hazards, risks, decisions and acceptances for tests, as builders.py makes the rest."""

from datetime import timedelta

from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from plans.risks.models.risk import OwnHazard, Risk
from plans.risks.models.weighing import Acceptance, TookPart, Weighing
from plans.risks.queries import year_of
from plans.risks.scales import CRITERIA
from plans.risks.weighed import Weighed

# 2 + 4 + 4 + 1 = 11 of 16: medium.
SCORES = {"probability": 2, "magnitude": 4, "warning": 4, "duration": 1}


def weighed(*scores, priority="medium", **rest):
    """What somebody says of a risk."""
    given = dict(zip(CRITERIA, scores, strict=True)) if scores else SCORES
    return Weighed(given, priority, **rest)


def make_own_hazard(*, coalition, by, title="Dam upstream", **fields):
    fields = {"group": "technological", "annex": "flood", "added_at": timezone.now()} | fields
    return OwnHazard.objects.create(coalition=coalition, title=title, added_by=by, **fields)


def make_risk(*, coalition, by, hazard="tornado", own=None, **fields):
    """A risk on which nobody has decided."""
    fields = {"chosen_at": timezone.now(), "chosen_by": by} | fields
    code = "" if own else hazard
    return Risk.objects.create(coalition=coalition, hazard_code=code, own_hazard=own, **fields)


def decide(risk, by, *scores, days_ago=0, people=(), is_decided=True, **said):
    """A decision on a risk, made so many days ago, or only a proposal. Returns it."""
    now = timezone.now() - timedelta(days=days_ago)
    fields = weighed(*scores, **said).fields
    made = Weighing.objects.create(
        risk=risk,
        is_decided=is_decided,
        year=year_of(timezone.localdate(now)),
        made_at=now,
        made_by=by,
        **fields,
    )
    for membership in people:
        TookPart.objects.create(weighing=made, membership=membership)
    if is_decided:
        risk.decision, risk.proposal = made, None
    else:
        risk.proposal = made
    risk.save()
    return made


def accept(decision, membership, by, *, days=30, days_ago=0, **fields):
    """Somebody lives with a risk until so many days from now."""
    today = timezone.localdate()
    fields = {"because": "The roof is new next summer."} | fields
    return Acceptance.objects.create(
        weighing=decision,
        membership=membership,
        accepted_on=today - timedelta(days=days_ago),
        ends_on=today + timedelta(days=days),
        entered_at=timezone.now(),
        entered_by=by,
        **fields,
    )


def membership_of(account, coalition):
    return Membership.objects.get(person__account=account, coalition=coalition)


def posted(**more):
    """What the form that decides sends: 11 of 16, decided as suggested."""
    return {**SCORES, "priority": "medium", "reason": "", "sureness": "", **more}
