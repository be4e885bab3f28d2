"""What the nouns offer home pages: asked at once, of whom it is for, and of nobody else."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import GROUP_OF, Group, Role
from coalitions.agreements.queries import assignments_of_account
from coalitions.coalition.tabs import PAGES
from safety_portal.portal.home.offers import offered
from tests import builders
from tests.action_items import done, make_item, verified
from tests.agreeing import make_agreement, make_assignment, renew
from tests.markup import flat
from tests.meeting import make_meeting
from tests.walks import make_answer, make_assessment, make_finding

pytestmark = pytest.mark.django_db
RESTRICTED_ROLES = {
    *(Role.ADMINISTRATOR, Role.SRO, Role.SECURITY_OFFICER),
    *(Role.LAW_ENFORCEMENT, Role.FIRE, Role.EMS, Role.EMERGENCY_MANAGER),
}
VAULT = "Vault under the stage"


def today():
    return timezone.localdate()


def there(account, coalition, *, schools=()):
    return offered(coalition, account, schools=schools, on=today(), now=timezone.now())


def parts(account, coalition):
    """What each part shows, by its kind."""
    found = there(account, coalition)
    sections = (*found.first, *found.main, *found.last)
    return {part.kind: part.shown for section in sections for part in section.parts}


def home(client, account):
    client.force_login(account)
    return flat(client.get("/"))


@pytest.fixture
def walked(coalition):
    """A finished walk of a building with a telling name, and findings of three ages."""
    walk = make_assessment(coalition=coalition, state="finished", building=VAULT)
    ages = (5, 45, 100)
    codes = ("site.01", "building.01", "classroom.01")
    return [
        make_finding(
            assessment=walk,
            item=code,
            answer=make_answer(assessment=walk, item=code),
            title=VAULT,
            found_on=today() - timedelta(days=age),
        )
        for age, code in zip(ages, codes, strict=True)
    ]


@pytest.mark.parametrize("role", Role)
def test_every_home_asks_the_nouns_once_and_says_nothing_restricted_to_others(
    role, cast, coalition, walked, client
):
    make_item(coalition=coalition, what=VAULT, is_restricted=True, days=-3)
    account = getattr(cast, role.value)
    with CaptureQueriesContext(connection) as captured:
        kinds = set(parts(account, coalition))
    # Its memberships, and everything that is offered.
    assert len(captured) <= 2
    assert ("findings_by_age" in kinds) == (role == Role.ADMINISTRATOR)
    assert ("open_items" in kinds) == (role == Role.ADMINISTRATOR)
    page = home(client, account)
    if role not in RESTRICTED_ROLES:
        assert VAULT not in page
        assert "finding" not in page.lower()


def test_an_administrator_sees_what_waits_for_a_second_person_and_what_is_overdue(
    client, coalition, administrator, sibling
):
    make_item(coalition=coalition, **done(days_ago=3))
    make_item(coalition=coalition, **verified())
    make_item(coalition=coalition, days=-4)
    make_item(coalition=coalition, days=4)
    make_item(coalition=sibling, days=-4)
    waits, late = parts(administrator, coalition)["open_items"]
    assert waits.title == "1 action item waits to be verified"
    assert late.title == "1 action item is overdue"
    page = home(client, administrator)
    for line in (waits, late):
        assert f'<a href="{line.path}">{line.title}</a>' in page
        assert client.get(line.path).status_code == 200


def test_nothing_open_is_no_section(coalition, administrator):
    assert set(parts(administrator, coalition)) == {"next_meeting"}


@pytest.fixture
def deputy(coalition):
    return builders.make_member(coalition=coalition, role=Role.SRO, name="Ray Castellan")


def person_of(account):
    return account.people.get()


def test_an_officer_sees_their_school_and_how_the_agreement_stands(
    client, coalition, district_coalition, deputy
):
    paper = make_agreement(
        coalition=district_coalition, schools=[coalition.school], title="SRO program"
    )
    make_assignment(
        person=person_of(deputy), school=coalition.school, coalition=coalition, agreement=paper
    )
    (row,) = parts(deputy, coalition)["assignments"]
    assert (row.school, row.days, row.words) == ("Juniper Elementary", "Mon, Fri", "In force")
    page = home(client, deputy)
    for path in (row.path, row.agreement_path):
        assert f'href="{path}"' in page
        assert client.get(path).status_code == 200


def test_of_a_chain_the_agreement_that_holds_is_said(coalition, deputy):
    first = make_agreement(
        coalition=coalition,
        title="Old paper",
        starts_on=today() - timedelta(days=900),
        ends_on=today() - timedelta(days=100),
    )
    renew(first, title="New paper")
    make_assignment(
        person=person_of(deputy), school=coalition.school, coalition=coalition, agreement=first
    )
    (row,) = parts(deputy, coalition)["assignments"]
    assert (row.agreement, row.words, row.is_covered) == ("New paper", "In force", True)


@pytest.mark.parametrize("ended", [True, False])
def test_an_officer_without_an_agreement_in_force_is_told(client, coalition, deputy, ended):
    paper = None
    if ended:
        paper = make_agreement(
            coalition=coalition,
            starts_on=today() - timedelta(days=900),
            ends_on=today() - timedelta(days=100),
        )
    make_assignment(
        person=person_of(deputy), school=coalition.school, coalition=coalition, agreement=paper
    )
    page = home(client, deputy)
    assert "No agreement in force" in page
    (row,) = assignments_of_account(deputy, on=today())
    assert not row.is_covered


def test_an_agreement_of_another_school_is_named_and_not_linked(coalition, sibling, deputy):
    """It belongs to a coalition whose papers the officer does not read."""
    paper = make_agreement(coalition=sibling, title="Of another school")
    make_assignment(
        person=person_of(deputy), school=sibling.school, coalition=sibling, agreement=paper
    )
    (row,) = parts(deputy, coalition)["assignments"]
    assert (row.agreement, row.agreement_path) == ("Of another school", "")


def test_walks_to_do_begin_with_ones_own(client, coalition, district_coalition, sibling):
    deputy = builders.make_member(coalition=district_coalition, role=Role.SRO, name="Ray")
    lead = person_of(deputy).memberships.get()
    make_assessment(coalition=sibling, planned_on=today() - timedelta(days=9))
    walk = make_assessment(coalition=coalition, lead=lead, state="walking", building="Gym")
    make_answer(assessment=walk)
    make_assessment(coalition=coalition, state="finished")
    mine, other = parts(deputy, district_coalition)["walks_to_do"]
    assert (mine.place, mine.part, mine.verb) == ("Juniper Elementary, Gym", "You lead", "Go on")
    assert mine.progress == f"1 of {len(walk.items)} answered"
    assert (other.is_mine, other.verb) == (False, "See")
    page = home(client, deputy)
    assert (
        f'href="{mine.path}" aria-label="Go on: Whole assessment, Juniper Elementary, Gym"' in page
    )
    assert client.get(mine.path).status_code == 200


def test_who_walks_along_is_told_who_leads(coalition, deputy):
    walk = make_assessment(coalition=coalition, lead=builders_lead(coalition))
    walk.team.create(membership=person_of(deputy).memberships.get())
    (row,) = parts(deputy, coalition)["walks_to_do"]
    assert (row.part, row.verb) == ("You walk along, Lee Park leads", "Walk")


def builders_lead(coalition):
    other = builders.make_member(coalition=coalition, role=Role.SRO, name="Lee Park")
    return person_of(other).memberships.get()


def test_fifty_of_each_cost_what_one_costs(client, coalition, district, district_coalition):
    boss = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    officer = builders.make_member(coalition=district_coalition, role=Role.SRO)
    counts = []
    for number in (1, 50):
        for _ in range(number):
            place = builders.make_coalition(school=builders.make_school(district=district))
            walk = make_assessment(coalition=place, lead=person_of(officer).memberships.get())
            make_finding(assessment=make_assessment(coalition=place, state="finished"))
            make_item(coalition=district_coalition, **done())
            make_assignment(person=person_of(officer), school=place.school, coalition=place)
            assert walk.is_open
        make_meeting(coalition=district_coalition, by=boss, days=number)
        for account in (boss, officer):
            client.force_login(account)
            client.get("/")
            with CaptureQueriesContext(connection) as captured:
                client.get("/")
            counts.append(len(captured))
    # The administrator's with the first day of a coalition, whose plan is not in force.
    assert counts == [13, 9, 13, 9]


def test_who_is_no_member_is_asked_for_nothing(coalition, district_coalition, walked):
    officer = builders.make_member(coalition=district_coalition, role=Role.SRO)
    found = there(officer, coalition)
    assert [*found.first, *found.main, *found.last] == []
    assert found.at_schools == {}
    assert found.next_meeting is None


@pytest.mark.parametrize("role", Role)
def test_the_menu_has_every_page_of_the_coalition_one_may_open(role, cast, coalition, client):
    client.force_login(getattr(cast, role.value))
    page = flat(client.get(reverse("home_menu")))
    for code, label, name in PAGES:
        address = reverse(name, args=[coalition.slug])
        opens = client.get(address).status_code == 200
        assert (f'href="{address}"' in page) == opens, (code, label)
    links = set(re.findall(r'href="(/c/[^"]*)"', page))
    assert {client.get(link, follow=True).status_code for link in links} == {200}


COSTS = {
    Group.ADMINISTRATOR: 10,
    Group.OFFICERS: 8,
    Group.RESPONDERS: 7,
    Group.CARE: 10,
    Group.SCHOOL: 10,
    Group.OFFICIAL: 6,
    Group.COMMUNITY: 7,
}


@pytest.mark.parametrize("role", Role)
def test_a_home_costs_what_it_costs(role, cast, coalition, administrator, client):
    """One query more than before nouns offered anything, an officer's none; a later noun: no more."""
    make_meeting(coalition=coalition, by=administrator)
    client.force_login(getattr(cast, role.value))
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    assert len(captured) == COSTS[GROUP_OF[role]]
