"""The twenty questions as data, and what each takes for an answer."""

import pytest

from coalitions.school_facts.proposing import proposals
from coalitions.school_facts.questions import (
    ALWAYS,
    BY_CODE,
    NOT_KNOWN,
    QUESTIONS,
    RESTRICTED_CODES,
)
from coalitions.schools.models import School
from training.rules.form.rules_file import rules_of, states


def test_there_are_twenty_in_order():
    assert [question.number for question in QUESTIONS] == list(range(1, 21))
    assert len(ALWAYS) == 12
    assert RESTRICTED_CODES == ["officers", "board_programs"]


def test_every_question_has_answers_or_is_a_number():
    for question in QUESTIONS:
        assert question.short
        assert question.help.endswith(".")
        assert bool(question.answers) is (question.kind in ("one_of", "any_of"))


def test_every_condition_of_every_rule_is_on_an_answer_that_can_be_given():
    """A rule that hangs on an answer which nobody can give would be undetermined for ever."""
    unknown = []
    for state in states():
        for rule in rules_of(state).rules:
            for test in (*rule.audience.where, *rule.audience.or_where):
                if not test.fact:
                    continue
                question = BY_CODE.get(test.fact)
                named = set(test.any_of or ()) | set(test.none_of or ()) | set(test.lowest_in or ())
                if question is None or named - set(question.answers):
                    unknown.append((rule.code, test.fact))
    assert unknown == []


@pytest.mark.parametrize(
    ("code", "answer", "fault"),
    [
        ("buses", [], ""),
        ("buses", ["own", "contracted"], ""),
        ("buses", ["none"], ""),
        ("buses", ["none", "own"], "“No buses” goes alone. Take it off, or the others."),
        ("buses", ["rockets"], "Choose one of the answers."),
        ("asbestos", ["known", "assumed"], "Choose one answer."),
        ("attendance", ["286"], ""),
        ("attendance", ["-1"], "Enter a whole number from 0 to 10,000."),
        ("attendance", ["10001"], "Enter a whole number from 0 to 10,000."),
        ("attendance", ["9" * 5000], "Enter a whole number from 0 to 10,000."),
        ("attendance", ["1", "2"], "Enter a whole number from 0 to 10,000."),
    ],
)
def test_what_is_an_answer(code, answer, fault):
    assert BY_CODE[code].fault(answer) == fault


@pytest.mark.parametrize(
    ("code", "answer", "words"),
    [
        ("grades", ["K", "1", "2", "3", "4", "5"], "K to 5"),
        ("grades", ["K", "5"], "K and 5"),
        ("buses", ["own", "trips_only"], "District's own buses; Trips and activities only"),
        ("attendance", ["1286"], "1,286"),
        ("asbestos", [], NOT_KNOWN),
    ],
)
def test_an_answer_in_words(code, answer, words):
    assert BY_CODE[code].in_words(answer) == words


def test_an_answer_is_kept_in_the_order_of_its_question():
    assert BY_CODE["grades"].tidy(["2", "PK", "K", "2"]) == ("PK", "K", "2")
    assert BY_CODE["attendance"].tidy(["0286"]) == ("286",)


def test_the_directory_proposes_what_it_says_and_nothing_else():
    school = School(low_grade="KG", high_grade="05", is_charter=False, students=286)
    assert proposals(school) == {
        "grades": ("K", "1", "2", "3", "4", "5"),
        "kind": ("public_district",),
        "attendance": ("286",),
    }
    assert proposals(School(low_grade="UG", high_grade="12", students=99_999)) == {}
    assert proposals(School(low_grade="9", high_grade="6", is_charter=True)) == {
        "kind": ("charter",)
    }
