"""The year of drills that is proposed: few, spread, in time, and none that a rule forbids."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from tests.training.rules.making import YEAR, day, drill, law, record, rule, spans
from training.drill_years.demands import is_practiced
from training.drill_years.placing import Limits
from training.drill_years.proposing import Asked, propose
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Facts, School
from training.rules.engine.rules import Audience
from training.rules.engine.statuses import Status
from training.rules.form.rules_file import rules_of

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


def test_a_month_has_its_drill():
    proposal = proposed(rule(law("month", counts={"kinds": ["fire"]})))
    months = [text[:7] for text in days(proposal)]
    assert months == [f"2026-{n:02}" for n in (8, 9, 10, 11, 12)] + [
        f"2027-{n:02}" for n in (1, 2, 3, 4, 5, 6)
    ]
    assert {each.kind for each in proposal.drills} == {"fire"}
    assert not proposal.unplaced


def test_one_drill_serves_all_rules_that_it_can():
    monthly = rule(law("month", counts={"kinds": ["fire"]}), code="TX-D1")
    yearly = rule(law(need=4, counts={"kinds": ["fire", "evacuation"]}), code="TX-D2")
    soon = rule(law(window={"anchor": "school_start", "first": "20 school days"}), code="TX-D3")
    company = rule(
        law(counts={"kinds": ["fire"], "where": {"with_fire_department": True}}), code="TX-D4"
    )
    proposal = proposed(monthly, yearly, soon, company)
    assert len(proposal.drills) == 11
    assert not open_after(proposal, [monthly, yearly, soon, company])
    (visited,) = [e for e in proposal.drills if e.record.said("with_fire_department")]
    assert ("TX-D4", day("2027-06-04")) in {(s.rule.code, s.last_day) for s in visited.serves}


def test_several_of_a_year_are_spread_over_it():
    on = [each.on for each in proposed(rule(law(need=4, counts={"kinds": ["fire"]}))).drills]
    gaps = [(later - earlier).days for earlier, later in pairwise(on)]
    assert min(gaps) > 40


def test_days_are_left_before_the_last_one():
    soon = rule(law(window={"anchor": "school_start", "first": "20 school days"}))
    (only,) = proposed(soon).drills
    assert only.reserve >= 5
    assert only.on > YEAR.days[1]


def test_closed_and_quiet_days_stay_free():
    quiet = {YEAR.first_day + timedelta(days=n) for n in range(60)}
    october = rule(law("month", counts={"kinds": ["fire"]}))
    proposal = proposed(october, quiet=quiet)
    assert not {each.on for each in proposal.drills} & quiet
    assert all(each.on in YEAR.days for each in proposal.drills)
    assert [each.demand.label for each in proposal.unplaced] == ["2026-08", "2026-09"]
    assert "no day for a drill is left" in proposal.unplaced[0].why


def test_what_was_held_or_is_planned_is_not_proposed_again():
    four = rule(law(need=4, counts={"kinds": ["fire"]}))
    records = (drill("2026-09-10"), drill("2026-10-14"), drill("2027-02-10"))
    (only,) = proposed(four, records=records, first="2026-11-02").drills
    assert only.on > day("2026-11-02")
    assert abs((only.on - day("2027-02-10")).days) > 14


def test_a_drill_planned_too_late_settles_nothing_that_can_be_in_time():
    soon = rule(law(window={"anchor": "school_start", "first": "20 school days"}))
    (only,) = proposed(soon, records=[drill("2026-12-01")]).drills
    assert only.on <= day("2026-09-21")


def test_nothing_is_proposed_for_a_day_that_has_passed():
    monthly = rule(law("month", late="lost", counts={"kinds": ["fire"]}))
    proposal = proposed(monthly, first="2026-11-10")
    assert days(proposal)[0] >= "2026-11-10"
    assert [each.demand.label for each in proposal.unplaced] == ["2026-08", "2026-09", "2026-10"]


def test_what_is_late_and_still_counts_comes_soon():
    early = rule(law(counts={"kinds": ["fire"]}, window={"to": "10-01"}))
    (only,) = proposed(early, first="2026-11-10").drills
    assert only.on == day("2026-11-10")
    assert only.serves[0].last_day == day("2026-10-01")
    assert only.reserve == 0


def test_a_cap_of_a_semester_is_kept_and_hours_differ():
    of_ok = rule(
        law(
            need=4,
            counts={"kinds": ["lockdown", "secure"]},
            at_most=[{"most": 2, "per": "semester"}],
            vary=["time"],
        )
    )
    proposal = proposed(of_ok)
    in_fall = [each for each in proposal.drills if each.on <= day("2026-12-18")]
    assert (len(in_fall), len(proposal.drills)) == (2, 4)
    assert len({each.record.at.hour for each in proposal.drills}) == 4


def test_two_of_a_kind_are_not_on_one_day_and_a_week_has_as_many_as_a_school_lets_it():
    weekly = rule(law("week"), code="TX-D1")
    lockdowns = rule(law(need=12, counts={"kinds": ["lockdown"]}), code="TX-D2")
    fires = rule(law(need=12, counts={"kinds": ["fire"]}), code="TX-D3")
    proposal = proposed(weekly, lockdowns, fires, limits=Limits(a_week=1))
    weeks = [each.on.isocalendar()[:2] for each in proposal.drills]
    assert len(set(weeks)) == len(weeks)
    assert not proposal.unplaced


def test_a_week_that_is_full_says_so():
    first = {"anchor": "school_start", "first": "5 school days"}
    three = rule(law(need=3, window=first, late="lost"))
    proposal = proposed(three, limits=Limits(a_week=1))
    assert len(proposal.drills) == 1
    (left,) = proposal.unplaced
    assert left.demand.missing == 2
    assert left.why == "every day that is left has as many drills as it may have"


def test_two_are_on_one_day_only_where_a_month_has_no_other():
    monthly = [
        rule(law("month", counts={"kinds": [kind]}), code=f"NJ-D{number}")
        for number, kind in enumerate(("fire", "lockdown"), 1)
    ]
    late_start = replace(YEAR, first_day=day("2026-08-31"))
    proposal = proposed(*monthly, year=late_start)
    assert not proposal.unplaced
    assert days(proposal).count("2026-08-31") == 2
    assert len(set(days(proposal))) == 21
    assert proposed(*monthly, year=late_start, limits=Limits(a_day=1)).unplaced


def test_what_a_rule_forbids_is_not_proposed_and_its_citation_is_told():
    lockdown = rule(law(counts={"kinds": ["lockdown"]}, window={"to": "10-01"}), code="VA-D1")
    forbids = [
        {
            "words": "kindergarten is exempt in the first 60 days",
            "kinds": ["lockdown"],
            "grades": ["K"],
            "window": {"anchor": "school_start", "first": "60 school days"},
        }
    ]
    not_yet = rule({"forbids": forbids}, subject="prohibition", code="VA-X1")
    small = School("public", frozenset({"elementary"}), frozenset({"K", "1"}))
    proposal = proposed(lockdown, not_yet, school=small)
    assert not proposal.drills
    (left,) = proposal.unplaced
    assert left.why == "VA-X1 forbids it: kindergarten is exempt in the first 60 days"
    assert left.citation == "§ 1"
    assert len(proposed(lockdown, not_yet).drills) == 1


def test_a_drill_nobody_announces_yields_to_the_rule_that_wants_it_announced():
    quiet = rule(law(counts={"kinds": ["lockdown"], "where": {"announced": False}}), code="TX-D1")
    plain = rule(law(counts={"kinds": ["lockdown"]}), code="TX-D2")
    forbids = [{"words": "not announced", "kinds": ["lockdown"], "unless": ["announced"]}]
    told = rule({"forbids": forbids}, subject="prohibition", code="TX-X1")
    proposal = proposed(quiet, plain, told)
    assert [each.record.said("announced") for each in proposal.drills] == [True]
    assert [each.demand.rule.code for each in proposal.unplaced] == ["TX-D1"]


def test_what_has_to_be_said_before_it_is_planned_is_told():
    lockdown = rule(law(counts={"kinds": ["lockdown"]}), code="NY-D1")
    forbids = [{"words": "not trauma-informed", "unless": ["trauma_informed"]}]
    kind = rule({"forbids": forbids}, subject="prohibition", code="NY-X1")
    (only,) = proposed(lockdown, kind).drills
    assert only.to_say == ("say whether it is trauma informed",)


def test_a_drill_counts_once_where_a_rule_wants_one_more():
    monthly = rule(law("month"), code="UT-D1")
    more = rule(law(counts={"kinds": ["lockdown"]}), code="UT-D5", not_shared_with=["UT-D1"])
    proposal = proposed(monthly, more)
    assert len(proposal.drills) == 12
    assert all(len({served.rule.code for served in each.serves}) <= 1 for each in proposal.drills)


def test_an_exercise_comes_again_after_its_years():
    every_other = rule(
        {"period": "rolling", "every": "2 years", "counts": {"kinds": ["tabletop"]}},
        subject="exercise",
        code="US-E1",
    )
    lately = record("exercise", "2026-03-01", kinds=frozenset({"tabletop"}))
    long_ago = record("exercise", "2024-10-01", kinds=frozenset({"tabletop"}))
    assert not proposed(every_other, records=[lately]).drills
    (again,) = proposed(every_other, records=[long_ago]).drills
    assert again.on <= day("2026-10-01")
    assert (again.record.what, again.record.said("students")) == ("exercise", False)
    assert len(proposed(every_other).drills) == 1


def test_what_nobody_knows_is_told_and_nothing_is_guessed():
    bare = SchoolYear(YEAR.first_day, YEAR.last_day)
    by_semester = rule(law("semester"))
    proposal = proposed(by_semester, year=bare)
    assert not proposal.drills
    assert [(duty.code, needs) for duty, needs in proposal.undetermined] == [
        ("TX-D1", ("semesters",))
    ]


def test_no_day_is_left_at_all():
    proposal = proposed(rule(law(need=2)), first="2027-09-01")
    assert not proposal.drills
    assert proposal.unplaced[0].demand.missing == 2


def test_the_last_week_of_a_month_that_is_stormy():
    """A closure entered later: what is proposed anew lies on days with school."""
    storm = replace(YEAR, closed=(*YEAR.closed, *spans(("2026-10-05", "2026-10-30"))))
    monthly = rule(law("month", counts={"kinds": ["fire"]}))
    october = [d for d in days(proposed(monthly, year=storm)) if d.startswith("2026-10")]
    assert october in (["2026-10-01"], ["2026-10-02"])
