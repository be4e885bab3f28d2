"""How a table test is compared: exactly, but for words and for days with a tolerance."""

import pytest
import yaml

from training.rules.table_tests.attributes import answers_of, asks
from training.rules.table_tests.cases_file import read_cases
from training.rules.table_tests.comparing import about_the_same, compared

CALENDAR = {"first_day": "2026-08-24", "last_day": "2027-06-04"}


def case(rule, today, expect, **said):
    row = {"id": "ONE", "rule": rule, "calendar": "A", "today": today, "expect": expect, **said}
    [found] = read_cases(yaml.safe_dump({"calendars": {"A": CALENDAR}, "cases": [row]}))
    return found


def agrees(rule, today, expect, **said):
    return compared(case(rule, today, expect, **said)) is None


SCHOOL = {"type": "public", "levels": ["elementary"]}


@pytest.mark.parametrize(
    ("expect", "is_same"),
    [
        ({"status": "due", "due": "2027-06-04", "have": 0, "need": 1}, True),
        ({"status": "overdue"}, False),
        ({"status": "due", "due": "2027-06-05"}, False),
        ({"status": "due", "due": "2027-06-05", "tolerance_days": 1}, True),
        ({"status": "due", "have": 1}, False),
        ({"status": "due", "no_deadline": True}, False),
        ({"status": "due", "rule_cited": "103.1209"}, True),
        ({"status": "due", "rule_cited": "103.9999"}, False),
        ({"status": "due", "moon": "full"}, False),
    ],
)
def test_each_key_is_compared(expect, is_same):
    assert agrees("TX-D1", "2027-03-01", expect, school=SCHOOL) is is_same


def test_a_number_of_hours_may_be_broken():
    said = {
        "person": {"role": "teacher"},
        "trainings": [{"course": "act55_topics", "date": "2026-10-01", "minutes": 90}],
    }
    assert agrees("PA-T1", "2027-05-03", {"status": "due", "have_hours": 1.5}, **said)
    told = compared(case("PA-T1", "2027-05-03", {"status": "overdue", "have_hours": 2}, **said))
    assert told == {"status": "due", "have_hours": 1.5}


def test_words_are_compared_by_what_they_are_about():
    assert about_the_same("no buses", "no buses")
    assert about_the_same(
        "4 by fire escape or secondary egress (have 3)", "4 by fire escape (have 3)"
    )
    assert not about_the_same("lockdown", "fire")
    assert not about_the_same("", "fire")


def test_a_missing_fact_is_named_by_any_of_its_words():
    expect = {"status": "undetermined", "needs_fact": "buses"}
    assert agrees("PA-D4", "2026-09-01", expect, school=SCHOOL)
    assert not agrees("PA-D4", "2026-09-01", {**expect, "needs_fact": "quarters"}, school=SCHOOL)


def test_a_warned_answer_is_a_warning():
    drills = [
        {"date": f"2026-{month}-{on:02}", "kinds": ["evacuation"], "time": "10:00"}
        for month, on in (
            ("09", 1),
            ("09", 8),
            ("09", 15),
            ("09", 22),
            ("09", 29),
            ("10", 6),
            ("10", 13),
            ("10", 20),
        )
    ]
    assert agrees("NY-D3", "2026-12-15", {"status": "warning"}, school=SCHOOL, drills=drills)
    assert agrees("NY-D3", "2026-12-15", {"status": "satisfied"}, school=SCHOOL, drills=drills)


@pytest.mark.parametrize(
    "said",
    [
        {"drills": [{"date": "soon", "kinds": ["secure"]}]},
        {"drills": [{"date": "2026-10-01", "kinds": ["secure"], "time": "late"}]},
        {"drills": ["one"]},
        {"trainings": [{"course": "x", "date": "2026-10-01", "hours": "some"}]},
    ],
)
def test_a_case_that_cannot_be_read_disagrees_and_ends_nothing(said):
    told = compared(case("TX-D1", "2027-03-01", {"status": "due"}, school=SCHOOL, **said))
    assert told["status"].startswith("this case cannot be read")


def test_a_moment_is_its_day():
    said = {
        "drills": [{"date": "2026-09-17", "kinds": ["lockdown"]}],
        "other": {
            "notices": [{"for_drill": "2026-09-17", "to": "parents", "sent": "2026-09-17 15:10"}]
        },
    }
    assert agrees("NJ-N1", "2026-09-18", {"status": "satisfied"}, school=SCHOOL, **said)


def test_a_private_school_is_a_nonpublic_one():
    private = {"type": "private", "levels": ["elementary"]}
    assert agrees(
        "TX-D1",
        "2027-03-01",
        {"status": "not_applicable", "because": "school type"},
        school=private,
    )


@pytest.mark.parametrize(
    ("attributes", "answers"),
    [
        ({"buses": True}, {"buses": frozenset({"own"})}),
        ({"home_to_school_transport": False}, {"buses": frozenset({"none"})}),
        ({"smoke_detectors": False}, {}),
        (
            {"smoke_detectors": False, "sprinklers": False},
            {"fire_protection": frozenset({"neither"})},
        ),
        ({"smoke_detectors": True}, {"fire_protection": frozenset({"detectors"})}),
        ({"average_attendance": 19}, {"attendance": 19}),
        ({"zones": ["tsunami"]}, {"zones": frozenset({"tsunami"})}),
        ({"sleeping": "dormitory"}, {"sleeping": frozenset({"dormitory"})}),
        ({"has_a_moat": True}, {}),
    ],
)
def test_attributes_answer_our_questions(attributes, answers):
    assert answers_of(attributes) == answers


def test_the_name_of_an_attribute_stands_for_a_question():
    assert "zones" in asks("tsunami_or_lahar_zone")
    assert asks("smoke_detectors") == {"fire_protection"}
    assert asks("quarters") == {"quarters"}
