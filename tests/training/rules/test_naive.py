"""The engine agrees with a second evaluator that knows lists of days and nothing else."""

import random
from datetime import timedelta

import pytest

from tests.training.rules import naive
from tests.training.rules.making import YEAR, day, spans
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.days.schedules import scheduled
from training.rules.engine.duties.judging import judged
from training.rules.engine.facts import Facts, Record, School
from training.rules.engine.matching import matched
from training.rules.form.rules_file import rules_of, states
from training.rules.form.vocabulary import KINDS

RULES = [r for state in states() for r in rules_of(state).rules if naive.understands(r)]
LEAP = SchoolYear(
    first_day=day("2027-08-23"),
    last_day=day("2028-06-02"),
    semesters=spans(("2027-08-23", "2027-12-17"), ("2028-01-04", "2028-06-02")),
    quarters=spans(("2027-08-23", "2027-10-22"), ("2027-10-25", "2028-06-02")),
    closed=spans(("2027-09-06", "2027-09-06"), ("2027-12-20", "2028-01-03")),
    sessions=spans(("2028-07-05", "2028-07-28")),
)
STORM = SchoolYear(
    YEAR.first_day,
    YEAR.last_day,
    YEAR.semesters,
    YEAR.quarters,
    (*YEAR.closed, *spans(("2026-09-14", "2026-09-18"))),
    YEAR.sessions,
)
SCHOOLS, SEEDS = 7, 12


def drills_of(chance, year):
    """Up to forty drills of a school year, any day, kind, hour and company."""
    first = year.first_day - timedelta(days=20)
    return [
        Record(
            "drill",
            first + timedelta(days=chance.randrange(350)),
            id=str(number),
            kinds=frozenset(chance.sample(KINDS[:11], chance.choice((1, 1, 1, 2)))),
            attributes={
                "students": chance.random() < 0.9,
                "with_police": chance.random() < 0.5,
                "with_fire_department": chance.random() < 0.3,
                "secondary_egress": chance.random() < 0.5,
                "in_school_hours": chance.random() < 0.9,
            },
        )
        for number in range(chance.randrange(40))
    ]


def by_engine(rule, year, drills, on):
    """The same of the engine, whatever the conditions of the rule are, before its substitutes."""
    facts = Facts(School("public"), None, (year,), drills)
    good, _ = matched(rule, rule.laws[-1].counts, facts)
    known = [record for record in good if record.on <= on]
    found = [judged(each, known, on) for each in scheduled(rule, facts, on).instances]
    name = "" if rule.laws[-1].period == "school_year" else None
    return {
        each.label if name is None else name: (each.status.value, each.due, each.have, each.need)
        for each in found
    }


def test_it_understands_most_drills():
    executed = [r for s in states() for r in rules_of(s).rules if r.subject == "drill"]
    assert len(RULES) * 4 > len(executed) * 3


@pytest.mark.parametrize("seed", range(SEEDS))
def test_both_say_the_same_of_any_school_rule_and_day(seed):
    """In all at least 10,000 schools x rules x records."""
    chance = random.Random(seed)
    assert len(RULES) * SCHOOLS * SEEDS >= 10_000
    for _ in range(SCHOOLS):
        year = chance.choice((YEAR, LEAP, STORM))
        drills = drills_of(chance, year)
        for rule in RULES:
            on = year.records_from + timedelta(days=chance.randrange(365))
            assert by_engine(rule, year, drills, on) == naive.instances(rule, year, drills, on), (
                rule.code,
                on,
            )
