"""What is fetched for an address, offered to a form, and shown on a page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.reunification import queries
from coalitions.reunification.content import ROLES
from tests import builders, reunifying

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def sibling(coalition):
    school = builders.make_school(district=coalition.district, name="Elsewhere High")
    return builders.make_coalition(school=school)


def test_a_districts_coalition_is_no_schools(district_coalition):
    account = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    with pytest.raises(Http404):
        queries.fetch_school(account, coalition=district_coalition.slug)


def test_a_site_is_fetched_under_its_own_school_alone(coalition, sibling, administrator):
    site = reunifying.make_site(coalition=coalition)
    builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR, account=administrator)
    assert queries.fetch_site(administrator, coalition=coalition.slug, site=site.pk) == site
    with pytest.raises(Http404):
        queries.fetch_site(administrator, coalition=sibling.slug, site=site.pk)


def test_what_is_over_is_fetched_no_more(coalition, administrator):
    now = timezone.now()
    site = reunifying.make_site(coalition=coalition, given_up_at=now, given_up_by=administrator)
    kit = reunifying.make_kit(coalition=coalition, removed_at=now, removed_by=administrator)
    with pytest.raises(Http404):
        queries.fetch_site(administrator, coalition=coalition.slug, site=site.pk)
    with pytest.raises(Http404):
        queries.fetch_kit(administrator, coalition=coalition.slug, kit=kit.pk)


@pytest.mark.parametrize("role", [Role.PARENT, Role.STUDENT])
def test_parents_and_students_find_no_rehearsal(coalition, role):
    made = reunifying.make_rehearsal(coalition=coalition)
    account = builders.make_member(coalition=coalition, role=role)
    with pytest.raises(Http404):
        queries.fetch_rehearsal(account, coalition=coalition.slug, rehearsal=made.pk)


def test_agreements_offered_are_of_a_site_and_not_over(
    coalition, district_coalition, sibling, administrator
):
    own = reunifying.make_site_agreement(coalition=coalition, title="A")
    draft = reunifying.make_site_agreement(coalition=coalition, title="B", signed_on=None)
    of_district = reunifying.make_site_agreement(
        coalition=district_coalition, schools=[coalition.school], title="C"
    )
    reunifying.make_site_agreement(coalition=coalition, ends_on=TODAY - DAY)
    reunifying.make_site_agreement(coalition=sibling, schools=[coalition.school])
    reunifying.make_site_agreement(coalition=district_coalition, schools=[sibling.school])
    assert list(queries.agreements_for(coalition, on=TODAY)) == [own, draft, of_district]


def test_people_for_roles_are_of_the_district_and_of_school_those_of_the_school(coalition, sibling):
    own = builders.make_member(coalition=coalition, role=Role.STAFF).people.get()
    other = builders.make_member(coalition=sibling, role=Role.HEALTH)
    builders.make_member(coalition=coalition, role=Role.STUDENT)
    everybody = set(queries.people_for_roles(coalition, on=TODAY))
    assert everybody == {own, other.people.get()}
    assert list(queries.people_of_school(coalition, on=TODAY)) == [own]


def test_every_role_has_a_row_the_incomplete_first(coalition):
    reunifying.fill_role(coalition=coalition, role=ROLES[0].code)
    rows = queries.role_rows(coalition, on=TODAY)
    assert len(rows) == len(ROLES)
    assert [row.is_complete for row in rows] == [False] * 14 + [True]
    assert rows[-1].role == ROLES[0]


def test_rehearsals_are_the_latest_first_without_those_called_off(coalition, administrator):
    old = reunifying.make_rehearsal(coalition=coalition, days_ago=30)
    new = reunifying.make_rehearsal(coalition=coalition, days_ago=3)
    off = {"called_off_at": timezone.now(), "called_off_by": administrator}
    reunifying.make_rehearsal(
        coalition=coalition, days_ago=1, held=False, called_off_because="Snow.", **off
    )
    assert queries.rehearsals_of(coalition) == [new, old]


def test_kits_come_with_their_last_check(coalition):
    first = reunifying.make_kit(coalition=coalition, place="A")
    reunifying.make_kit(coalition=coalition, place="B")
    reunifying.make_check(kit=first, days_ago=30, missing=["log"])
    reunifying.make_check(kit=first, days_ago=3)
    rows = queries.kit_rows(coalition)
    assert [(row.kit.place, row.checked_on, row.missing) for row in rows] == [
        ("A", TODAY - 3 * DAY, ()),
        ("B", None, ()),
    ]


@pytest.mark.parametrize("number", [1, 12])
def test_kits_and_roles_ask_twice_however_many(coalition, number):
    for each in range(number):
        reunifying.make_check(kit=reunifying.make_kit(coalition=coalition))
        reunifying.fill_role(coalition=coalition, role=ROLES[each].code)
    for ask in (queries.kit_rows, lambda place: queries.role_rows(place, on=TODAY)):
        with CaptureQueriesContext(connection) as asked:
            ask(coalition)
        assert len(asked) == 2


def test_schools_to_read_are_those_within_reach(coalition, district_coalition, sibling):
    chief = builders.make_member(coalition=district_coalition, role=Role.FIRE)
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER)
    parent = builders.make_member(coalition=coalition, role=Role.PARENT)
    found = {
        account: set(queries.schools_to_read(account, coalition.district_id))
        for account in (chief, teacher, parent)
    }
    assert found == {chief: {coalition, sibling}, teacher: {coalition}, parent: set()}


def test_sites_given_up_are_not_shown(coalition, administrator):
    site = reunifying.make_site(coalition=coalition)
    reunifying.make_site(coalition=coalition, given_up_at=timezone.now(), given_up_by=administrator)
    assert queries.sites_of(administrator, coalition) == [site]


def test_walks_are_the_latest_first(coalition):
    site = reunifying.make_site(coalition=coalition)
    old, new = (reunifying.make_walk(site=site, days_ago=days) for days in (30, 3))
    assert queries.walks_of(site) == [new, old]
