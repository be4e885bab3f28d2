"""What a rule forbids, before it is held."""

from tests.training.rules.making import asked, drill, rule
from training.rules.engine.facts import School
from training.rules.engine.statuses import Status

FORBIDS = rule(
    {
        "forbids": [
            {"words": "props with students", "students": "required", "marks": ["props"]},
            {"words": "not announced", "kinds": ["lockdown"], "unless": ["announced"]},
        ]
    },
    subject="prohibition",
    code="TX-X1",
)
YOUNGEST = rule(
    {
        "forbids": [
            {
                "words": "kindergarten is exempt",
                "grades": ["K"],
                "window": {"anchor": "school_start", "first": "60 school days"},
            }
        ]
    },
    subject="prohibition",
    code="TX-X2",
)


def planned(rule_, on="2026-10-20", school=None, **attributes):
    return asked(rule_, "2026-10-01", school=school, plan=drill(on, "lockdown", **attributes))


def test_what_is_forbidden_is_said_in_words():
    answer = planned(FORBIDS, props=True, announced=True)
    assert (answer.status, answer.because) == (Status.FORBIDDEN, "props with students")
    assert answer.citation == "§ 1"


def test_without_students_it_is_not_spoken_of():
    assert planned(FORBIDS, props=True, announced=True, students=False).status is Status.ALLOWED


def test_what_it_has_to_be_is_forbidden_where_it_is_not_and_asked_where_nobody_said():
    assert planned(FORBIDS, announced=False).because == "not announced"
    answer = planned(FORBIDS)
    assert (answer.status, answer.warnings) == (Status.ALLOWED, ("say whether it is announced",))


def test_a_grade_may_be_exempt_for_some_days():
    kindergarten = School("public", grades=frozenset({"K", "1"}))
    assert planned(YOUNGEST, school=kindergarten).status is Status.FORBIDDEN
    assert planned(YOUNGEST, "2027-03-01", school=kindergarten).status is Status.ALLOWED
    older = School("public", grades=frozenset({"4"}))
    assert planned(YOUNGEST, school=older).status is Status.ALLOWED


def test_where_no_drill_is_planned_nothing_is_asked():
    assert asked(FORBIDS, "2026-10-01").status is Status.NOT_APPLICABLE
