"""The demo's programs: one in its second year with numbers, one whose review is due, one that has
not begun, one that was ended, one that an officer recommends; and an entry of the district's own.
"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pgtrigger
from django.db.models import QuerySet
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.meetings.models.agenda import Decision
from coalitions.programs.actions import (
    cataloguing,
    deciding,
    measuring,
    recommending,
    reviewing,
)
from coalitions.programs.actions.deciding import MeasurePlan
from coalitions.programs.catalogue import EntryText
from coalitions.programs.models.entry import ProgramEntry
from coalitions.programs.models.measure import Measure, MeasureValue
from coalitions.programs.models.program import Program
from coalitions.programs.models.review import ProgramReview
from coalitions.programs.queries import decisions_of, fetch_entry
from safety_portal.core.accounts.models import User
from safety_portal.demo.history import at, days_ago, fresh

# Decisions of the demo's meetings (work/meetings.py), by how their words begin.
CARD, CARD_KEPT = "Adopt the say something card", "Keep the say something card"
GREETERS, GREETERS_ENDED = "Adopt greeters", "End the parking lot greeters"
OFFICERS, TEAM = "Adopt the officer program", "Adopt a threat assessment team"
REPORTS, ANSWERED = "Reports per 100 students", "Answered to the reporter"
KNOWN = "Know whom to tell, survey"
CARD_MEASURES = [
    MeasurePlan(REPORTS, Decimal(4), before=Decimal("2.1")),
    MeasurePlan(ANSWERED, Decimal(100), True, True, Decimal(24), 54),
    MeasurePlan(KNOWN, Decimal(80), True, True, Decimal(61), 100),
]
CARD_IS = (
    "A card with three sentences and one number for every adult, and the promise that who reports"
    " hears back."
)
# How many days ago it was counted, and what.
Counts = dict[str, tuple[Decimal, int | None]]
CARD_COUNTED: list[tuple[int, Counts]] = [
    (
        880,
        {
            REPORTS: (Decimal("1.8"), None),
            ANSWERED: (Decimal("19"), 46),
            KNOWN: (Decimal("58"), 100),
        },
    ),
    (
        330,
        {
            REPORTS: (Decimal("3.4"), None),
            ANSWERED: (Decimal("58"), 83),
            KNOWN: (Decimal("62"), 100),
        },
    ),
    (
        40,
        {
            REPORTS: (Decimal("4.6"), None),
            ANSWERED: (Decimal("93"), 119),
            KNOWN: (Decimal("59"), 100),
        },
    ),
]
HOURS, REFERRALS = "Hours in classes and briefings, a month", "Referrals to court"
OFFICER_MEASURES = [
    MeasurePlan(HOURS, Decimal(12), before=Decimal(5)),
    MeasurePlan(REFERRALS, Decimal(10), False, before=Decimal(18)),
]
OFFICER_COUNTED: list[tuple[int, Counts]] = [
    (180, {HOURS: (Decimal("9"), None), REFERRALS: (Decimal("13"), None)}),
    (20, {HOURS: (Decimal("14"), None), REFERRALS: (Decimal("11"), None)}),
]
OWN = EntryText(
    title="Peer mediation, grades 6 to 8",
    cells=("deter.intervention", "eliminate_threats.intervention"),
    led_by=("mental_health", "teacher"),
    for_whom="Students of the middle school",
    description="Trained students help others to settle a quarrel before it becomes a fight.",
    process=("Mediators trained", "Mediations held"),
    outcome=("Fights on campus", "Quarrels settled after four weeks"),
    review="yearly",
    caution="Not for bullying, threats or anything that happened outside of school.",
)


def make_programs(world: SimpleNamespace) -> None:
    """What the district's coalition has adopted, tried, ended, and is asked to adopt."""
    district, dana = world.coalitions["cedar-county"], fresh(world.dana)
    ray = fresh(world.accounts["ray"])
    _card(district, ray, dana)
    _greeters(district, ray, dana)
    _officers(district, ray, dana)
    _team(district, ray, dana)
    with at(days_ago(60)) as moment:
        entry = cataloguing.add_entry(coalition=district, text=OWN, by=dana)
    ProgramEntry.objects.filter(pk=entry.pk).update(written_at=moment)
    reasons = "Nine of the last fourteen fights began with a quarrel that a classmate knew of."
    _recommend(district, ray, 14, entry.code, OWN.title, reasons)


def _decision(district: Coalition, words: str) -> Decision:
    return decisions_of(district).get(text__startswith=words)


