"""Each instance of a period is an obligation of its own."""

import pytest

from tests.training.rules.making import (
    YEAR,
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
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.statuses import Status


def test_a_missed_month_cannot_come_back():
    answer = asked(rule(law("month")), "2026-11-10", drill("2026-08-27"), drill("2026-10-01"))
    assert (answer.status, answer.due) == (Status.OVERDUE, day("2026-09-30"))
    assert answer.is_curable is False
    assert statuses(answer)["2026-10"] == "satisfied"
    assert statuses(answer)["2026-11"] == "due"


def test_where_all_until_today_is_done_the_next_one_is_told():
    answer = asked(rule(law("month")), "2026-09-30", drill("2026-08-27"), drill("2026-09-30"))
    assert (answer.status, answer.due) == (Status.DUE, day("2026-10-30"))


def test_summer_months_count_only_where_the_text_says_so():
    without, with_summer = rule(law("month")), rule(law("month", summer=True))
    assert asked(without, "2027-07-15").status is Status.NOT_APPLICABLE
    assert asked(without, "2027-07-15").last_year is Status.OVERDUE
    assert statuses(asked(with_summer, "2027-07-15"))["2027-07"] == "due"


def test_a_season_asks_nothing_before_it_begins():
    season = rule(law("month", window={"from": "04-01", "to": "07-31"}, summer=True))
    before = asked(season, "2026-11-02")
    assert (before.status, before.next_due) == (Status.NOT_APPLICABLE, day("2027-04-30"))
    assert before.because == "season starts 1 April"
    assert list(statuses(asked(season, "2027-04-15"))) == [
        "2027-04",
        "2027-05",
        "2027-06",
        "2027-07",
    ]


def test_semesters_and_quarters_that_nobody_entered_are_asked_for():
    bare = SchoolYear(YEAR.first_day, YEAR.last_day)
    for period in ("semester", "quarter"):
        answer = asked(rule(law(period)), "2026-10-01", years=(bare,))
        assert (answer.status, answer.needs) == (Status.UNDETERMINED, (f"{period}s",))


def test_without_a_calendar_the_calendar_is_asked_for():
    assert asked(rule(law()), "2026-10-01", years=()).needs == ("calendar",)
    assert asked(rule(law()), "2025-10-01").needs == ("calendar",)


def test_a_week_and_a_block_of_school_days_are_instances():
    weeks = asked(rule(law("week")), "2026-09-02", drill("2026-08-26"))
    assert list(statuses(weeks).values())[:2] == ["satisfied", "due"]
    blocks = asked(rule(law("school_days", every="30 school days")), "2026-09-02")
    assert next(iter(statuses(blocks))) == "school days 1 to 30"


def test_a_calendar_year_is_its_own_instance():
    exercise = rule(law("calendar_year"), subject="exercise", code="TX-E1")
    answer = asked(exercise, "2027-01-15", record("exercise", "2027-01-04"))
    assert statuses(answer) == {"2026": "overdue", "2027": "satisfied"}
    assert answer.due == day("2026-12-31")


def test_a_year_whose_last_day_was_before_this_year_of_records_is_not_of_it():
    plan = rule(law("calendar_year", window={"to": "03-01"}), subject="plan_review", code="TX-P1")
    assert asked(plan, "2026-10-01").due == day("2027-03-01")


def test_a_drill_before_the_first_school_day_counts_for_none():
    answer = asked(rule(law()), "2026-10-01", drill("2026-08-21"))
    assert (answer.status, answer.have) == (Status.DUE, 0)
    assert answer.not_counted[0].why == "before school begins"


def test_what_is_recorded_for_a_later_day_is_not_looked_at():
    assert asked(rule(law()), "2026-10-01", drill("2026-10-02")).have == 0


def test_of_a_person_hours_add_up_and_end_with_the_year():
    yearly = rule(
        law(need=2, unit="hours", counts={"courses": ["topics"]}),
        subject="training",
        code="TX-T1",
        scope=["person"],
        applies_to={"roles": ["all_staff"]},
    )
    teacher = officer(role="teacher", appointed="2020-08-01")
    given = [training("2026-06-30", 2, "topics"), training("2026-07-01", 0.5, "topics")]
    answer = asked(yearly, "2026-11-02", *given, person=teacher, years=())
    assert (answer.have, answer.need, answer.due) == (
        training("2026-07-01", 0.5).hours,
        2,
        day("2027-06-30"),
    )


def test_nobody_owes_what_was_over_before_they_came():
    yearly = rule(
        law(window={"to": "11-01"}, counts={"courses": ["topics"]}),
        subject="training",
        code="TX-T1",
        scope=["person"],
    )
    answer = asked(yearly, "2026-12-01", person=officer(role="teacher", appointed="2026-11-16"))
    assert answer.status is Status.NOT_APPLICABLE
    assert "appointed after" in answer.because


@pytest.mark.parametrize(
    ("within", "due"),
    [("1 year", "2029-02-28"), ("6 months", "2028-08-29"), ("0 days", "2028-02-29")],
)
def test_from_an_appointment_on_leap_day(within, due):
    course = rule(
        law(
            "once",
            window={"anchor": "appointment", "within": within},
            counts={"courses": ["sro_*"]},
        ),
        subject="training",
        code="TX-T1",
        scope=["person"],
    )
    leap = officer(appointed="2028-02-29")
    assert asked(course, due, person=leap).status is Status.DUE
    assert asked(course, due, person=leap).due == day(due)
    assert asked(course, "2030-01-01", person=leap).status is Status.OVERDUE
    late = asked(course, "2030-01-01", training("2029-12-01"), person=leap)
    assert late.status is Status.SATISFIED_LATE
    assert asked(course, "2028-03-01", person=officer()).needs == ("appointed",)


def test_a_text_without_a_last_day_is_never_overdue():
    once = rule(
        law("once", window={"anchor": "appointment"}, counts={"courses": ["x"]}),
        subject="training",
        code="TX-T1",
        scope=["person"],
    )
    answer = asked(once, "2040-01-01", person=officer(appointed="2026-07-01"))
    assert (answer.status, answer.has_deadline) == (Status.DUE, False)


def test_a_renewal_runs_from_the_last_time():
    renewed = rule(law("rolling", every="1 year"), subject="plan_review", code="TX-P1")
    done = record("plan_review", "2025-10-14", rule="TX-P1")
    assert asked(renewed, "2026-10-14", done).status is Status.SATISFIED
    late = asked(renewed, "2026-11-15", done)
    assert (late.status, late.due) == (Status.OVERDUE, day("2026-10-14"))
    assert asked(renewed, "2026-11-15").has_deadline is False


def test_a_renewal_may_have_its_day_of_the_year():
    plan = rule(
        law("rolling", every="2 years", window={"to": "09-30"}), subject="filing", code="TX-F1"
    )
    for filed in ("2025-09-10", "2025-10-05"):
        answer = asked(plan, "2027-09-30", record("filing", filed, rule="TX-F1"))
        assert (answer.status, answer.due) == (Status.SATISFIED, day("2027-09-30"))


def test_a_fixed_cycle_is_due_on_its_day_whenever_it_was_done():
    cycle = rule(law("cycle", every="3 years", starts="2024-09-01"), subject="filing", code="TX-F1")
    filed = record("filing", "2024-09-02", rule="TX-F1")
    assert asked(cycle, "2026-10-01", filed).status is Status.SATISFIED
    assert asked(cycle, "2027-09-02", filed).due == day("2030-09-01")


def test_what_has_to_stand_from_a_day_on_is_overdue_after_it():
    team = rule(
        law("standing", unit="persons", counts={"kinds": ["sro"]}, window={"to": "2026-10-01"}),
        subject="seat",
        code="TX-S1",
    )
    assert asked(team, "2026-10-01").status is Status.DUE
    assert asked(team, "2026-10-02").status is Status.OVERDUE
    filled = record("seat", "2026-10-20", kinds=frozenset({"sro"}))
    assert asked(team, "2026-10-21", filled).status is Status.SATISFIED


def test_what_has_to_stand_at_all_times_stands_while_it_is_in_force():
    seats = rule(
        law(
            "standing",
            None,
            is_sum=True,
            parts=[{"label": "parents", "need": 2, "kinds": ["parent"]}],
        )
        | {"need": 0},
        subject="seat",
        code="TX-S1",
    )
    one = record("seat", "2026-08-01", kinds=frozenset({"parent"}))
    other = record("seat", "2026-08-01", kinds=frozenset({"parent"}), until=day("2026-12-31"))
    assert asked(seats, "2026-12-31", one, other).status is Status.SATISFIED
    vacant = asked(seats, "2027-01-01", one, other)
    assert (vacant.status, vacant.unmet) == (Status.DUE, ("parents (have 1)",))
