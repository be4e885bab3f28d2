"""Where families are met of each school, on the home page of who answers for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from tests import builders
from tests.markup import flat
from tests.reunifying import make_site

pytestmark = pytest.mark.django_db
SECRET = "Behind the water tower"


@pytest.fixture
def chief(district_coalition, coalition):
    return builders.make_member(coalition=district_coalition, role=Role.FIRE)


def home(client, account):
    client.force_login(account)
    return flat(client.get("/"))


def test_a_responder_sees_both_sites_by_name_with_a_way_to_them(client, coalition, chief):
    make_site(coalition=coalition, which="alternate", name="Mill Gym", agreement=None)
    make_site(coalition=coalition, name="Fairgrounds", location=SECRET)
    page = home(client, chief)
    ready = reverse("reunification", args=[coalition.slug])
    first, second = (
        page.index(f'<a href="{ready}">{name}</a>') for name in ("Fairgrounds", "Mill Gym")
    )
    assert page[:first].endswith("<li>Families are met at ")
    assert page[:second].endswith("<li>Alternate: ")
    assert first < second < page.index("No agreement")
    assert page.count("No agreement") == 1
    assert SECRET not in page
    assert client.get(ready).status_code == 200


def test_a_site_that_was_given_up_is_none(client, coalition, chief):
    by = builders.make_account()
    make_site(coalition=coalition, name="Gone", given_up_at=timezone.now(), given_up_by=by)
    assert "Families are met" not in home(client, chief)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.OFFICIAL, Role.PARENT, Role.TEACHER])
def test_others_are_not_told_on_their_home(client, coalition, district_coalition, role):
    make_site(coalition=coalition, name="Fairgrounds")
    account = builders.make_member(coalition=district_coalition, role=role)
    assert "Fairgrounds" not in home(client, account)


def test_a_site_of_another_district_is_nobodys_here(client, coalition, foreign, chief):
    make_site(coalition=foreign, name="Elsewhere")
    assert "Elsewhere" not in home(client, chief)


def test_schools_with_sites_take_no_query_more(client, district, coalition, chief):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page = home(client, chief)
        return len(captured), page.count("Families are met at")

    make_site(coalition=coalition)
    home(client, chief)
    few, one = queries()
    for number in range(9):
        school = builders.make_school(district=district, name=f"School {number}")
        make_site(coalition=builders.make_coalition(school=school))
    assert (one, queries()) == (1, (few, 10))