def _recommend(
    district: Coalition,
    by: User,
    days: int,
    code: str,
    title: str,
    reasons: str,
    description: str = "",
) -> Program:
    here = fetch_entry(by, coalition=district.slug, entry=code)
    with at(days_ago(days)) as moment:
        program = recommending.recommend_program(
            here=here,
            title=title,
            for_whom=here.text.for_whom,
            description=description or here.text.description,
            reasons=reasons,
            measures=here.text.measures[:8],
            by=by,
        )
    Program.objects.filter(pk=program.pk).update(recommended_at=moment)
    return program


def _adopt(program: Program, days: int, decision: Decision, *, by: User) -> Program:
    with at(days_ago(days)) as moment:
        adopted = deciding.adopt_program(program=program, decision=decision, by=by)
    Program.objects.filter(pk=program.pk).update(adopted_at=moment)
    return adopted


def _start(
    program: Program, days: int, leader: User, measures: list[MeasurePlan], costs: str, *, by: User
) -> Program:
    with at(days_ago(days)) as moment:
        started = deciding.start_program(
            program=program,
            started_on=timezone.localdate() - timedelta(days=days),
            leader=leader.people.get(district=program.coalition.district_id),
            review_every="yearly",
            costs=costs,
            measures=measures,
            by=by,
        )
    MeasureValue.objects.filter(measure__program=program).update(entered_at=moment)
    return started


def _count(program: Program, counted: list[tuple[int, Counts]], *, by: User) -> None:
    measures = {measure.name: measure for measure in program.measures.all()}
    for days, counts in counted:
        numbers = {measures[name]: number for name, number in counts.items()}
        day = timezone.localdate() - timedelta(days=days)
        with at(days_ago(min(days, 500))) as moment:
            values = measuring.enter_numbers(
                program=program, measured_on=day, numbers=numbers, by=by
            )
        MeasureValue.objects.filter(pk__in=[value.pk for value in values]).update(entered_at=moment)


def _review(
    program: Program, days: int, decision: Decision, outcome: str, because: str, *, by: User
) -> None:
    with at(days_ago(days)) as moment:
        review = reviewing.review_program(
            program=program, outcome=outcome, because=because, decision=decision, by=by
        )
    with pgtrigger.ignore("coalitions.ProgramReview:program_reviews_stay"):
        ProgramReview.objects.filter(pk=review.pk).update(recorded_at=moment)


def _card(district: Coalition, ray: User, dana: User) -> None:
    reasons = "Drivers and cafeteria staff hear it first and have no number to call."
    card = _recommend(district, ray, 640, "reporting_line", "Say something card", reasons, CARD_IS)
    _adopt(card, 592, _decision(district, CARD), by=dana)
    card = _start(card, 520, ray, CARD_MEASURES, "$310 a year, cards", by=dana)
    _count(card, CARD_COUNTED, by=ray)
    because = "Adults use the card, students do not know it. The number goes on ID cards."
    _review(card, 110, _decision(district, CARD_KEPT), "change", because, by=dana)


def _greeters(district: Coalition, ray: User, dana: User) -> None:
    reasons = "Cars stop in the fire lane, and nobody knows who walks in beside them."
    greeters = _recommend(district, ray, 640, "visitor_greeting", "Parking lot greeters", reasons)
    _adopt(greeters, 592, _decision(district, GREETERS), by=dana)
    plan = MeasurePlan("Cars in the fire lane, a week", Decimal(2), False, before=Decimal(11))
    greeters = _start(greeters, 510, dana, [plan], "", by=dana)
    _count(greeters, [(150, {plan.name: (Decimal("12"), None)})], by=dana)
    because = "No fewer cars than before. The lane is painted and signed instead."
    _review(greeters, 110, _decision(district, GREETERS_ENDED), "end", because, by=dana)


def _officers(district: Coalition, ray: User, dana: User) -> None:
    reasons = "The agreement says what I do; nothing says whether it helps."
    title = "School resource officers"
    program = _recommend(district, ray, 440, "sro_program", title, reasons)
    _adopt(program, 405, _decision(district, OFFICERS), by=dana)
    program = _start(program, 352, ray, OFFICER_MEASURES, "Half of two salaries", by=dana)
    _count(program, OFFICER_COUNTED, by=ray)


def _team(district: Coalition, ray: User, dana: User) -> None:
    reasons = "Three people were told of the same worry last spring, and none knew of the others."
    team = _recommend(district, ray, 150, "threat_assessment", "Threat assessment team", reasons)
    _adopt(team, 110, _decision(district, TEAM), by=dana)


def program_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What the programs of coalitions (ids) left, each before what it refers to."""
    return (
        MeasureValue.objects.filter(measure__program__coalition__in=coalitions),
        Measure.objects.filter(program__coalition__in=coalitions),
        ProgramReview.objects.filter(program__coalition__in=coalitions),
        Program.objects.filter(coalition__in=coalitions),
        ProgramEntry.objects.filter(coalition__in=coalitions),
    )
