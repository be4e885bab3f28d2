"""What a sheet says of a contact, in words; and what differs between two papers."""

from datetime import date

import pytest
from django.utils import timezone

from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import ContactPlace, ContactRole
from coalitions.contacts.paper_lines import differences, lines_of
from coalitions.contacts.words import (
    asked_in_words,
    details_in_words,
    heading,
    nobody_in_words,
    place_in_words,
    state_in_words,
)

ON = date(2026, 11, 17)
POLICE = ContactRole(pk=1, name="Police", in_order=True)
UTILITIES = ContactRole(pk=2, name="Utilities", in_order=False)


def contact(**fields):
    given = {"pk": 7, "name": "Ann", "day_phone": "989-555-0150", "changed_on": date(2020, 1, 1)}
    return Contact(**given | fields)


def place(role=POLICE, position=1, note="", **fields):
    return ContactPlace(role=role, contact=contact(**fields), position=position, note=note)


def differ(before, after, *, is_full=True, roles=(POLICE, UTILITIES)):
    old, new = (lines_of(roles, places, on=ON) for places in (before, after))
    found = differences(old, new, is_full=is_full, placed={}, changed={})
    return [(each.what, each.before, each.after) for each in found]


@pytest.mark.parametrize(
    ("confirmed", "of", "said"),
    [
        (0, 0, "No contact sheet for Juniper yet"),
        (22, 24, "Who to call for Juniper: 22 of 24 are confirmed this semester"),
        (1, 24, "Who to call for Juniper: 1 of 24 is confirmed this semester"),
        (24, 24, "Who to call for Juniper: all 24 are confirmed this semester"),
    ],
)
def test_the_heading_answers_the_question(confirmed, of, said):
    assert heading("Juniper", confirmed, of) == said


def test_places_have_names_where_there_is_an_order():
    assert [place_in_words(POLICE, each) for each in (1, 2, 3)] == ["First", "Backup 1", "Backup 2"]
    assert place_in_words(UTILITIES, 1) == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"confirmed_on": date(2026, 8, 28)}, ("met", "Confirmed Fri, Aug 28")),
        (
            {"confirmed_on": date(2026, 2, 12)},
            ("overdue", "Not confirmed since Thu, Feb 12"),
        ),
        ({}, ("overdue", "Not confirmed yet, 78 days overdue")),
        ({"changed_on": date(2026, 11, 16)}, ("due", "Not confirmed yet, due in 13 days")),
    ],
)
def test_where_numbers_stand(fields, said):
    assert state_in_words(contact(**fields), on=ON) == said


@pytest.mark.parametrize(
    ("fields", "address", "said"),
    [
        ({"asked_on": [date(2026, 11, 2)]}, "a@b.example", "Asked Nov 2, no answer"),
        (
            {"asked_on": [date(2026, 11, 9), date(2026, 11, 2), date(2026, 12, 1)]},
            "a@b.example",
            "Asked Nov 2, 9, and Dec 1, no answer",
        ),
        ({"reported": "Wrong."}, "a@b.example", "They say: Wrong."),
        ({}, "", "No e-mail address; confirm by calling"),
        ({}, "a@b.example", "Not asked yet"),
    ],
)
def test_what_was_done_to_have_it_confirmed(fields, address, said):
    assert asked_in_words(contact(**fields), address=address) == said


@pytest.mark.parametrize(
    ("keepers", "said"),
    [
        (["Dana Whitlock"], "Nobody for Buses. Dana Whitlock fills it."),
        (["Ann", "Ben"], "Nobody for Buses. Ann and Ben fill it."),
        ([], "Nobody for Buses. This coalition has no administrator to fill it."),
    ],
)
def test_who_fills_an_empty_role(keepers, said):
    assert nobody_in_words("Buses", keepers) == said


def test_what_stands_beside_a_name():
    away = place(title="District nurse", note="Tue", leave_ends_on=date(2026, 11, 23))
    assert details_in_words(away, on=ON) == "District nurse, Tue, on leave until Mon, Nov 23"
    assert details_in_words(away, on=date(2026, 11, 24)) == "District nurse, Tue"
    assert details_in_words(place(), on=ON) == ""


def test_the_last_day_of_a_leave_is_one():
    away = contact(leave_ends_on=ON)
    assert away.is_away(ON)
    assert not away.is_away(date(2026, 11, 18))
    assert not contact().is_away(ON)


def test_an_empty_role_is_a_line_of_paper():
    (police, utilities) = lines_of([POLICE, UTILITIES], [place()], on=ON)
    assert (police["who"], police["place"]) == ("Ann", "First")
    assert (utilities["role"], utilities["who"], utilities["position"]) == ("Utilities", "", 0)


def test_the_same_is_no_difference():
    assert differ([place()], [place()]) == []
    assert differ([], []) == []


def test_words_beside_a_name_are_no_difference():
    assert differ([place(title="Chief")], [place(title="Captain", note="Tue")]) == []


def test_a_number_that_is_new_or_gone_is_said():
    night = place(night_phone="989-555-0199")
    assert differ([place()], [night]) == [("Police, first, night", "", "989-555-0199")]
    assert differ([night], [place()]) == [("Police, first, night", "989-555-0199", "")]
    assert differ([place()], [night], is_full=False) == []


def test_a_role_that_was_taken_off_takes_its_lines_along():
    before = lines_of([POLICE], [place()], on=ON)
    found = differences(before, [], is_full=True, placed={}, changed={})
    assert [(each.what, each.before, each.after) for each in found] == [
        ("Police, first", "Ann", "")
    ]


def test_a_renamed_role_is_the_same_role():
    renamed = ContactRole(pk=1, name="Deputies", in_order=True)
    old = lines_of([POLICE], [place()], on=ON)
    new = lines_of([renamed], [place(role=renamed)], on=ON)
    assert differences(old, new, is_full=True, placed={}, changed={}) == []


def test_lines_without_order_are_named_by_their_role():
    gas, power = place(role=UTILITIES), place(role=UTILITIES, pk=8, name="Power")
    assert differ([gas], [power]) == [("Utilities", "Ann", "Power")]


def test_another_contact_of_the_same_name_is_another_contact():
    assert differ([place()], [place(pk=8)]) == [("Police, first", "Ann", "Ann")]


def test_whether_it_is_confirmed_is_told_by_the_semester():
    on = timezone.localdate()
    assert not contact().is_confirmed(on)
    assert contact(confirmed_on=on).is_confirmed(on)
    assert not contact(confirmed_on=date(2026, 7, 31)).is_confirmed(date(2026, 8, 1))
