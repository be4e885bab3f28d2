"""What holds for any rule of these forms, any records and any day."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.training.rules.making import YEAR, law, rule
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.days.spans import Span, after
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Facts, Record, School
from training.rules.engine.statuses import DONE

DAYS = some.dates(date(2026, 7, 1), date(2027, 7, 31))
KINDS = some.sampled_from(["fire", "lockdown", "evacuation"])
DRILLS = some.builds(
    lambda on, kinds, students: Record("drill", on, kinds=kinds, attributes={"students": students}),
    DAYS,
    some.frozensets(KINDS, min_size=1),
    some.booleans(),
)
RULES = some.sampled_from(
    [
        rule(law(need=2)),
        rule(law("month", counts={"kinds": ["fire"]})),
        rule(law("month", summer=True)),
        rule(law("semester", 2, counts={"kinds": ["lockdown"]})),
        rule(law("quarter")),
        rule(law("session")),
        rule(law("school_days", every="30 school days")),
        rule(law(need=3, window={"from": "09-01", "to": "12-31"}, late="lost")),
        rule(law(need=1, window={"anchor": "school_start", "first": "20 school days"})),
        rule({"period": "school_year", "each_of": ["fire", "lockdown"]}),
        rule(law(need=2, parts=[{"label": "fire", "kinds": ["fire"], "window": {"to": "12-01"}}])),
    ]
)
RANK = {
    "overdue": 0,
    "warning": 0,
    "due": 1,
    "not_applicable": 1,
    "undetermined": 1,
    "satisfied_late": 2,
    "satisfied": 3,
}


def answered(rule_, records, on, year=YEAR):
    return evaluate(rule_, Facts(School("public"), None, (year,), tuple(records)), on)


@given(RULES, some.lists(DRILLS, max_size=12), DRILLS, DAYS)
def test_more_evidence_never_makes_anything_less_met(rule_, drills, one_more, on):
    """But for caps, shares and numbers that follow others, which these rules have not."""
    less, more = answered(rule_, drills, on), answered(rule_, [*drills, one_more], on)
    for before, now in zip(less.instances, more.instances, strict=True):
        assert RANK[now.status] >= RANK[before.status]
        assert now.have >= before.have


@given(RULES, some.lists(DRILLS, max_size=12), some.randoms(use_true_random=False), DAYS)
def test_the_order_of_entry_does_not_matter(rule_, drills, random, on):
    shuffled = [*drills]
    random.shuffle(shuffled)
    one, other = answered(rule_, drills, on), answered(rule_, shuffled, on)
    assert (one.status, one.due, one.have, one.need, one.unmet, one.instances[:0]) == (
        other.status,
        other.due,
        other.have,
        other.need,
        other.unmet,
        other.instances[:0],
    )
    assert [each.status for each in one.instances] == [each.status for each in other.instances]


@given(some.lists(DRILLS, max_size=12), DRILLS, DAYS)
def test_one_day_s_change_moves_no_other_instance(drills, one_more, on):
    monthly = rule(law("month"))
    less, more = answered(monthly, drills, on), answered(monthly, [*drills, one_more], on)
    changed = f"{one_more.on:%Y-%m}"
    for before, now in zip(less.instances, more.instances, strict=True):
        assert now.label == changed or now.status == before.status


@given(RULES, some.lists(DRILLS, max_size=12), DAYS)
def test_what_is_due_is_not_past_and_what_is_overdue_is(rule_, drills, on):
    for each in answered(rule_, drills, on).instances:
        if each.status == "due" and each.due:
            assert each.due >= on
        if each.status == "overdue":
            assert each.due < on


@given(RULES, some.lists(DRILLS, max_size=12), DAYS)
def test_a_rule_is_as_bad_as_its_worst_instance_until_today(rule_, drills, on):
    answer = answered(rule_, drills, on)
    begun = [each for each in answer.instances if each.starts <= on]
    if begun and answer.status not in ("due", "not_applicable"):
        assert RANK[answer.status] == min(RANK[each.status] for each in begun)


@given(RULES, some.lists(DRILLS, max_size=8), some.dates(date(2026, 9, 8), date(2027, 5, 28)), DAYS)
def test_a_closed_day_is_never_the_last_school_day(rule_, drills, closed, on):
    year = SchoolYear(
        YEAR.first_day,
        YEAR.last_day,
        YEAR.semesters,
        YEAR.quarters,
        (*YEAR.closed, (closed, closed)),
        YEAR.sessions,
    )
    assert closed not in year.days
    for each in answered(rule_, drills, on, year).instances:
        is_by_date = each.law.window.to is not None
        assert is_by_date or each.due != closed


@settings(max_examples=200)
@given(some.dates(date(1990, 1, 1), date(2090, 12, 31)), some.integers(0, 600))
def test_months_later_and_never_in_another_month(start, months):
    end = after(start, Span(months, "months"))
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day


@given(some.lists(some.decimals(0, 10, places=1), max_size=8), DAYS)
def test_hours_are_the_sum_of_the_hours_of_the_year(hours, on):
    yearly = rule(
        law(need=8, unit="hours", counts={"courses": ["x"]}),
        subject="training",
        code="TX-T1",
        scope=["person"],
    )
    given_ = [
        Record("training", date(2026, 7, 1) + timedelta(days=number * 50), course="x", hours=each)
        for number, each in enumerate(hours)
    ]
    answer = evaluate(yearly, Facts(records=given_), on)
    if answer.due == date(2027, 6, 30):
        known = [r.hours for r in given_ if r.on <= min(on, answer.due)]
        assert answer.have == sum(known, Decimal(0))
        assert (answer.status in DONE) == (answer.have >= 8)


@given(some.lists(DRILLS, max_size=14), DAYS)
def test_what_may_stand_in_does_so_no_more_often_than_it_may(drills, on):
    plain = law("month", counts={"kinds": ["fire"]})
    swaps = rule(plain | {"instead": [{"kinds": ["lockdown"], "at_most": 1, "per": "semester"}]})
    without, with_swaps = answered(rule(plain), drills, on), answered(swaps, drills, on)
    swapped = [each for each in with_swaps.instances if each.by == "substitute"]
    for first, last in YEAR.semesters:
        assert sum(first <= each.counted[-1].on <= last for each in swapped) <= 1
    for before, now in zip(without.instances, with_swaps.instances, strict=True):
        assert RANK[now.status] >= RANK[before.status]
        assert (now.status == before.status) or now in swapped
