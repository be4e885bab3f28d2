"""What holds of the year of any school: its state, grades, calendar, and what it held before."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from training.drill_years.demands import is_practiced
from training.drill_years.proposing import Asked, propose
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Facts, Record, School
from training.rules.engine.statuses import DONE, Status
from training.rules.form.rules_file import rules_of, states
from training.rules.form.vocabulary import KINDS

GRADES = ("K", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
FEW = settings(max_examples=60)


@some.composite
def years(draw):
    """A calendar of any district: semesters and quarters, breaks, a storm week, a session or none;
    with leap days and both changes of the clock in it.
    """
    first = date(draw(some.integers(2026, 2029)), 8, draw(some.integers(1, 31)))
    last = date(first.year + 1, draw(some.integers(5, 6)), draw(some.integers(20, 30)))
    winter = (date(first.year, 12, 21), date(first.year + 1, 1, draw(some.integers(2, 6))))
    storm = first + timedelta(days=draw(some.integers(20, 220)))
    closed = (winter, (storm, storm + timedelta(days=draw(some.integers(0, 6)))))
    turn = winter[1] + timedelta(days=1)
    session = (date(last.year, 7, 6), date(last.year, 7, 30))
    quarters = (
        (first, date(first.year, 10, 23)),
        (date(first.year, 10, 24), winter[0]),
        (turn, date(last.year, 3, 20)),
        (date(last.year, 3, 21), last),
    )
    sessions = (session,) if draw(some.booleans()) else ()
    return SchoolYear(first, last, ((first, winter[0]), (turn, last)), quarters, closed, sessions)


@some.composite
def asked(draw, *, may_have_begun=True):
    """A school in any state, whose year is proposed from some day on."""
    year = draw(years())
    span = sorted(draw(some.lists(some.sampled_from(GRADES), min_size=2, max_size=2)))
    grades = frozenset(GRADES[GRADES.index(min(span, key=GRADES.index)) :][:6])
    school = School(draw(some.sampled_from(["public", "charter", "nonpublic"])), None, grades)
    first = year.first_day
    records = ()
    if may_have_begun and draw(some.booleans()):
        first += timedelta(days=draw(some.integers(0, 150)))
        records = tuple(
            Record(
                "drill",
                day,
                id=f"held {number}",
                kinds=frozenset({draw(some.sampled_from(KINDS[:11]))}),
                attributes={"with_police": draw(some.booleans())},
            )
            for number, day in enumerate(
                draw(some.lists(some.dates(year.first_day, first), max_size=8))
            )
        )
    quiet = draw(some.lists(some.dates(year.first_day, year.last_day), max_size=6))
    rules = rules_of(draw(some.sampled_from(states()))).rules
    return Asked(rules, Facts(school, None, (year,), records), year, first, frozenset(quiet))


@FEW
@given(asked())
def test_after_it_is_held_the_engine_says_satisfied(of):
    """Of each instance whose last day is not over when the planning begins, and that is not told
    to be without a day; what was late already is at least done late.
    """
    proposal = propose(of)
    held = (*of.facts.records, *(each.record for each in proposal.drills))
    facts = replace(of.facts, records=held)
    unplaced = {(each.demand.rule.code, each.demand.label) for each in proposal.unplaced}
    undetermined = {rule for rule, _ in proposal.undetermined}
    for rule in of.rules:
        if not is_practiced(rule) or rule in undetermined:
            continue
        for on in (of.year.last_school_day, of.year.records_to, of.year.all_days[-1]):
            for each in evaluate(rule, facts, on).instances:
                if (rule.code, each.label) in unplaced or not each.due or each.due > on:
                    continue
                wanted = {Status.SATISFIED} if each.due >= of.first else DONE
                assert each.status in wanted, (rule.code, each.label, each.due)


@FEW
@given(asked())
def test_no_drill_is_on_a_day_without_school_forbidden_or_two_at_an_hour(of):
    proposal = propose(of)
    on = [each.on for each in proposal.drills]
    assert len({each.record.at for each in proposal.drills}) == len(on)
    assert all(day in of.year.all_days and day >= of.first and day not in of.quiet for day in on)
    for each in proposal.drills:
        facts = replace(of.facts, plan=each.record)
        for rule in of.rules:
            if rule.subject == "prohibition":
                assert evaluate(rule, facts, each.on).status is not Status.FORBIDDEN


@FEW
@given(asked(may_have_begun=False))
def test_a_whole_year_places_all_but_what_is_forbidden_or_has_no_day(of):
    for each in propose(replace(of, quiet=())).unplaced:
        assert each.citation or not each.demand.days, each.why


@FEW
@given(asked())
def test_each_drill_is_for_something_and_a_second_proposal_has_nothing_to_add(of):
    proposal = propose(of)
    assert all(each.serves for each in proposal.drills)
    planned = (*of.facts.records, *(each.record for each in proposal.drills))
    apart = any(rule.not_shared_with for rule in of.rules)
    if not apart:
        assert not propose(replace(of, facts=replace(of.facts, records=planned))).drills
