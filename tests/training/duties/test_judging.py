"""Which rules apply by a school's answers, and what another answer changes."""

from datetime import date

import pytest

from coalitions.calendars.queries import years_of_district
from coalitions.school_facts.questions import BY_CODE
from tests.calendaring import make_span, make_year
from training.duties.judging import asked_in, difference, judge, rules_for
from training.duties.known import school_of, years_of

PUBLIC = {"kind": ("public_district",), "grades": ("K", "1", "2", "3", "4", "5")}


def of(judged, code):
    return next(duty for duty in judged.duties if duty.rule.code == code)


def test_nothing_known_leaves_nearly_everything_undetermined():
    judged = judge("MI", {})
    assert of(judged, "MI-D1").applies is None
    assert of(judged, "MI-D1").needs == ("kind",)
    assert len(judged.undetermined) > 30


def test_what_is_known_decides():
    judged = judge("MI", PUBLIC)
    assert of(judged, "MI-D1").applies is True
    assert of(judged, "US-A1").needs == ("asbestos",)
    no = judge("MI", {**PUBLIC, "asbestos": ("none_certified",)})
    assert of(no, "US-A1").applies is False


def test_a_child_care_center_is_asked_by_none_of_the_rules_for_schools():
    assert of(judge("MI", {"kind": ("child_care",)}), "MI-D1").applies is False


def test_questions_are_asked_where_a_rule_hangs_on_them_and_always_ones_everywhere():
    michigan = {question.code for question in asked_in(judge("MI", PUBLIC))}
    assert {"bus_riders", "money"} <= michigan
    assert not {"accredited", "sleeping", "fire_protection", "online"} & michigan
    assert "accredited" in {question.code for question in asked_in(judge("IA", PUBLIC))}


def test_what_hangs_on_a_hidden_question_is_left_out():
    judged = judge("MI", PUBLIC, hidden=["officers"])
    assert "US-G10" not in {duty.rule.code for duty in judged.duties}
    assert "officers" not in judged.on


def test_another_answer_lets_duties_come_and_go():
    before = judge("MI", {**PUBLIC, "asbestos": ("known",)})
    after = judge("MI", {**PUBLIC, "asbestos": ("none_certified",)})
    assert {duty.rule.code for duty in difference(before, after).go} == {
        "US-A1",
        "US-A2",
        "US-T1",
    }
    back = difference(after, before)
    assert {duty.rule.code for duty in back.come} == {"US-A1", "US-A2", "US-T1"}
    opened = difference(before, judge("MI", PUBLIC)).opened
    assert "US-A1" in {duty.rule.code for duty in opened}
    assert not difference(before, before)


def test_permissions_are_no_duties_and_an_unknown_state_has_those_of_the_country():
    assert all(not rule.part_of for rule in rules_for("PA"))
    assert {rule.state for rule in rules_for("ZZ")} == {"US"}


def test_a_school_is_what_it_answered():
    school = school_of({**PUBLIC, "attendance": ("286",), "buses": ("own",), "near": ()})
    assert (school.type, school.answers["attendance"]) == ("public", 286)
    assert school.grades == frozenset(PUBLIC["grades"])
    assert school.answers["buses"] == frozenset({"own"})
    assert "near" not in school.answers
    assert school_of({}).type is None


def test_every_kind_of_school_is_a_type_of_the_engine():
    for code in BY_CODE["kind"].answers:
        assert school_of({"kind": (code,)}).type in ("public", "charter", "nonpublic", "other")


@pytest.mark.django_db
def test_a_calendar_becomes_the_school_year_of_the_engine(district):
    year = make_year(district=district)
    make_span(year, date(2026, 11, 26), date(2026, 11, 27))
    make_span(year, date(2027, 1, 5), date(2027, 6, 4), kind="semester")
    make_span(year, date(2026, 8, 24), date(2026, 12, 18), kind="semester")
    make_span(year, date(2027, 7, 6), date(2027, 7, 30), kind="session")
    (found,) = years_of(years_of_district(district.pk))
    assert (found.first_day, found.last_day) == (year.first_day, year.last_day)
    assert found.closed == ((date(2026, 11, 26), date(2026, 11, 27)),)
    assert [first for first, _ in found.semesters] == [date(2026, 8, 24), date(2027, 1, 5)]
    assert found.quarters == ()
    assert len(found.session_days) == 19
    assert date(2026, 11, 26) not in found.days
