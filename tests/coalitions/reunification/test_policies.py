"""Who reads how ready a school is, and who learns where its sites are."""

import pytest

from coalitions.access.roles import GROUPS, Group, Role
from coalitions.reunification import policies
from coalitions.reunification.models.site import ReunificationSite
from tests import builders, reunifying

pytestmark = pytest.mark.django_db
COMMUNITY = GROUPS[Group.COMMUNITY]
READS_RESTRICTED = {
    *GROUPS[Group.ADMINISTRATOR],
    *GROUPS[Group.OFFICERS],
    *GROUPS[Group.RESPONDERS],
}
REACHES_DOWN = READS_RESTRICTED | set(GROUPS[Group.CARE])


@pytest.fixture
def site(coalition):
    return reunifying.make_site(coalition=coalition)


@pytest.mark.parametrize("role", Role)
def test_members_read_how_ready_their_school_is(coalition, role):
    account = builders.make_member(coalition=coalition, role=role)
    assert bool(policies.can_read_readiness(account, coalition)) is (role not in COMMUNITY)


@pytest.mark.parametrize("role", Role)
def test_where_a_site_is_few_read(coalition, site, role):
    account = builders.make_member(coalition=coalition, role=role)
    assert bool(policies.can_read_site(account, site)) is (role in READS_RESTRICTED)


@pytest.mark.parametrize("role", Role)
def test_from_the_district_reads_who_reads_its_schools_plans(coalition, district_coalition, role):
    account = builders.make_member(coalition=district_coalition, role=role)
    for place in (coalition, district_coalition):
        assert bool(policies.can_read_readiness(account, place)) is (role in REACHES_DOWN)


@pytest.mark.parametrize("role", Role)
def test_from_the_district_the_same_few_read_where_a_site_is(district_coalition, site, role):
    account = builders.make_member(coalition=district_coalition, role=role)
    assert bool(policies.can_read_site(account, site)) is (role in READS_RESTRICTED)


@pytest.mark.parametrize("role", Role)
def test_a_schools_members_do_not_read_the_districts_list(coalition, district_coalition, role):
    account = builders.make_member(coalition=coalition, role=role)
    assert not policies.can_read_readiness(account, district_coalition)


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.ADMINISTRATOR, 1), (Role.STAFF, 1), (Role.PARENT, 0)]
)
def test_rows_are_those_of_whose_school_one_reads(coalition, site, role, sees):
    account = builders.make_member(coalition=coalition, role=role)
    assert ReunificationSite.objects.visible_to(account).count() == sees


def test_a_sibling_and_a_stranger_see_no_row(coalition, site):
    school = builders.make_school(district=coalition.district, name="Elsewhere High")
    sibling = builders.make_member(
        coalition=builders.make_coalition(school=school), role=Role.ADMINISTRATOR
    )
    for account in (sibling, builders.make_account()):
        assert not ReunificationSite.objects.visible_to(account).exists()
        assert not policies.can_read_site(account, site)


def test_a_refusal_says_who_reads(coalition, site):
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER)
    parent = builders.make_member(coalition=coalition, role=Role.PARENT)
    assert "Only administrators, officers and responders" in (
        policies.can_read_site(teacher, site).reason
    )
    assert "Families are told on the day" in policies.can_read_readiness(parent, coalition).reason
