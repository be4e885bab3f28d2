"""Duties per event: three kinds of lead, school days, hours over a change of the clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.training.rules.making import asked, day, drill, law, record, rule, statuses
from training.rules.engine.facts import Record
from training.rules.engine.statuses import Status

EVENT = {"subjects": ["drill"], "kinds": ["lockdown"]}
CHICAGO = ZoneInfo("America/Chicago")


def notice(window, **said):
    return rule(
        law("per_event", event=EVENT, window=window, **said), subject="notice", code="TX-N1"
    )


def sent(on, of="2026-09-17"):
    return record("notice", on, rule="TX-N1", of=day(of))


LOCKDOWN = drill("2026-09-17", "lockdown")
SAME_DAY = notice({"within": "0 days"})
A_DAY_BEFORE = notice({"lead_at_least": "24 hours"})
IN_THE_WEEK_BEFORE = notice({"lead_at_most": "7 days"})


def test_without_such_an_event_nothing_is_owed():
    answer = asked(SAME_DAY, "2026-09-18", drill("2026-09-17", "fire"))
    assert answer.status is Status.NOT_APPLICABLE
    assert answer.because == "nothing is owed for a fire drill"


def test_after_an_event_it_is_due_that_day_and_late_after():
    assert asked(SAME_DAY, "2026-09-17", LOCKDOWN).status is Status.DUE
    assert asked(SAME_DAY, "2026-09-18", LOCKDOWN).status is Status.OVERDUE
    assert asked(SAME_DAY, "2026-09-18", LOCKDOWN, sent("2026-09-17")).status is Status.SATISFIED
    assert (
        asked(SAME_DAY, "2026-09-21", LOCKDOWN, sent("2026-09-18")).status is Status.SATISFIED_LATE
    )


def test_at_least_so_long_before_and_not_after():
    assert (
        asked(A_DAY_BEFORE, "2026-09-18", LOCKDOWN, sent("2026-09-16")).status is Status.SATISFIED
    )
    late = asked(A_DAY_BEFORE, "2026-09-18", LOCKDOWN, sent("2026-09-17"))
    assert (late.status, late.due, late.is_curable) == (Status.OVERDUE, day("2026-09-16"), False)


def test_not_earlier_than_so_long_before():
    answer = asked(IN_THE_WEEK_BEFORE, "2026-09-18", LOCKDOWN, sent("2026-09-09"))
    assert answer.status is Status.OVERDUE
    assert answer.not_counted == () or answer.instances[0].not_counted[0].why == "too early"
    assert (
        asked(IN_THE_WEEK_BEFORE, "2026-09-18", LOCKDOWN, sent("2026-09-10")).status
        is Status.SATISFIED
    )


def test_a_drill_that_is_planned_owes_its_notice_already():
    answer = asked(A_DAY_BEFORE, "2026-10-01", plan=drill("2026-10-20", "lockdown"))
    assert (answer.status, answer.due) == (Status.DUE, day("2026-10-19"))


def test_a_lead_of_a_school_day_is_over_the_weekend():
    monday = drill("2026-09-21", "lockdown")
    rule_ = notice({"lead_at_least": "1 school day"})
    assert asked(rule_, "2026-09-22", monday).due == day("2026-09-18")


def test_within_school_days_after_it():
    friday = drill("2026-09-18", "lockdown")
    assert asked(notice({"within": "2 school days"}), "2026-09-19", friday).due == day("2026-09-22")


def test_the_earlier_of_a_number_of_days_and_a_day_of_the_year():
    both = notice({"within": "30 days", "to": "10-01"})
    assert asked(both, "2026-09-20", LOCKDOWN).due == day("2026-10-01")


def test_each_event_is_an_instance_of_its_own():
    other = drill("2026-10-06", "lockdown")
    answer = asked(SAME_DAY, "2026-10-07", LOCKDOWN, other, sent("2026-09-17"))
    assert statuses(answer) == {"2026-09-17": "satisfied", "2026-10-06": "overdue"}


def test_without_a_number_of_days_it_is_never_overdue():
    answer = asked(notice({}), "2027-05-01", LOCKDOWN)
    assert (answer.status, answer.has_deadline) == (Status.DUE, False)


def timed(what, moment, of=None):
    at = datetime.fromisoformat(moment).replace(tzinfo=CHICAGO)
    kinds = frozenset({"lockdown"}) if what == "drill" else frozenset()
    return Record(
        what, at.date(), at=at, kinds=kinds, of=of, rule=None if what == "drill" else "TX-N1"
    )


def test_24_hours_are_24_on_the_days_on_which_the_clock_changes():
    """On 14 March 2027 the clock goes forward, on 1 November 2026 back."""
    for event, notice_at, status in (
        ("2027-03-15 09:00", "2027-03-14 09:00", Status.SATISFIED),
        ("2027-03-14 09:00", "2027-03-13 09:00", Status.OVERDUE),
        ("2027-03-14 09:00", "2027-03-13 08:00", Status.SATISFIED),
        ("2026-11-01 09:00", "2026-10-31 10:00", Status.SATISFIED),
        ("2026-11-01 09:00", "2026-10-31 10:01", Status.OVERDUE),
    ):
        held = timed("drill", event)
        answer = asked(A_DAY_BEFORE, "2027-06-01", held, timed("notice", notice_at, held.on))
        assert answer.status is status, (event, notice_at)
