"""A simulated year of twelve schools: on every day exactly what the naive evaluator says.

In Texas, then New York, then Ohio; with a storm week, a leap day, both changes of the clock. Each
day drills are held, and each rule is asked of each school whose drills it may count.
"""

import random
from datetime import date

import pytest

from tests.training.rules import naive
from tests.training.rules.test_naive import LEAP, RULES, STORM, by_engine
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.facts import Record

SCHOOLS = 12
KINDS = (
    "fire",
    "evacuation",
    "lockdown",
    "secure",
    "shelter_weather",
    "shelter_hazmat",
    "bus_evacuation",
)
STORMY_LEAP = SchoolYear(
    LEAP.first_day,
    LEAP.last_day,
    LEAP.semesters,
    LEAP.quarters,
    (*LEAP.closed, (date(2028, 2, 28), date(2028, 3, 3))),
    LEAP.sessions,
)
IN_THE_YEAR = {
    "storm week": (date(2028, 2, 28), date(2028, 3, 3)),
    "leap day": (date(2028, 2, 29), date(2028, 2, 29)),
    "clocks go back": (date(2027, 11, 7), date(2027, 11, 7)),
    "clocks go forward": (date(2028, 3, 12), date(2028, 3, 12)),
}


def day_by_day(year):
    return naive.every_day(year.records_from, year.records_to)


def drills_of(chance, year):
    """What a school holds: more or less what it should, some of it on days without school."""
    return [
        Record(
            "drill",
            on,
            id=str(on),
            kinds=frozenset({chance.choice(KINDS)}),
            attributes={
                "students": chance.random() < 0.9,
                "with_police": chance.random() < 0.5,
                "with_fire_department": chance.random() < 0.3,
                "secondary_egress": chance.random() < 0.5,
                "in_school_hours": chance.random() < 0.9,
            },
        )
        for on in day_by_day(year)
        if chance.random() < 0.08
    ]


def test_the_days_that_trap_are_in_the_year():
    days = set(day_by_day(STORMY_LEAP))
    assert all(first in days and last in days for first, last in IN_THE_YEAR.values())
    first, last = IN_THE_YEAR["storm week"]
    assert not any(first <= day <= last for day in STORMY_LEAP.days)
    assert date(2028, 2, 29) in LEAP.days


@pytest.mark.parametrize("state", ["TX", "NY", "OH"])
def test_both_say_the_same_of_every_school_on_every_day(state):
    """Each school takes the year as the one before it left it: its own drills, nobody else's."""
    rules = [rule for rule in RULES if rule.state == state]
    assert len(rules) >= 4
    chance = random.Random(state)
    for _school in range(SCHOOLS):
        year = chance.choice((STORMY_LEAP, LEAP, STORM))
        drills = drills_of(chance, year)
        for rule in rules:
            for on in day_by_day(year):
                found = by_engine(rule, year, drills, on)
                assert found == naive.instances(rule, year, drills, on), (rule.code, on)
