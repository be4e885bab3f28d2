"""Nobody finds a word that is not theirs to read: every role searches the marks of the world."""

import pytest
from django.urls import reverse

from coalitions.access.roles import GROUP_OF, Group, Role

pytestmark = pytest.mark.django_db
READS_RESTRICTED = {Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS}


def found(client, account, words):
    """How many things an account finds."""
    client.force_login(account)
    return client.get(reverse("search"), {"q": words, "exact": ""}).context["results"].total


@pytest.mark.parametrize("role", Role.values)
def test_what_is_restricted_is_found_by_who_reads_it(client, rows_of_world, role):
    account = rows_of_world.places["own"].cast[role]
    number = found(client, account, '"zq-own-secret"')
    assert (number > 0) == (GROUP_OF[role] in READS_RESTRICTED)


@pytest.mark.parametrize("role", Role.values)
def test_what_is_for_members_is_found_by_members(client, rows_of_world, role):
    account = rows_of_world.places["own"].cast[role]
    number = found(client, account, '"zq-own-inside"')
    assert (number > 0) == (GROUP_OF[role] != Group.COMMUNITY)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("cast", ["own", "district"])
def test_nothing_of_another_district_is_found(client, rows_of_world, cast, role):
    account = rows_of_world.places[cast].cast[role]
    assert found(client, account, '"zq-foreign"') == 0


@pytest.mark.parametrize("role", Role.values)
def test_nothing_of_another_school_is_found(client, rows_of_world, role):
    account = rows_of_world.places["own"].cast[role]
    assert found(client, account, '"zq-sibling"') == 0


@pytest.mark.parametrize("role", Role.values)
def test_a_district_finds_in_its_schools_what_it_reads_there(client, rows_of_world, role):
    account, reads = rows_of_world.places["district"].cast[role], GROUP_OF[role]
    assert (found(client, account, '"zq-own-secret"') > 0) == (reads in READS_RESTRICTED)


def test_who_left_and_who_never_was_a_member_find_nothing(client, rows_of_world):
    for account in rows_of_world.nobody.values():
        assert found(client, account, '"zq-own"') == 0
