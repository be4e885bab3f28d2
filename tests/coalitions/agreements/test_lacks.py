"""What schools of a district lack in writing, counted in one query."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.agreements.lacks import lacks_of
from tests import builders
from tests.agreeing import make_agreement, make_assignment

TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db
SITE, SHELTER, OFFICER = "Second reunification site", "Shelter", "Officer under an agreement"


@pytest.fixture
def lacks(district_coalition, django_assert_num_queries):
    """The names of the schools that lack each thing, by what it is."""

    def ask():
        with django_assert_num_queries(1):
            told = lacks_of(district_coalition, on=TODAY)
        return {lack.what: lack.schools for lack in told}

    return ask


def test_one_site_is_not_two(coalition, lacks):
    make_agreement(coalition=coalition, kind="reunification_site")
    assert lacks()[SITE] == (coalition.school.name,)
    make_agreement(coalition=coalition, kind="reunification_site")
    assert SITE not in lacks()


def test_a_shelter_counts_until_its_agreement_ends(coalition, lacks):
    began = TODAY - timedelta(days=100)
    ended = {"starts_on": began, "ends_on": TODAY - timedelta(days=1)}
    make_agreement(coalition=coalition, kind="shelter", **ended)
    assert lacks()[SHELTER] == (coalition.school.name,)
    make_agreement(coalition=coalition, kind="shelter", starts_on=began, ends_on=TODAY)
    assert SHELTER not in lacks()


def test_an_officer_counts_only_under_an_agreement_that_covers_the_school(coalition, lacks):
    officer = builders.make_member(coalition=coalition, role=Role.SRO).people.get()
    place = {"person": officer, "school": coalition.school, "coalition": coalition}
    assignment = make_assignment(**place)
    assert lacks()[OFFICER] == (coalition.school.name,)
    assignment.agreement = make_agreement(coalition=coalition, kind="law_enforcement")
    assignment.save(update_fields=["agreement"])
    assert OFFICER not in lacks()


def test_a_school_that_is_closed_lacks_nothing(school, coalition, lacks):
    school.status = "closed"
    school.save(update_fields=["status"])
    assert lacks() == {}


def test_schools_of_another_district_are_not_counted(foreign, coalition, lacks):
    make_agreement(coalition=foreign, kind="shelter")
    assert lacks()[SHELTER] == (coalition.school.name,)


def test_schools_stand_by_their_names(sibling, coalition, lacks):
    names = sorted([sibling.school.name, coalition.school.name])
    assert list(lacks()[SHELTER]) == names


def test_of_a_school_s_coalition_nothing_is_asked(coalition, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert lacks_of(coalition, on=TODAY) == []
