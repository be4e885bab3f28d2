"""The year proposed from all rules of each state: whole, without one too many, the same again."""

import random
import sys
import time
from dataclasses import replace

import pytest

from tests.architecture import house
from tests.training.rules.making import YEAR, day
from training.drill_years.demands import is_practiced
from training.drill_years.proposing import Asked, propose
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Facts, School
from training.rules.engine.rules import Audience
from training.rules.engine.statuses import Status
from training.rules.form.rules_file import rules_of, states

PURE = [f"training.drill_years.{each}" for each in ("demands", "drafts", "placing", "proposing")]
MIDDLE = School("public", frozenset({"middle"}), frozenset({"6", "7", "8"}))


def proposed(*rules, records=(), year=YEAR, school=MIDDLE, first=None, **said):
    facts = Facts(school, None, (year,), tuple(records))
    return propose(Asked(rules, facts, year, day(first) if first else year.first_day, **said))


def days(proposal):
    return [str(each.on) for each in proposal.drills]


def asked_of(state):
    """The rules of a state, as if each of them applied."""
    return [replace(each, audience=Audience()) for each in rules_of(state).rules]


def open_after(proposal, rules, year=YEAR, school=MIDDLE, records=()):
    """What is not satisfied of what ends in the year, after all that is proposed was held."""
    held = (*records, *(each.record for each in proposal.drills))
    facts = Facts(school, None, (year,), held)
    found = set()
    for duty in filter(is_practiced, rules):
        for on in {year.last_school_day, year.records_to, year.all_days[-1]}:
            for each in evaluate(duty, facts, on).instances:
                if each.due and each.due <= on and each.status is not Status.SATISFIED:
                    found.add((duty.code, each.label))
    return found


@pytest.mark.parametrize("state", states())
def test_after_it_is_held_every_rule_of_a_state_is_satisfied(state):
    rules = asked_of(state)
    proposal = proposed(*rules)
    assert not open_after(proposal, rules)
    assert not proposal.unplaced
    assert len({each.on for each in proposal.drills}) == len(proposal.drills)
    for each in proposal.drills:
        assert each.serves
        assert each.on in YEAR.all_days


@pytest.mark.parametrize("state", ["NJ", "OK", "NY", "MI", "FL", "UT"])
def test_none_could_be_left_out(state):
    rules = asked_of(state)
    proposal = proposed(*rules)
    apart = {
        code
        for each in rules
        for code in (each.code, *each.not_shared_with)
        if each.not_shared_with
    }
    for each in proposal.drills:
        if not apart & {served.rule.code for served in each.serves}:
            fewer = replace(proposal, drills=tuple(e for e in proposal.drills if e is not each))
            assert open_after(fewer, rules)


def test_the_same_facts_are_the_same_year_in_whatever_order():
    rules = asked_of("MI")
    shuffled = random.Random(3).sample(rules, len(rules))
    first, second = proposed(*rules), proposed(*shuffled)
    assert [(e.record.at, e.kind, e.record.attributes) for e in first.drills] == [
        (e.record.at, e.kind, e.record.attributes) for e in second.drills
    ]


def test_a_year_takes_well_under_a_second():
    rules = asked_of("NJ")
    proposed(*rules)
    start = time.process_time()
    proposed(*rules)
    assert time.process_time() - start < 0.8


def test_it_is_pure():
    """It knows rules and days alone: no Django, no clock, no file."""
    for name, module in house.modules().items():
        if name in PURE:
            for imported in module.bound.values():
                is_ours = imported.startswith(("training.rules.", "training.drill_years"))
                assert is_ours or imported.split(".")[0] in sys.stdlib_module_names, imported
            assert not any(word in module.text for word in (".today(", ".now(", " open("))
