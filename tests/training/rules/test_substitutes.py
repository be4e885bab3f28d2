"""What serves in place of a record, up to its cap; waivers, agreed days, real events."""

from tests.training.rules.making import (
    asked,
    day,
    drill,
    law,
    officer,
    record,
    rule,
    statuses,
    training,
)
from training.rules.engine.statuses import Status

MONTHLY = law(
    "month",
    counts={"kinds": ["fire"]},
    instead=[{"kinds": ["lockdown"], "at_most": 1, "per": "semester"}],
)


def test_a_substitute_serves_its_month_up_to_its_cap():
    held = [
        drill("2026-08-27", "fire"),
        drill("2026-09-10", "lockdown"),
        drill("2026-10-08", "lockdown"),
    ]
    answer = asked(rule(MONTHLY), "2026-11-02", *held)
    assert list(statuses(answer).values())[:3] == ["satisfied", "satisfied", "overdue"]
    assert answer.due == day("2026-10-30")


def test_where_the_month_is_met_the_cap_is_kept():
    held = [
        drill("2026-08-27", "fire"),
        drill("2026-09-10", "lockdown"),
        drill("2026-09-11", "fire"),
        drill("2026-10-08", "lockdown"),
    ]
    answer = asked(rule(MONTHLY), "2026-11-02", *held)
    assert list(statuses(answer).values())[:3] == ["satisfied"] * 3


def test_a_cap_begins_again_with_its_period():
    held = [drill("2026-09-10", "lockdown"), drill("2027-01-12", "lockdown")]
    answer = statuses(asked(rule(MONTHLY), "2027-02-01", *held))
    assert (answer["2026-09"], answer["2027-01"]) == ("satisfied", "satisfied")


def test_a_real_event_with_the_same_actions_counts():
    security = rule(
        law("month", instead=[{"subjects": ["incident"], "where": {"equivalent_to_drill": True}}])
    )
    for equivalent, status in ((True, "satisfied"), (False, "overdue")):
        event = record("incident", "2026-09-10", attributes={"equivalent_to_drill": equivalent})
        answer = asked(security, "2026-10-02", drill("2026-08-27"), event)
        assert statuses(answer)["2026-09"] == status


def test_another_course_serves_whenever_it_was():
    course = rule(
        law(
            "once",
            16,
            unit="hours",
            window={"anchor": "placement", "within": "180 days"},
            counts={"courses": ["sro_*"]},
            instead=[{"subjects": ["training"], "courses": ["advanced"], "anytime": True}],
        ),
        subject="training",
        code="TX-T1",
        scope=["person"],
    )
    answer = asked(
        course,
        "2027-06-01",
        training("2020-01-01", 24, "advanced"),
        person=officer(placed="2026-08-03"),
    )
    assert (answer.status, answer.by) == (Status.SATISFIED, "substitute")


def test_a_permission_asks_nothing_itself():
    permission = rule({}, part_of="TX-D2")
    answer = asked(permission, "2027-06-10")
    assert answer.status is Status.NOT_APPLICABLE
    assert answer.because == "a permission, not a duty: part of TX-D2"


def test_a_waiver_needs_its_document():
    waivable = rule(law(window={"from": "10-01", "to": "10-31"}, waiver=True))
    for document, status in ((True, Status.SATISFIED), (False, Status.OVERDUE)):
        waiver = record("waiver", "2026-10-02", rule="TX-D1", attributes={"document": document})
        assert asked(waivable, "2026-11-02", waiver).status is status
    other = record("waiver", "2026-10-02", rule="TX-D2", attributes={"document": True})
    assert asked(waivable, "2026-11-02", other).status is Status.OVERDUE


def test_another_day_that_was_agreed_is_the_last_one():
    october = rule(law(window={"from": "10-01", "to": "10-31"}, agreed_date=True))
    agreed = record("agreement", "2026-11-05", rule="TX-D1")
    assert asked(october, "2026-11-02", agreed).due == day("2026-11-05")
    answer = asked(october, "2026-11-10", agreed, drill("2026-11-05"))
    assert (answer.status, answer.by) == (Status.SATISFIED, "agreed date")
    assert asked(october, "2026-11-10", agreed, drill("2026-10-20")).by == ""
    assert asked(october, "2026-11-10", agreed).status is Status.OVERDUE
