"""An agreement in words, without a database: its state, its heading, an officer's days."""

from collections import Counter
from datetime import date, timedelta

import pytest

from coalitions.agreements import words
from coalitions.agreements.lifecycle import Standing
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.models.assignment import OfficerAssignment
from safety_portal.core.look.vocabulary import WORD_SHAPES

ON = date(2026, 11, 30)
DAY = timedelta(days=1)


def agreement(standing, **fields):
    made = Agreement(title="Armory", starts_on=fields.pop("starts_on", ON - 9 * DAY), **fields)
    made.standing, made.last_on = standing, fields.get("ends_on")
    return made


def state(standing, **fields):
    return words.state_in_words(agreement(standing, **fields), on=ON)


def assignment(person, *, is_covered):
    made = OfficerAssignment(person_id=person)
    made.is_covered = is_covered
    return made


@pytest.mark.parametrize("standing", Standing.values)
def test_every_standing_has_a_word_in_a_color_that_there_is(standing):
    color, said = state(standing, ends_on=ON + DAY, review_due_on=ON + DAY)
    assert WORD_SHAPES[color]
    assert said


def test_what_is_to_come_says_from_when():
    said = state("to_come", starts_on=date(2027, 1, 8))
    assert said == ("quiet", "Signed, in force from Jan 8, 2027")


def test_what_ends_says_when():
    assert state("ending", ends_on=ON + 3 * DAY) == ("due", "Ending Thu, Dec 3")


def test_a_review_is_due_until_its_day_and_overdue_from_the_next():
    assert state("review_due", review_due_on=ON) == ("due", "In force, review due today")
    late = state("review_due", review_due_on=ON - DAY)
    assert late == ("overdue", "In force, review 1 day overdue")


def test_only_what_ended_without_a_new_one_is_red():
    days = {"ends_on": ON, "review_due_on": ON}
    red = {code for code in Standing.values if state(code, **days)[0] == "overdue"}
    assert red == {"ended"}


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "No agreement in force"),
        ({"draft": 1}, "1 agreement is not signed yet"),
        ({"draft": 2}, "2 agreements are not signed yet"),
        ({"in_force": 1}, "1 agreement in force, nothing to do"),
        ({"in_force": 3, "draft": 1}, "3 agreements in force, nothing to do"),
        ({"ended": 1}, "1 agreement has ended"),
        ({"ended": 2}, "2 agreements have ended"),
        ({"review_due": 1}, "1 to review"),
        ({"ending": 2}, "2 to renew"),
        ({"review_due": 1, "ending": 2}, "1 to review, 2 to renew"),
        ({"ended": 1, "ending": 1}, "1 agreement has ended; 1 to renew"),
        ({"replaced": 4, "closed": 1, "withdrawn": 1}, "No agreement in force"),
    ],
)
def test_the_heading_of_a_list(counts, said):
    assert words.heading(Counter(counts)) == said


def test_days_stand_in_the_order_of_the_week():
    assert words.days_in_words(OfficerAssignment(days=["friday", "monday"])) == "Mon, Fri"


def test_without_days_it_is_in_turn():
    assert words.days_in_words(OfficerAssignment(days=[])) == "In turn"


def test_officers_are_counted_and_so_are_those_not_covered():
    assert words.officers_in_words(1, 0) == "1 officer"
    assert words.officers_in_words(4, 1) == "4 officers, 1 not covered"


@pytest.mark.parametrize(
    ("standing", "said", "day"),
    [
        ("ended", "Renew or replace Armory", ON + DAY),
        ("ending", "Renew Armory", ON + DAY),
        ("review_due", "Review Armory", ON + 2 * DAY),
    ],
)
def test_what_waits_says_what_to_do_by_when(standing, said, day):
    waits = agreement(standing, ends_on=ON + DAY, review_due_on=ON + 2 * DAY)
    what, why, by = words.waiting_in_words(waits)
    assert (what, by) == (said, day)
    assert why


def test_the_page_says_until_when():
    shown = agreement("in_force", ends_on=date(2027, 6, 30))
    assert words.page_heading(shown, [], on=ON) == "Armory to June 30, 2027"
    assert words.page_heading(agreement("in_force"), [], on=ON) == "Armory"


def test_the_page_counts_people_not_places():
    """An officer at three schools is one officer."""
    here = [assignment(1, is_covered=False)] * 3 + [assignment(2, is_covered=True)]
    said = words.page_heading(agreement("in_force"), here, on=ON)
    assert said == "Armory: 1 of 2 officers is not covered"


def test_one_who_is_covered_at_one_school_alone_is_not_covered():
    here = [assignment(1, is_covered=True), assignment(1, is_covered=False)]
    said = words.page_heading(agreement("in_force"), here, on=ON)
    assert said == "Armory: 1 of 1 officer is not covered"


def test_several_are_not_covered():
    here = [assignment(1, is_covered=False), assignment(2, is_covered=False)]
    said = words.page_heading(agreement("in_force"), here, on=ON)
    assert said == "Armory: 2 of 2 officers are not covered"
