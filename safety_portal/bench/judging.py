"""What it costs to judge the rules: so many schools by so many rules, on one day, in memory."""

from datetime import date

from safety_portal.bench.timing import cpu_seconds
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Answered, Facts, Record, School
from training.rules.engine.rules import Rule
from training.rules.form.rules_file import rules_of

SCHOOLS, RULES, DRILLS = 200, 40, 30
# Of these there are more rules of a school than are asked for.
STATES = ("NJ", "PA", "OH", "NY")
KINDS = ("fire", "lockdown", "evacuation", "shelter_weather", "bus_evacuation", "secure")
DAY = date(2027, 3, 15)
YEAR = SchoolYear(
    first_day=date(2026, 8, 24),
    last_day=date(2027, 6, 4),
    semesters=((date(2026, 8, 24), date(2026, 12, 18)), (date(2027, 1, 5), date(2027, 6, 4))),
    closed=((date(2026, 12, 21), date(2027, 1, 4)),),
)


def judge() -> dict[str, float]:
    """Every school by every rule; the files of rules are read before."""
    rules, schools = _rules(), [_school(number) for number in range(SCHOOLS)]
    _, cpu, seconds = cpu_seconds(
        lambda: [evaluate(rule, facts, DAY) for facts in schools for rule in rules]
    )
    return {
        "schools": SCHOOLS,
        "rules": len(rules),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
    }


def _rules() -> list[Rule]:
    """Rules that a school is asked: drills first, which cost most."""
    every = [rule for state in STATES for rule in rules_of(state).rules]
    asked = [rule for rule in every if rule.handled == "executed" and not rule.asks_a_person]
    return sorted(asked, key=lambda rule: not rule.is_drill)[:RULES]


def _school(number: int) -> Facts:
    """A school with its drills of a year until that day, no two alike, and notices of some."""
    days = [day for day in YEAR.days if day <= DAY]
    drills = [
        Record(
            "drill",
            days[(number * 7 + each * 11) % len(days)],
            kinds=frozenset({KINDS[(number + each) % len(KINDS)]}),
            attributes={"with_police": each % 3 == 0},
        )
        for each in range(DRILLS)
    ]
    notices = [Record("notice", drill.on, of=drill.on) for drill in drills[:10]]
    answers: dict[str, Answered] = {
        "buses": frozenset({"own"}),
        "fire_protection": frozenset({"both"}),
        "attendance": 300,
    }
    school = School("public", frozenset({"elementary"}), answers=answers)
    return Facts(school, None, (YEAR,), [*drills, *notices])
