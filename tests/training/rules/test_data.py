"""The rules themselves: all there, every one read, and evaluated on every day of two years."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
import yaml

from tests.plugins.skips import SHARED, needs_shared
from tests.training.rules.making import YEAR, day, spans
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Facts, Person, Record, School
from training.rules.engine.roles import MEANS, ROLES
from training.rules.engine.statuses import DONE, Status
from training.rules.form.rules_file import rules_of, states
from training.rules.form.vocabulary import KINDS

RAW = SHARED / "field" / "rules"
RULES = [rule for state in states() for rule in rules_of(state).rules]
CODES = {rule.code for rule in RULES}
# The year after, with its 29 February.
LEAP = SchoolYear(
    first_day=day("2027-08-23"),
    last_day=day("2028-06-02"),
    semesters=spans(("2027-08-23", "2027-12-17"), ("2028-01-04", "2028-06-02")),
    closed=spans(("2027-12-20", "2028-01-03")),
)
FIRST, DAYS = day("2026-07-01"), 731
RECORDS = tuple(
    Record("drill", on, kinds=frozenset({kind}), attributes={"with_police": True})
    for number, kind in enumerate(KINDS)
    for on in (*YEAR.days[number::29], *LEAP.days[number::31])
) + tuple(Record("training", on, course="sro_basic", hours=Decimal(8)) for on in YEAR.days[::40])
KNOWN = School(
    "public",
    grades=frozenset({"K", "5", "6", "9"}),
    answers={
        "buses": frozenset({"own"}),
        "fire_protection": frozenset({"both"}),
        "attendance": 400,
        "zones": frozenset({"earthquake", "tsunami"}),
        "fire_authority": frozenset({"none"}),
        "sessions": frozenset({"summer_school"}),
        "officers": frozenset({"sro_agency"}),
        "accredited": frozenset({"yes"}),
    },
)
OFFICER = Person("school_resource_officer", day("2028-02-29"), day("2026-09-01"))
KNOWING = Facts(KNOWN, OFFICER, (YEAR, LEAP), RECORDS, plan=RECORDS[0])
KNOWING_NOTHING = Facts()


@needs_shared
def test_all_rows_that_were_collected_are_executed_shown_or_listed():
    rows = [
        row["code"]
        for file in RAW.glob("*.yaml")
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
    ]
    assert len(rows) == len(set(rows)) >= 680
    assert set(rows) <= CODES


@needs_shared
def test_what_was_said_of_them_was_kept():
    by_code = {rule.code: rule for rule in RULES}
    for file in RAW.glob("*.yaml"):
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]:
            rule, law = by_code[row["code"]], by_code[row["code"]].laws[-1]
            assert (rule.asks, law.citation) == (" ".join(row["asks"].split()), row["citation"])
            assert law.confidence == row["confidence"]
            assert str(law.since or "") == str(row.get("effective_from") or "")


def test_of_the_sure_drills_and_trainings_nearly_all_are_executed():
    sure = [rule for rule in RULES if rule.laws[-1].confidence == "high"]
    drills = Counter(r.handled for r in sure if r.subject in ("drill", "exercise"))
    trainings = Counter(r.handled for r in sure if r.subject == "training")
    assert drills["executed"] >= 137
    assert trainings["executed"] >= 70


def test_what_is_not_executed_has_its_reason():
    assert all(rule.reason for rule in RULES if rule.handled != "executed")


def test_a_rule_names_no_kind_role_or_code_that_is_none():
    for rule in RULES:
        assert set(rule.counts_for) | set(rule.not_shared_with) <= CODES, rule.code
        assert (rule.audience.roles or set()) <= ROLES | set(MEANS), rule.code
        for law in rule.laws:
            if rule.subject in ("drill", "exercise", "prohibition"):
                named = [law.counts, *(part.match for part in law.parts)]
                named += [each.match for each in (*law.substitutes, *law.forbids, *law.caps)]
                assert all((match.kinds or set()) <= set(KINDS) for match in named), rule.code


def test_a_training_of_a_person_says_which_courses():
    """Else any training at all would satisfy it, or none but what was recorded for it."""
    lacking = [
        rule.code
        for rule in RULES
        if rule.subject == "training"
        and rule.handled == "executed"
        and rule.asks_a_person
        and not (rule.laws[-1].counts.courses or rule.laws[-1].parts)
    ]
    assert lacking == ["AR-T5"]


@pytest.mark.parametrize("state", states())
def test_every_rule_is_evaluated_on_every_day_of_two_years(state):
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    for rule in rules_of(state).rules:
        for on in days:
            answer = evaluate(rule, KNOWING, on)
            assert answer.status is not Status.OVERDUE or answer.due < on, (rule.code, on)
            if answer.status is Status.DUE and answer.due and rule.handled == "executed":
                assert answer.due >= on, (rule.code, on)
            assert answer.status not in DONE or answer.needs == (), (rule.code, on)
        assert evaluate(rule, KNOWING_NOTHING, on).status


def test_nothing_that_is_only_to_verify_is_ever_overdue():
    for rule in RULES:
        if rule.is_recommended or rule.laws[-1].confidence == "low":
            assert (
                evaluate(rule, Facts(KNOWN, OFFICER, (YEAR,)), day("2027-06-28")).status
                is not Status.OVERDUE
            )
