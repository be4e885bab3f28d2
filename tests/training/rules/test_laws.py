"""Law as dated values, and how sure it is."""

from tests.training.rules.making import YEAR, asked, day, drill, law, rule, statuses
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.statuses import Status

NEXT = SchoolYear(day("2027-08-23"), day("2028-06-02"))
HELD = [drill("2026-09-01"), drill("2027-09-01")]


def test_a_past_year_is_judged_by_the_law_of_its_time():
    changed = rule(law(need=1, to="2027-06-30"), law(need=2, **{"from": "2027-07-01"}))
    years = (YEAR, NEXT)
    before = asked(changed, "2027-06-10", *HELD, years=years)
    assert (before.status, before.need, before.law.to) == (Status.SATISFIED, 1, day("2027-06-30"))
    after = asked(changed, "2027-10-01", *HELD, years=years)
    assert (after.status, after.have, after.need) == (Status.DUE, 1, 2)


def test_a_month_is_judged_by_the_law_of_its_last_day():
    late = rule(law("month", **{"from": "2026-11-15"}))
    assert next(iter(statuses(asked(late, "2026-12-01")))) == "2026-11"


def test_what_is_not_in_force_asks_nothing():
    later = rule(law(**{"from": "2028-07-01"}))
    answer = asked(later, "2026-10-01")
    assert answer.status is Status.NOT_APPLICABLE
    assert "2028-07-01" in answer.because
    ended = rule(law(to="2025-06-30"))
    assert asked(ended, "2026-10-01").status is Status.NOT_APPLICABLE


def test_the_lower_of_two_confidences_is_shown():
    sure = rule(law(confidence="high", due_confidence="medium"))
    assert asked(sure, "2026-10-01").confidence == "medium"


def test_what_has_to_be_verified_and_what_is_recommended_is_never_overdue():
    for weak in (rule(law(confidence="low")), rule(law(), recommended=True)):
        answer = asked(weak, "2027-06-10")
        assert (answer.status, answer.is_to_verify) == (Status.WARNING, True)
    assert asked(rule(law()), "2027-06-10").status is Status.OVERDUE


def test_what_is_shown_is_open_and_never_overdue():
    shown = rule(law(), handled="shown", reason="no number")
    answer = asked(shown, "2030-06-10", drill("2026-09-01"))
    assert (answer.status, answer.has_deadline) == (Status.DUE, False)
    assert len(answer.counted) == 1


def test_an_answer_says_what_it_stands_on():
    answer = asked(rule(law()), "2026-10-01")
    assert answer.sentence == "Do it."
    assert answer.citation == "§ 1"
    assert answer.rule.checked_on == day("2026-11-22")
