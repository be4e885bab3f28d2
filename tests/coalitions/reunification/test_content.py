"""The content: complete, in order, and without what its own principles forbid."""

import pytest

from coalitions.reunification.content import (
    DISTANCES,
    ITEMS,
    PER_100,
    POINTS,
    PRINCIPLES,
    REHEARSALS,
    ROLES,
    TIMELINE,
    blank_forms,
    helpers_for,
    musts_of,
    points_of,
    rehearsal_of,
    role_of,
)
from coalitions.reunification.models.site import Which


@pytest.mark.parametrize("rows", [ROLES, POINTS, ITEMS, REHEARSALS, blank_forms()])
def test_codes_are_there_once_and_fit_an_address(rows):
    codes = [row.code for row in rows]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("_", "").isalnum() and code.islower() for code in codes)


def test_fifteen_roles_each_with_a_card_and_two_alternates():
    assert len(ROLES) == 15
    assert all(len(role.alternates) == 2 and len(role.steps) >= 6 for role in ROLES)


def test_a_role_and_a_rehearsal_are_found_by_code():
    assert role_of("lead").title == "Reunification lead"
    assert rehearsal_of("tabletop").every_months == 12
    assert (role_of("king"), rehearsal_of("king")) == (None, None)


def test_nobody_is_told_to_give_bad_news_in_the_line():
    assert "never in the line" in " ".join(PRINCIPLES)
    steps = " ".join(role_of("medical").steps)
    assert "Tell the family" not in steps
    assert "Tell the care lead" in steps


def test_spanish_does_not_call_a_student_disappeared():
    words = " ".join(field.es for form in blank_forms() for field in form.fields)
    assert "no localizado" in words
    assert "desaparecido" not in words


def test_every_field_of_a_form_is_in_both_languages():
    assert all(form.en and form.es for form in blank_forms())
    assert all(field.en and field.es for form in blank_forms() for field in form.fields)


def test_what_staff_fills_in_is_marked():
    card = blank_forms()[0]
    staff = [field.en for field in card.fields if field.staff_only]
    assert staff[0] == "Identification checked by"
    assert len(staff) == 5


def test_what_the_portal_tells_by_itself_is_no_question_of_a_walk():
    assert {point.code for point in POINTS}.isdisjoint({"agreement_signed", "walked_this_year"})


@pytest.mark.parametrize("which", Which)
def test_a_site_is_asked_its_own_questions(which):
    codes = [point.code for point in points_of(which)]
    assert set(musts_of(which)) < set(codes)
    assert ("different_hazard" in codes) is (which == Which.ALTERNATE)
    assert which in DISTANCES


@pytest.mark.parametrize(
    ("students", "greeters", "runners", "supervisors"),
    [(0, 0, 0, 0), (1, 1, 1, 1), (100, 1, 4, 5), (101, 2, 5, 6), (436, 5, 18, 22)],
)
def test_helpers_are_rounded_up(students, greeters, runners, supervisors):
    found = helpers_for(students)
    assert (found["greeters"], found["runners"]) == (greeters, runners)
    assert found["supervisors"] == supervisors
    assert set(found) == set(PER_100)


def test_the_timeline_begins_with_the_decision_and_goes_on():
    assert TIMELINE[0].begins == 0
    assert all(step.ends is None or step.ends > step.begins for step in TIMELINE)
    assert TIMELINE[-1].ends is None
