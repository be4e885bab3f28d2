"""Home for all fourteen roles.

Mine first, only what the role may follow, the same cost for little and much.
"""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse

from coalitions.access.roles import MEMBERS, RESTRICTED, Role
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from safety_portal.core.accounts.models import User
from safety_portal.demo.history import days_ago
from safety_portal.portal.home import navigation
from tests import builders, calendaring

pytestmark = pytest.mark.django_db
MARKER = "Vault under the stage"


@pytest.fixture
def in_force(coalition):
    """An edition in force with a protocol for everybody who reads, and a restricted section with a
    telling title.
    """
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition))
    builders.make_section(
        edition=edition,
        title="Lockdown",
        sensitivity=MEMBERS,
        protocol_for=[Role.TEACHER],
        protocol_hash="1" * 64,
    )
    builders.make_section(
        edition=edition, title=MARKER, html=f"<p>{MARKER}</p>", sensitivity=RESTRICTED
    )
    builders.force_status(edition, EditionStatus.IN_FORCE)
    # Forty local days: forty times 24 hours can be another day where clocks change.
    since = days_ago(40)
    Edition.objects.filter(pk=edition.pk).update(
        in_force_at=since, in_force_by=builders.make_account()
    )
    return edition


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_home_whose_links_it_may_follow(role, cast, client, in_force, foreign):
    account = getattr(cast, role.value)
    client.force_login(account)
    response = client.get("/")
    page = response.content.decode()
    assert response.status_code == 200
    assert (MARKER in page, str(foreign) in page) == (False, False)
    links = {link.partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', page)}
    followed = {link: client.get(link, follow=True).status_code for link in links if _is_page(link)}
    assert {link: code for link, code in followed.items() if code != 200} == {}


def _is_page(link):
    try:
        return resolve(link.partition("?")[0]).url_name != "account_logout"
    except Resolver404:
        return False


def test_every_place_of_the_navigation_exists():
    places = {
        place
        for table in (navigation.NAV, navigation.THUMB)
        for row in table.values()
        for place in row
    }
    for place in places | set(navigation.ORDER):
        assert reverse(place.name, args=[] if place in navigation.WITHOUT_COALITION else ["x"])
    assert set(navigation.NAV) == set(navigation.THUMB) == set(navigation.GROUP_OF.values())


def test_what_is_mine_names_what_is_overdue_and_leads_to_it(cast, client, in_force):
    client.force_login(cast.teacher)
    for address in ("/", "/mine/"):
        page = client.get(address).content.decode()
        assert re.search(r"<h1>(.*?)</h1>", page)[1] == "1 overdue"
        assert "26 days overdue" in page
    link = re.search(r'class="todo-what"><a href="([^"]*)"', page)[1]
    assert "Lockdown" in client.get(link, follow=True).content.decode()


def test_an_administrator_sees_who_is_behind(coalition, client, administrator, in_force):
    builders.make_member(coalition=coalition, role=Role.TEACHER, name="Terry Late")
    client.force_login(administrator)
    page = client.get("/").content.decode()
    assert "1 person has something overdue" in page
    assert "Terry Late" in page


def test_home_costs_the_same_for_one_and_many(coalition, client, administrator, in_force):
    client.force_login(administrator)
    client.get("/")
    counts = []
    for number in (1, 30):
        for _ in range(number):
            builders.make_member(coalition=coalition, role=Role.TEACHER)
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        counts.append(len(captured))
    assert counts[0] == counts[1] == 9


def first_steps(client):
    page = client.get("/").content.decode()
    return re.search(r"<h1>(.*?)</h1>", page)[1], re.findall(
        r'class="todo-what"><a href="([^"]*)"', page
    )


def test_the_first_day_of_a_coalition_has_three_steps_each_gone_when_done(
    client, district, district_coalition
):
    calendaring.make_year_of_today(district=district)
    client.force_login(builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR))
    seats, plans = (
        reverse(name, args=["cedar-county"]) for name in ("membership_seats", "workspace_plans")
    )
    assert first_steps(client) == (
        "3 things to begin with",
        [reverse("directory_import_new"), seats, plans],
    )
    builders.make_school(district=district)
    builders.make_member(coalition=district_coalition, role=Role.PARENT)
    assert first_steps(client) == ("1 thing to begin with", [plans])
    builders.make_edition(plan=builders.make_plan(coalition=district_coalition))
    assert first_steps(client) == ("Nothing is asked of you now", [])


def test_a_district_with_many_schools_shows_those_to_look_at_first(
    district, district_coalition, client
):
    boss = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    for number in range(14):
        made = builders.make_coalition(
            school=builders.make_school(district=district, name=f"School {number:02}")
        )
        if number != 13:
            edition = builders.make_edition(plan=builders.make_plan(coalition=made))
            builders.force_status(edition, EditionStatus.IN_FORCE)
            Edition.objects.filter(pk=edition.pk).update(
                review_due_on=date(2027, 1, 1) + timedelta(days=13 - number)
            )
    client.force_login(boss)
    page = client.get("/").content.decode()
    shown = re.findall(r'/plans/">(School \d\d)</a>', page)
    assert shown == ["School 13", *(f"School {number:02}" for number in range(12, 1, -1))]
    assert "No plan in force" in page
    everything = client.get(re.search(r'href="([^"]*)">All schools', page)[1]).content.decode()
    assert len(set(re.findall(r"School \d\d", everything))) == 14


def test_somebody_in_no_coalition_is_told_what_to_do(client):
    client.force_login(User.objects.create_user("nobody@example.org"))
    page = client.get("/").content.decode()
    assert "You belong to no coalition now" in page


def test_who_only_reaches_in_is_led_to_plans_and_nowhere_else(
    coalition, district_coalition, client, in_force
):
    client.force_login(builders.make_member(coalition=district_coalition, role=Role.FIRE))
    page = client.get(reverse("workspace_plans", args=[coalition.slug])).content.decode()
    links = re.findall(rf'href="(/c/{coalition.slug}/[^"]*)"', page)
    assert {client.get(link, follow=True).status_code for link in links} == {200}
