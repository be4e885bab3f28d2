"""A checklist as YAML: out and in to the byte, and one sentence with the line for what is wrong."""

import pytest

from plans.assessments.checklist_text import LARGEST, read_text, write_text
from plans.assessments.starter import starters
from safety_portal.core.refusals import Refused

HEAD = """schema: 1
code: site_assessment
title: Site assessment
interval_months: 12
minutes: 60
introduction: Walk.
questions:
"""
ONE = """- code: building.01
  layer: building
  question: Do doors latch?
  asked_of: [school]
"""


def refusal(text):
    with pytest.raises(Refused) as caught:
        read_text(text)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    return sentence


def test_the_starters_are_two_and_ask_what_four_answers_fit():
    whole, walk = sorted(starters(), key=lambda text: -len(text.questions))
    assert (whole.code, len(whole.questions)) == ("site_assessment", 102)
    assert (walk.code, len(walk.questions)) == ("quarterly_walk", 19)
    opened = {question.question.split()[0] for question in whole.questions + walk.questions}
    assert not opened & {"How", "When", "What", "Who", "Where", "Why"}


def test_every_question_of_the_starter_has_its_layer_and_one_place_in_the_plan():
    whole = next(text for text in starters() if text.code == "site_assessment")
    assert {question.layer for question in whole.questions} == {
        "district",
        "digital",
        "perimeter",
        "building",
        "classroom",
        "people_and_procedures",
    }
    assert all(bool(question.annex) != bool(question.section) for question in whole.questions)


@pytest.mark.parametrize("text", starters(), ids=lambda text: text.code)
def test_what_is_written_is_read_again_to_the_byte(text):
    written = write_text(text)
    assert read_text(written) == text
    assert write_text(read_text(written)) == written


def test_words_that_yaml_takes_for_something_else_stay_words():
    text = read_text(HEAD + ONE.replace("Do doors latch?", "no"))
    assert text.questions[0].question == "no"
    assert read_text(write_text(text)) == text
    text = read_text(HEAD + ONE.replace("building.01", "1.10"))
    assert read_text(write_text(text)).questions[0].code == "1.10"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + ONE + ONE, "Line 12: the code “building.01” stands in line 8 already."),
        (HEAD + ONE + "  colour: red\n", "Line 12: “colour” is nothing a checklist knows."),
        (HEAD + ONE + "  layer: building\n", "Line 12: “layer” is said twice."),
        (HEAD + ONE.replace("layer: building", "layer: roof"), "Line 9: “layer” is one of"),
        (HEAD + ONE.replace("  layer: building\n", ""), "Line 8: a question has no “layer”."),
        (HEAD + ONE.replace("[school]", "school"), "Line 11: “asked_of” has to be a list"),
        (HEAD + ONE.replace("[school]", "[school, school]"), "says the same twice"),
        (HEAD + ONE.replace("building.01", "Building 1"), "Line 8: “code” takes small letters"),
        (HEAD + ONE.replace("Do doors latch?", "x" * 301), "301 letters; 300 is the most"),
        (HEAD + ONE + "  annex: a\n  section: b\n", "names an annex and a section"),
        (HEAD.replace("12", "0") + ONE, "Line 4: “interval_months” has to be a number from 1"),
        (HEAD.replace("12", "²") + ONE, "Line 4: “interval_months” has to be a number"),
        (HEAD.replace("schema: 1", "schema: 2") + ONE, "“schema” has to be 1"),
        (HEAD.replace("title: Site assessment\n", "") + ONE, "the checklist has no “title”"),
        (HEAD, "“questions” has to be a list"),
        (HEAD.replace("questions:", "questions: []"), "at least one question"),
        (HEAD + "- just words\n", "Line 8: a question has to be written as name: value."),
        ("", "This file is no checklist."),
        ("- a\n- b\n", "This file is no checklist."),
        (HEAD + "  - [", "is not YAML"),
        ("\x00\x01", "not YAML text"),
        (HEAD.replace("Walk.", "&a Walk.") + ONE.replace("Do doors latch?", "*a"), "anchors"),
        ("[" * LARGEST, "nested deeper than a checklist is"),
        ("- " * (LARGEST // 2), "nested deeper than a checklist is"),
        ("{a: " * 20_000, "nested deeper than a checklist is"),
        ("x" * (LARGEST + 1), "larger than a checklist"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_with_its_line(text, sentence):
    assert sentence in refusal(text)


def test_a_file_of_many_questions_is_refused():
    many = "".join(ONE.replace("building.01", f"b.{number}") for number in range(501))
    assert "at most 500 questions" in refusal(HEAD + many)
