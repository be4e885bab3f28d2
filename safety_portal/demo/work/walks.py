"""Two years of site walks in the demo: some in place, some mended, one repeated, one under way."""

import uuid
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from coalitions.action_items.actions import showing, verifying
from coalitions.action_items.models import ActionItem
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from coalitions.schools.models import District
from plans.assessments.actions import planning, walking
from plans.assessments.models.answer import Answer, Photo
from plans.assessments.models.assessment import (
    Assessment,
    AssessmentRead,
    Kind,
    TeamMember,
)
from plans.assessments.models.checklist import Checklist
from plans.findings.actions import deciding
from plans.findings.actions.finishing import finish_walk
from plans.findings.models import Finding, OutsideReport
from safety_portal.core.accounts.models import User
from safety_portal.demo.history import days_ago, fresh, recorded_at

# school, days ago, (item, answer, note, severity, sureness) of what is not in place.
IN_PLACE = ("yes", "", None, "")
LATCH = ("building.06", "no", "Door 4 does not latch. Held by a wedge at dismissal.", 3, "sure")
SPEAKER = (
    "building.23",
    "partly",
    "Music room: the speaker is there, the amplifier is off.",
    2,
    "",
)
Found = list[tuple[Any, ...]]
WALKS: list[tuple[str, int, Found]] = [
    ("larkspur", 410, [SPEAKER, ("perimeter.08", "partly", "Two lamps are out.", 1, "sure")]),
    ("juniper", 395, [("classroom.02", "no", "Substitutes sign for no key.", 3, "sure")]),
    ("cedar-ridge", 290, []),
    ("foxglove", 222, [("digital.12", "partly", "No radio in the boiler room.", 2, "likely")]),
    ("larkspur", 52, [LATCH, SPEAKER]),
    ("juniper", 20, [("perimeter.10", "no", "Ladder to the gym roof is open.", 2, "unsure")]),
]
UNDER_WAY, ANSWERED = "alder-creek", 32


def make_walks(world: SimpleNamespace) -> None:
    """Walk, find, mend and decide, as the deputy and the principals do."""
    for slug, ago, found in WALKS:
        _walk(world, slug, ago, found)
        if slug == "foxglove":
            _answer_findings(world)
    latch = Finding.objects.get(coalition=world.coalitions["larkspur"], item=LATCH[0])
    _mended(world, latch)
    _under_way(world)


def rows_of(district: District, coalitions: list[int]) -> tuple[QuerySet[Any], ...]:
    """What of it is there in a district, each before what it refers to: for taking it away."""
    walks = Assessment.objects.filter(coalition__in=coalitions)
    return (
        Finding.objects.filter(coalition__in=coalitions),
        OutsideReport.objects.filter(coalition__in=coalitions),
        AssessmentRead.objects.filter(assessment__in=walks),
        TeamMember.objects.filter(assessment__in=walks),
        Answer.objects.filter(assessment__in=walks),
        Photo.objects.filter(assessment__in=walks),
        walks,
        Checklist.objects.filter(district=district),
    )


def _planned(world: SimpleNamespace, slug: str, moment: datetime) -> Assessment:
    coalition = world.coalitions[slug]
    return planning.plan_assessment(
        coalition=coalition,
        kind=Kind.WHOLE,
        planned_on=timezone.localdate(moment),
        lead=_deputy(world),
        others="The custodian",
        by=fresh(world.dana),
        now=moment,
    )


def _deputy(world: SimpleNamespace) -> Membership:
    office = Coalition.objects.get(district=world.district, school__isnull=True)
    return Membership.objects.get(coalition=office, person__account=world.accounts["ray"])


def _walk(world: SimpleNamespace, slug: str, ago: int, found: Found) -> None:
    by, missing = fresh(world.accounts["ray"]), {row[0]: row[1:] for row in found}
    with recorded_at(days_ago(ago)) as moment:
        walk = _planned(world, slug, moment)
        for number, item in enumerate(walk.items):
            _say(walk, item, missing.get(item, IN_PLACE), by, moment + timedelta(minutes=number))
        finish_walk(assessment=walk, by=by, now=moment + timedelta(hours=3))


def _say(walk: Assessment, item: str, said: tuple[Any, ...], by: User, moment: datetime) -> None:
    answer, note, severity, sureness = said
    walking.record_answer(
        assessment=walk,
        key=uuid.uuid4(),
        item=item,
        answer=answer,
        note=note,
        severity=severity,
        sureness=sureness,
        answered_at=moment,
        by=by,
        now=moment,
    )


def _answer_findings(world: SimpleNamespace) -> None:
    """Of the older walks one is to be mended and one decided on; others wait for an answer."""
    lamps = Finding.objects.get(coalition=world.coalitions["larkspur"], item="perimeter.08")
    with recorded_at(days_ago(400)) as moment:
        deciding.decide_not_to_act(
            finding=lamps,
            reason="Both lamps go with the old fence this summer.",
            by=fresh(world.principals["larkspur"]),
            now=moment,
        )
    key = Finding.objects.get(coalition=world.coalitions["juniper"], item="classroom.02")
    with recorded_at(days_ago(210)) as moment:
        principal = world.principals["juniper"]
        _act(world, key, "A key for each substitute", principal, moment, days=240)


def _mended(world: SimpleNamespace, finding: Finding) -> None:
    """Given to the deputy, said to be done, verified by the principal."""
    deputy, principal = world.accounts["ray"], world.principals[finding.coalition.slug]
    with recorded_at(days_ago(50)) as moment:
        item = _act(world, finding, "Replace the closer of door 4", deputy, moment, days=28)
    with recorded_at(days_ago(33)) as moment:
        words = "New closer set, tried twenty times."
        showing.say_done(item=item, words=words, by=fresh(deputy), now=moment)
    with recorded_at(days_ago(31)) as moment:
        verifying.verify_item(item=item, by=fresh(principal), now=moment)


def _act(
    world: SimpleNamespace,
    finding: Finding,
    what: str,
    owner: User,
    moment: datetime,
    *,
    days: int,
) -> ActionItem:
    """An action item that the principal gives to `owner`, due so many days later."""
    member = Membership.objects.filter(coalition=finding.coalition, person__account=owner)
    return deciding.open_action(
        finding=finding,
        what=what,
        owner=member.select_related("person")[0].person,
        due_on=timezone.localdate(moment + timedelta(days=days)),
        how_checked="Try it ten times.",
        by=fresh(world.principals[finding.coalition.slug]),
        now=moment,
    )


def _under_way(world: SimpleNamespace) -> None:
    """A walk that is not finished: most of it is answered."""
    by = fresh(world.accounts["ray"])
    with recorded_at(days_ago(1)) as moment:
        walk = _planned(world, UNDER_WAY, moment)
        for number, item in enumerate(walk.items[:ANSWERED]):
            said = ("no", "Gate 2 has no lock.", 3, "sure") if number == 20 else IN_PLACE
            _say(walk, item, said, by, moment + timedelta(minutes=number))
