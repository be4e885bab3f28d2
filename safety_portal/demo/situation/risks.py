"""Risks in the demo: a school that weighed them two years running, with a proposal that waits, one
that was accepted for a while, and a school that has not looked at them for almost a year.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from plans.risks.actions import choosing, weighing
from plans.risks.models.risk import OwnHazard, Risk
from plans.risks.models.risk_file import RiskFile
from plans.risks.models.weighing import Acceptance, TookPart, Weighing
from plans.risks.queries import members_who_may
from plans.risks.scales import CRITERIA
from plans.risks.weighed import Weighed
from safety_portal.core.accounts.models import User
from safety_portal.demo.history import days_ago, fresh, recorded_at

MAIN = "The main under the kitchen is from 1961; the utility has no date for it."
# Hazard, four scores, priority, reason where it is not as suggested.
Said = tuple[str, tuple[int, int, int, int], str, str]
LAST_YEAR: list[Said] = [
    ("tornado", (2, 4, 4, 1), "medium", ""),
    ("fire_or_explosion", (3, 3, 4, 2), "high", ""),
    ("snow_storm", (4, 2, 1, 4), "medium", ""),
    ("flood", (2, 2, 3, 3), "medium", ""),
    ("medical_emergency", (4, 2, 4, 1), "medium", ""),
    ("infectious_disease", (3, 2, 1, 4), "medium", ""),
]
THIS_YEAR: list[Said] = [
    ("tornado", (3, 4, 4, 1), "high", ""),
    ("fire_or_explosion", (3, 3, 4, 2), "high", ""),
    ("snow_storm", (4, 3, 1, 4), "high", ""),
    ("active_shooter", (2, 4, 4, 1), "high", "Rare, and nothing is worse."),
    ("in_school_hazmat", (2, 4, 4, 1), "high", MAIN),
    ("medical_emergency", (4, 2, 4, 1), "high", "Two students carry epinephrine since August."),
    ("flood", (3, 2, 4, 4), "medium", "Water reaches the field, never the building."),
    ("infectious_disease", (4, 2, 1, 4), "medium", ""),
    ("severe_wind", (3, 3, 3, 2), "medium", ""),
    ("bus_emergency", (2, 3, 4, 2), "medium", ""),
    ("dangerous_person", (2, 3, 4, 1), "medium", ""),
    ("missing_student", (2, 2, 4, 3), "medium", ""),
    ("infrastructure_failure", (2, 2, 4, 3), "medium", ""),
    (
        "demonstration",
        (3, 1, 2, 2),
        "low",
        "Announced a week ahead each time; the sheriff is there.",
    ),
]
OF_GYM: list[Said] = [("tornado", (3, 4, 4, 1), "high", "")]
FOXGLOVE: list[Said] = LAST_YEAR[:3]


def make_risks(world: SimpleNamespace) -> None:
    """Weigh them at Juniper as its principal does, and at Foxglove almost a year ago."""
    juniper, principal = world.coalitions["juniper"], world.principals["juniper"]
    _weigh(juniper, principal, LAST_YEAR, days=400)
    _weigh(juniper, principal, THIS_YEAR, days=64)
    _weigh(juniper, principal, OF_GYM, days=64, building="Gymnasium")
    foxglove = world.coalitions["foxglove"]
    _weigh(foxglove, world.principals["foxglove"], FOXGLOVE, days=350)
    _own(juniper, principal)
    _accept(juniper, principal)
    _propose(juniper)


def let_go_of_weighings(coalitions: Sequence[int]) -> None:
    """Risk and weighing name each other: the risks let go, so that weighings can be taken away."""
    Risk.objects.filter(coalition__in=coalitions).update(decision=None, proposal=None)


def risk_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What of it is there in coalitions, each before what it refers to: for taking it away."""
    risks = Risk.objects.filter(coalition__in=coalitions)
    weighings = Weighing.objects.filter(risk__coalition__in=coalitions)
    return (
        Acceptance.objects.filter(weighing__risk__coalition__in=coalitions),
        TookPart.objects.filter(weighing__risk__coalition__in=coalitions),
        weighings,
        risks,
        OwnHazard.objects.filter(coalition__in=coalitions),
        RiskFile.objects.filter(coalition__in=coalitions),
    )


def _weigh(
    coalition: Coalition, by: User, said: Sequence[Said], *, days: int, building: str = ""
) -> None:
    by = fresh(by)
    with recorded_at(days_ago(days)) as moment:
        people = list(members_who_may(coalition, on=timezone.localdate())[:7])
        choosing.choose_hazards(
            coalition=coalition, building=building, hazards=[each[0] for each in said], by=by,
            now=moment,
        )  # fmt: skip
        for number, (code, scores, priority, reason) in enumerate(said):
            _decide(
                Risk.objects.get(coalition=coalition, building=building, hazard_code=code),
                _weighed(code, scores, priority, reason),
                people,
                by,
                moment + timedelta(minutes=5 * number),
            )


def _weighed(code: str, scores: Sequence[int], priority: str, reason: str) -> Weighed:
    detail = "Shut-off behind the dry store; the key is with the custodian alone."
    return Weighed(
        dict(zip(CRITERIA, scores, strict=True)),
        priority,
        reason=reason,
        sureness="likely",
        detail=detail if code == "in_school_hazmat" else "",
    )


def _decide(
    risk: Risk, weighed: Weighed, people: Sequence[Membership], by: User, now: datetime
) -> None:
    weighing.decide(
        risk=risk, weighed=weighed, people=people, seen=risk.decision_id, by=by, now=now
    )


def _own(coalition: Coalition, by: User) -> None:
    """One that the catalogue has not; nobody has decided on it."""
    with recorded_at(days_ago(30)) as moment:
        choosing.add_own_hazard(
            coalition=coalition,
            title="Cedar Falls dam",
            group="technological",
            annex="flood",
            building="",
            by=fresh(by),
            now=moment,
        )


def _accept(coalition: Coalition, by: User) -> None:
    """The power fails twice a winter; it is lived with until the generator comes."""
    risk = Risk.objects.get(coalition=coalition, hazard_code="infrastructure_failure")
    with recorded_at(days_ago(60)) as moment:
        weighing.accept(
            risk=risk,
            membership=Membership.objects.get(coalition=coalition, person__account=by),
            until=timezone.localdate() + timedelta(days=21),
            because="The generator is ordered; a school day without power can be bridged.",
            seen=risk.decision_id,
            by=fresh(by),
            now=moment,
        )


def _propose(coalition: Coalition) -> None:
    """A teacher would decide otherwise, and waits for an answer."""
    teachers = Membership.objects.filter(coalition=coalition, role="teacher")
    by = teachers.filter(person__account__isnull=False).order_by("pk")[0].person.account
    risk = Risk.objects.get(coalition=coalition, building="", hazard_code="missing_student")
    with recorded_at(days_ago(4)) as moment:
        weighing.propose(
            risk=risk,
            weighed=_weighed("", (3, 3, 4, 3), "high", ""),
            by=fresh(by),
            now=moment,
        )
