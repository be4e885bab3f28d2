"""What the demo's schools answered: nearly all of it in August; one school does not know of its
asbestos, and one confirmed its answers two summers ago.
"""

from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pgtrigger
from django.db.models import QuerySet
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.school_facts.actions.answering import answer_facts
from coalitions.school_facts.models import SchoolFact
from coalitions.school_facts.proposing import proposals
from safety_portal.core.accounts.models import User
from safety_portal.demo.history import at, days_ago
from training.duties.confirming import august_of

# Beside what the directory says of each.
ANSWERS = {
    "buildings": ("more_than_one_classroom", "capacity_50_or_more", "fire_exits_required"),
    "fire_protection": ("both",),
    "buses": ("own",),
    "sessions": ("none",),
    "zones": ("tornado_region",),
    "near": ("rail_with_freight",),
    "asbestos": ("none_certified",),
    "officers": ("sro_agency", "armed"),
    "money": ("us_education",),
    "active_threat_practice": ("drills_with_students",),
    "before_after": ("own_program", "sports_and_clubs"),
}
UNKNOWN = {"juniper": ("asbestos", "before_after")}
LONG_AGO = ("alder-creek",)


def make_facts(world: SimpleNamespace) -> None:
    """Every school that has a principal answers by them."""
    today = timezone.localdate()
    august = (today - august_of(today)).days
    for slug, principal in world.principals.items():
        days = august + 350 if slug in LONG_AGO else max(august - 17, 0)
        _answer(world.coalitions[slug], principal, slug, days)


def _answer(coalition: Coalition, principal: User, slug: str, days: int) -> None:
    school = coalition.place
    riders = ("K", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
    found = proposals(coalition.school) if coalition.school else {}
    found = {"attendance": (str(school.students or 300),), "kind": ("public_district",), **found}
    grades = found.get("grades", ("K", "1", "2", "3", "4", "5"))
    rides = tuple(grade for grade in riders if grade in grades)
    answers = {**ANSWERS, **found, "grades": grades, "bus_riders": rides or ("none",)}
    unknown = UNKNOWN.get(slug, ())
    answers = {code: () if code in unknown else answer for code, answer in answers.items()}
    with at(days_ago(days)) as moment:
        facts = answer_facts(coalition=coalition, by=principal, answers=answers)
    with pgtrigger.ignore("coalitions.SchoolFact:facts_stay"):
        rows = SchoolFact.objects.filter(pk__in=[fact.pk for fact in facts])
        rows.update(answered_at=moment)
        # Who does not know says so again now and then.
        rows.filter(answer=[]).update(answered_at=timezone.now() - timedelta(days=9))


def fact_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What the schools of coalitions (ids) answered."""
    return (SchoolFact.objects.filter(coalition__in=coalitions),)
