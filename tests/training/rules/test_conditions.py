"""Whether a rule applies: yes, no and why, or what has to be known first."""

import pytest

from tests.training.rules.making import asked, drill, law, officer, rule
from training.rules.engine.facts import School
from training.rules.engine.roles import ALL_STAFF, MEANS, OFFICERS, ROLES, role_of
from training.rules.engine.statuses import Status


def school(**answers):
    known = {
        name: frozenset(value) if isinstance(value, list) else value
        for name, value in answers.items()
    }
    return School("public", frozenset({"elementary"}), answers=known)


def on(*tests, **said):
    return rule(law(), applies_to={"where": list(tests), **said})


BUSES = {"fact": "buses", "any_of": ["own"], "otherwise": "no buses"}


def test_a_fact_that_nobody_knows_is_asked_for_and_never_guessed():
    answer = asked(on(BUSES), "2026-10-01")
    assert (answer.status, answer.needs) == (Status.UNDETERMINED, ("buses",))


def test_the_reason_why_it_does_not_apply_is_said():
    answer = asked(on(BUSES), "2026-10-01", school=school(buses=["none"]))
    assert (answer.status, answer.because) == (Status.NOT_APPLICABLE, "no buses")
    assert asked(on(BUSES), "2026-10-01", school=school(buses=["own"])).status is Status.DUE


@pytest.mark.parametrize(
    ("test", "answers", "applies"),
    [
        ({"fact": "zones", "none_of": ["tsunami"]}, {"zones": ["tsunami"]}, False),
        ({"fact": "zones", "none_of": ["tsunami"]}, {"zones": ["none"]}, True),
        ({"fact": "attendance", "at_least": 20}, {"attendance": 20}, True),
        ({"fact": "attendance", "more_than": 20}, {"attendance": 20}, False),
        ({"fact": "attendance", "more_than": 20}, {"attendance": 21}, True),
    ],
)
def test_each_comparison(test, answers, applies):
    status = asked(on(test), "2026-10-01", school=school(**answers)).status
    assert (status is Status.DUE) is applies


def test_one_no_is_enough_whatever_else_is_unknown():
    both = on({"fact": "zones", "any_of": ["tsunami"]}, BUSES)
    assert asked(both, "2026-10-01", school=school(buses=["none"])).status is Status.NOT_APPLICABLE


def test_the_other_way_in():
    either = on(BUSES, **{"or": [{"fact": "accredited", "any_of": ["yes"]}]})
    assert (
        asked(either, "2026-10-01", school=school(buses=["none"], accredited=["yes"])).status
        is Status.DUE
    )


def test_what_is_so_nearly_everywhere_is_not_waited_for():
    nearly = on({"fact": "buildings", "any_of": ["fire_exits_required"], "if_unknown": "applies"})
    assert asked(nearly, "2026-10-01").status is Status.DUE


@pytest.mark.parametrize(
    ("grades", "match", "levels", "applies"),
    [
        ("K 1 2 3 4 5 6 7 8", "any", ["middle"], True),
        ("K 1 2 3 4 5 6 7 8", "lowest", ["middle"], False),
        ("K 1 2 3 4 5 6 7 8", "lowest", ["elementary"], True),
        ("9 10 11 12", "any", ["elementary"], False),
    ],
)
def test_a_level_is_that_of_any_grade_or_of_the_lowest(grades, match, levels, applies):
    rule_ = rule(law(), applies_to={"levels": levels, "match": match})
    answer = asked(rule_, "2026-10-01", school=School("public", grades=frozenset(grades.split())))
    assert (answer.status is Status.DUE) is applies
    assert applies or answer.because.startswith("level")


def test_of_a_school_of_which_nothing_is_known_type_and_grades_are_asked():
    rule_ = rule(law(), applies_to={"levels": ["high"], "school_types": ["public"]})
    assert asked(rule_, "2026-10-01", school=School()).needs == ("kind", "grades")


def test_a_charter_school_is_asked_what_names_charter_schools():
    rule_ = rule(law(), applies_to={"school_types": ["public", "nonpublic"]})
    assert asked(rule_, "2026-10-01", school=School("charter")).because.startswith("school type")


def course(roles, **said):
    return rule(
        law(counts={"courses": ["x"]}),
        subject="training",
        code="TX-T1",
        scope=["person"],
        applies_to={"roles": roles, **said},
    )


def test_a_role_is_found_by_its_spellings_and_what_nobody_mapped_is_asked():
    of_officers = course(["school_resource_officer"])
    for spelling, status in (
        ("SRO", Status.DUE),
        ("safe schools resource officer", Status.DUE),
        ("teacher", Status.NOT_APPLICABLE),
        ("wizard", Status.UNDETERMINED),
        (None, Status.UNDETERMINED),
    ):
        assert asked(of_officers, "2026-10-01", person=officer(role=spelling)).status is status


def test_all_staff_are_staff_and_neither_officers_nor_substitutes():
    assert not MEANS[ALL_STAFF] & (OFFICERS | {"substitute", "volunteer", "student"})
    assert {"teacher", "custodian", "bus_driver", "nurse"} <= MEANS[ALL_STAFF]
    assert all(role_of(role) == role for role in ROLES)


def test_what_is_known_of_a_person_decides():
    contact = course(
        ["all_staff"],
        where=[{"person": "direct_student_contact", "any_of": ["yes"], "otherwise": "no contact"}],
    )
    assert asked(contact, "2026-10-01", person=officer(role="custodian")).needs == (
        "direct_student_contact",
    )
    for known, status in ((True, Status.DUE), (False, Status.NOT_APPLICABLE)):
        person = officer(role="custodian", direct_student_contact=known)
        assert asked(contact, "2026-10-01", person=person).status is status


def test_who_was_appointed_before_a_day_may_be_exempt():
    exempt = course(
        ["school_resource_officer"], where=[{"person": "appointed", "on_or_after": "2018-11-02"}]
    )
    answer = asked(exempt, "2026-10-01", person=officer("2018-11-01"))
    assert (answer.status, answer.because) == (Status.NOT_APPLICABLE, "appointed before 2018-11-02")
    assert asked(exempt, "2026-10-01", person=officer("2018-11-02")).status is Status.DUE


def test_students_present_go_without_saying():
    assert asked(rule(law()), "2026-10-01", drill("2026-09-01")).status is Status.SATISFIED
    assert (
        asked(rule(law()), "2026-10-01", drill("2026-09-01", students=False)).status is Status.DUE
    )
