"""Whether a figure is better or worse, in words."""

from datetime import date

import pytest

from safety_portal.portal.official.figures import (
    FIGURES,
    Figure,
    figures_of,
    heading,
    places_of,
    worsened,
)
from safety_portal.portal.official.queries import Tally

ON, THEN = date(2026, 11, 17), date(2025, 11, 17)
PLAN, SEATS, DRILLS, TRAINED, FINDINGS, AGREEMENTS = FIGURES


def figure(now, then, kind=SEATS):
    return Figure(kind, now and Tally(*now), then and Tally(*then), ON)


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        ((4, 6), (2, 6), "Better, 2 more"),
        ((2, 6), (3, 6), "Worse, 1 fewer"),
        ((3, 6), (3, 6), "Same"),
        ((3, 6), (4, 8), "Same"),
        ((374, 412), (301, 398), "Better, from 7 in 10 to 9 in 10"),
        ((300, 412), (390, 398), "Worse, from 9 in 10 to 7 in 10"),
        ((81, 100), (80, 99), "Better, slightly"),
        (None, (3, 6), "Nothing to compare"),
        ((3, 6), None, "Nothing to compare"),
    ],
)
def test_a_share_is_better_the_larger_it_is(now, then, words):
    assert figure(now, then).change_in_words == words


@pytest.mark.parametrize(
    ("now", "then", "words", "color"),
    [
        ((2, 9), (4, 4), "Better, 2 fewer", "met"),
        ((5, 50), (4, 4), "Worse, 1 more", "overdue"),
        ((4, 9), (4, 4), "Same", "quiet"),
        ((0, 3), (1, 3), "Better, 1 fewer", "met"),
    ],
)
def test_of_what_is_late_the_number_counts_and_less_is_better(now, then, words, color):
    found = figure(now, then, FINDINGS)
    assert (found.change_in_words, found.color) == (words, color)


def test_what_is_missing_is_said_and_never_nought():
    assert figure(None, None, AGREEMENTS).now_in_words == "No agreement yet"
    assert figure(None, None, DRILLS).now_in_words == "No rule is due yet"
    assert figure((0, 3), None).now_in_words == "0 of 3"
    assert figure((0, 3), None).then_in_words == "No seat yet"


def test_the_oldest_plan_has_its_day():
    found = Figure(PLAN, Tally(2, 3, date(2025, 9, 2)), None, ON)
    assert found.more == "The oldest since Sep 2, 2025"
    assert figure((1, 3), None).more == ""


def test_a_heading_says_how_many_are_better_and_which_are_worse():
    better, worse, same = figure((2, 3), (1, 3)), figure((1, 3), (2, 3)), figure((1, 3), (1, 3))
    training = Figure(TRAINED, Tally(1, 3), Tally(2, 3), ON)
    words = [
        heading(figures, first_on=ON)
        for figures in (
            [better, better, same],
            [better, worse],
            [worse, training],
            [same, training],
            [figure((1, 3), None)],
        )
    ]
    assert words == [
        "2 of 3 figures are better than a year ago",
        "1 of 2 figures is better than a year ago; seats are worse",
        "None of 2 figures is better than a year ago; seats and training are worse",
        "None of 2 figures is better than a year ago; training is worse",
        "No figure a year ago; compared from November 17, 2026",
    ]


TALLIES = {
    ("plan", ON, ""): Tally(1, 2),
    ("plan", ON, "Foxglove"): Tally(1, 1),
    ("plan", ON, "Juniper"): Tally(0, 1),
    ("plan", THEN, "Juniper"): Tally(1, 1),
    ("plan", THEN, "Foxglove"): Tally(1, 1),
    ("findings", ON, "Foxglove"): Tally(3, 5),
    ("findings", THEN, "Foxglove"): Tally(1, 9),
    ("seats", ON, "Juniper"): Tally(2, 2),
    ("seats", THEN, "Juniper"): Tally(1, 2),
}


def test_what_worsened_is_said_place_by_place_plans_first():
    found = worsened(TALLIES, on=ON, since=THEN)
    assert [(each.place, each.figure.kind.code) for each in found] == [
        ("Juniper", "plan"),
        ("Foxglove", "findings"),
    ]


def test_each_place_has_its_figures_of_the_day():
    found = places_of(TALLIES, on=ON)
    assert [place for place, _ in found] == ["Foxglove", "Juniper"]
    assert [figure.now_in_words for figure in found[1][1]] == [
        *("0 of 1", "2 of 2", "No rule is due yet", "Nobody yet"),
        *("No finding open", "No agreement yet"),
    ]


def test_all_together_is_a_place_without_a_name():
    (plan, *_) = figures_of(TALLIES, on=ON, then=THEN)
    assert (plan.now, plan.then) == (Tally(1, 2), None)
