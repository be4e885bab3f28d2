"""What a walk adds up to, without a database: which answer counts, layers, words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from plans.assessments.models.answer import Answer, counting
from plans.assessments.models.assessment import Assessment
from plans.assessments.queries import Item, WaitingWalk
from plans.assessments.questions import Question, by_layer
from plans.assessments.scales import AnswerCode, Layer
from plans.assessments.summary import by_layer as sums_by_layer
from plans.assessments.summary import said_so_far
from plans.assessments.views.walking import following_of

NOON = datetime(2026, 11, 30, 12, tzinfo=ZoneInfo("America/New_York"))
MINUTE = timedelta(minutes=1)


def answer(code="yes", *, pk=1, given=0, received=0, item="a.1"):
    """Given so many minutes after noon by the device's clock, received so many by ours."""
    return Answer(
        pk=pk,
        item=item,
        answer=code,
        answered_at=NOON + given * MINUTE,
        received_at=NOON + received * MINUTE,
    )


def test_what_was_given_last_counts_whenever_it_came():
    late = answer("no", pk=1, given=5, received=60)
    early = answer("yes", pk=2, given=2, received=2)
    assert counting([late, early]) == counting([early, late]) == {"a.1": late}


def test_of_two_given_at_once_the_later_row_counts():
    rows = [answer("yes", pk=1), answer("no", pk=2)]
    assert counting(rows)["a.1"].pk == counting(rows[::-1])["a.1"].pk == 2


def test_a_clock_ahead_counts_from_when_it_came():
    ahead = answer("no", pk=1, given=10_000, received=1)
    later = answer("yes", pk=2, given=2, received=2)
    assert ahead.seen_at == NOON + MINUTE
    assert counting([ahead, later])["a.1"] == later


def test_a_clock_behind_is_believed():
    behind = answer(pk=1, given=-10_000, received=1)
    assert behind.seen_at == NOON - 10_000 * MINUTE


def test_each_item_counts_for_itself():
    rows = [answer(pk=1, item="a.1"), answer("no", pk=2, item="a.2")]
    assert {item: each.answer for item, each in counting(rows).items()} == {
        "a.1": "yes",
        "a.2": "no",
    }
    assert counting([]) == {}


def question(code, layer="building"):
    return Question(code, layer, f"Is {code} in place?")


def item(code, now="", before="", *, layer="building", position=1):
    given = [Answer(answer=each) if each else None for each in (now, before)]
    return Item(position, question(code, layer), given[0], (), given[1])


def test_layers_come_from_the_outside_in_and_empty_ones_not_at_all():
    items = [item("a.1", layer="classroom"), item("a.2", layer="district")]
    assert [each.layer for each in sums_by_layer(items)] == [Layer.DISTRICT, Layer.CLASSROOM]
    assert sums_by_layer([]) == []


def test_a_layer_counts_each_answer():
    codes = ["yes", "yes", "partly", "no", "not_applicable", ""]
    (layer,) = sums_by_layer(item(f"a.{number}", code) for number, code in enumerate(codes))
    assert (layer.yes, layer.partly, layer.no, layer.not_applicable) == (2, 1, 1, 1)
    assert (layer.count, layer.answered, layer.progress) == (6, 5, "5 of 6")
    assert layer.title == "Building"


def test_a_layer_says_how_it_was_before():
    (layer,) = sums_by_layer([item("a.1", "no", "yes"), item("a.2", "yes", "no"), item("a.3")])
    assert (layer.before, layer.before_asked) == (1, 2)


def test_a_layer_goes_on_where_nobody_answered_else_begins_anew():
    (layer,) = sums_by_layer([item("a.1", "yes"), item("a.2"), item("a.3")])
    assert layer.first_open == "a.2"
    (layer,) = sums_by_layer([item("a.1", "yes"), item("a.2", "no")])
    assert layer.first_open == "a.1"


def test_what_was_said_so_far_adds_up_to_all():
    items = [item("a.1", "yes"), item("a.2", "no"), item("a.3")]
    said = said_so_far(items)
    assert [words for words, _ in said] == [*map(str, AnswerCode.labels), "Not answered"]
    assert sum(number for _, number in said) == len(items)


def walked(*codes):
    return [item(f"a.{at}", code, position=at) for at, code in enumerate(codes, start=1)]


@pytest.mark.parametrize(
    ("codes", "here", "following"),
    [
        (["yes", "", ""], 1, "a.2"),
        (["", "yes", ""], 2, "a.3"),
        (["", "yes", "yes"], 3, "a.1"),
        (["yes", "yes", ""], 3, None),
        (["yes"], 1, None),
        (["", "", ""], 3, "a.1"),
    ],
)
def test_the_next_is_the_first_open_one_behind_then_before(codes, here, following):
    """The one that was answered just now still says that it is open: it is not asked again."""
    items = walked(*codes)
    assert following_of(items, items[here - 1]) == following


def test_questions_stand_under_their_layers_in_order():
    asked = [question("b.1"), question("a.1", "district"), question("b.2")]
    told = [(layer, [each.code for each in rows]) for layer, rows in by_layer(asked)]
    assert told == [(Layer.DISTRICT, ["a.1"]), (Layer.BUILDING, ["b.1", "b.2"])]


def test_a_question_keeps_nothing_that_is_empty():
    row = question("a.1").as_row()
    assert row == {
        "code": "a.1",
        "layer": "building",
        "question": "Is a.1 in place?",
        "asked_of": ["school"],
    }
    assert Question.of(row) == question("a.1")


def test_a_row_of_an_older_version_is_read_with_what_it_has():
    row = {"code": "a.1", "layer": "building", "question": "Why?", "gone": "x", "asked_of": None}
    assert Question.of(row).asked_of == ("school",)


@pytest.mark.parametrize(
    ("state", "answered", "words"),
    [
        ("planned", 0, "Walk Juniper"),
        ("walking", 1, "Finish the walk of Juniper: 2 items left"),
        ("walking", 2, "Finish the walk of Juniper: 1 item left"),
        ("walking", 3, "Finish the walk of Juniper: 0 items left"),
    ],
)
def test_a_walk_that_waits_says_what_to_do(monkeypatch, state, answered, words):
    monkeypatch.setattr(Assessment, "place", "Juniper")
    walk = Assessment(state=state, items=["a.1", "a.2", "a.3"])
    assert WaitingWalk(walk, answered).words == words
