"""Whom to call at each school, on the home page of who answers for it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import ContactPlace
from coalitions.contacts.offering.home import MOST
from tests import builders
from tests.calling import make_contact, make_role, put
from tests.markup import flat

pytestmark = pytest.mark.django_db
NIGHT = "989-555-0999"


def answering(coalition, role, *, position=1, **fields):
    contact = make_contact(coalition=coalition, **fields)
    put(contact, role, position)
    return contact


@pytest.fixture
def chief(district_coalition, coalition):
    return builders.make_member(coalition=district_coalition, role=Role.FIRE)


def home(client, account):
    client.force_login(account)
    return flat(client.get("/"))


def test_the_first_of_each_role_is_called_from_the_home_page(client, coalition, role, chief):
    answering(coalition, role, name="Desk", day_phone="989-555-0161", night_phone=NIGHT)
    answering(coalition, role, position=2, name="Second", day_phone="989-555-0162")
    page = home(client, chief)
    assert 'href="tel:+19895550161" aria-label="Call Desk, Police"' in page
    assert "1 number<" in page
    assert ("Second" in page, NIGHT in page) == (False, False)
    sheet = reverse("contacts", args=[coalition.slug])
    assert f'href="{sheet}"' in page
    assert client.get(sheet).status_code == 200


def test_who_left_a_place_or_has_no_number_by_day_is_not_called(client, coalition, role, chief):
    first = answering(coalition, role, name="Desk", day_phone="989-555-0161")
    ContactPlace.objects.update(ended_at=timezone.now(), ended_by=first.recorded_by)
    other = make_role(coalition=coalition, name="Buses")
    answering(coalition, other, name="Depot", day_phone="", night_phone=NIGHT)
    page = home(client, chief)
    assert "<summary>" not in page[page.index('id="places"') :]
    assert Contact.objects.count() == 2


@pytest.mark.parametrize("number", [1, MOST, MOST + 3])
def test_a_school_shows_the_first_of_its_numbers_in_one_query(client, coalition, chief, number):
    for position in range(number):
        role = make_role(coalition=coalition, name=f"Role {position:02}", position=position)
        answering(coalition, role, name=f"N{position:02}", day_phone=f"989-555-01{position:02}")
    home(client, chief)
    with CaptureQueriesContext(connection) as captured:
        page = home(client, chief)
    shown = re.findall(r'aria-label="Call (N\d\d)', page)
    assert shown == [f"N{position:02}" for position in range(min(number, MOST))]
    # Signing in for the test is five of them.
    assert len(captured) <= 14


@pytest.mark.parametrize("role_of", [Role.ADMINISTRATOR, Role.OFFICIAL, Role.PARENT, Role.TEACHER])
def test_others_find_numbers_on_the_sheet_alone(
    client, coalition, role, district_coalition, role_of
):
    answering(coalition, role, name="Desk", day_phone="989-555-0161")
    account = builders.make_member(coalition=district_coalition, role=role_of)
    assert "989-555-0161" not in home(client, account)


def test_numbers_of_another_district_are_nobodys_here(client, coalition, foreign, chief):
    there = make_role(coalition=foreign, name="Police")
    answering(foreign, there, name="Elsewhere", day_phone="989-555-0161")
    assert "Elsewhere" not in home(client, chief)
