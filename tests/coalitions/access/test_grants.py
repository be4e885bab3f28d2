"""What an account reaches, worked out of its memberships: its own, down, up, and nothing else. No database."""

from types import SimpleNamespace

import pytest

from coalitions.access.grants import NOBODY, Access, Grant, access_of
from coalitions.access.policies import (
    LOOKING_ONLY,
    can_administer,
    can_read_audit,
    can_read_reminders,
    can_see_people,
    is_member,
)
from coalitions.access.roles import MEMBERS, PUBLIC, RESTRICTED, Group, Role


class Place(SimpleNamespace):
    __hash__ = object.__hash__

    def __str__(self):
        return self.name


DISTRICT = Place(pk=1, district_id=10, school_id=None, name="Cedar County")
SCHOOL = Place(pk=2, district_id=10, school_id=20, name="Juniper")
SIBLING = Place(pk=3, district_id=10, school_id=21, name="Foxglove")
FOREIGN = Place(pk=4, district_id=11, school_id=22, name="Heron")
ABOVE_FOREIGN = Place(pk=5, district_id=11, school_id=None, name="Birch Valley")


def grant(place, role, *, person=7, seat=None):
    return Grant(place.pk * 100, person, place.pk, place.district_id, place.school_id is not None, role, seat, False)  # fmt: skip


def account(*grants, view_as=None):
    return SimpleNamespace(is_active=True, _access=Access(grants, view_as=view_as))


def test_a_stranger_reaches_nothing():
    assert NOBODY.levels_in(SCHOOL) == frozenset()
    assert NOBODY.coalition_filter == {"direct": [], "down": [], "up": []}
    assert NOBODY.scopes_reading(PUBLIC) == ((), (), ())


def test_a_closed_account_is_a_stranger_whatever_it_held():
    closed = SimpleNamespace(is_active=False, _access=Access([grant(SCHOOL, Role.ADMINISTRATOR)]))
    assert access_of(closed) is NOBODY
    assert not is_member(closed, SCHOOL)


def test_a_member_of_a_school_reads_the_plan_above_and_nothing_beside():
    access = Access([grant(SCHOOL, Role.SRO)])
    assert access.levels_in(SCHOOL) == {PUBLIC, MEMBERS, RESTRICTED}
    assert access.levels_in(DISTRICT) == {PUBLIC, MEMBERS}
    assert access.levels_in(SIBLING) == frozenset()


def test_a_member_of_a_district_reads_into_its_schools_and_no_others():
    access = Access([grant(DISTRICT, Role.FIRE)])
    assert access.levels_in(SCHOOL) == {PUBLIC, MEMBERS, RESTRICTED}
    assert access.levels_in(SIBLING) == {PUBLIC, MEMBERS, RESTRICTED}
    assert access.levels_in(FOREIGN) == access.levels_in(ABOVE_FOREIGN) == frozenset()


def test_an_official_of_a_district_reads_what_is_public_in_its_schools():
    access = Access([grant(DISTRICT, Role.OFFICIAL)])
    assert access.levels_in(DISTRICT) == {PUBLIC, MEMBERS}
    assert access.levels_in(SCHOOL) == {PUBLIC}


def test_several_memberships_add_up():
    access = Access([grant(SCHOOL, Role.PARENT), grant(DISTRICT, Role.HEALTH)])
    assert access.levels_in(SCHOOL) == {PUBLIC, MEMBERS}


def test_two_roles_in_one_coalition_are_two_groups():
    access = Access([grant(SCHOOL, Role.TEACHER), grant(SCHOOL, Role.PARENT)])
    assert access.groups_in(SCHOOL) == {Group.SCHOOL, Group.COMMUNITY}
    assert access.roles_in(SCHOOL) == {Role.TEACHER, Role.PARENT}
    assert access.groups_in(SIBLING) == frozenset()


def test_queries_begin_at_coalitions_districts_below_and_districts_above():
    access = Access([grant(SCHOOL, Role.TEACHER), grant(ABOVE_FOREIGN, Role.EMS)])
    assert sorted(access.coalition_filter["direct"]) == [2, 5]
    assert (access.coalition_filter["down"], access.coalition_filter["up"]) == ([11], [10])


def test_what_is_restricted_is_looked_for_only_where_it_is_read():
    access = Access([grant(SCHOOL, Role.TEACHER), grant(ABOVE_FOREIGN, Role.EMS)])
    assert access.scopes_reading(RESTRICTED) == ((5,), (11,), ())
    assert access.scopes_reading(PUBLIC) == ((2, 5), (11,), (10,))


def test_coalitions_are_listed_with_the_districts_own_first_then_by_name():
    places = [
        Place(school_id=3, name="Alder"),
        Place(school_id=None, name="Zinnia County"),
        Place(school_id=1, name="Juniper"),
    ]
    listed = Access(coalitions=places).coalitions
    assert [place.name for place in listed] == ["Zinnia County", "Alder", "Juniper"]


def test_the_people_behind_an_account_are_those_of_its_memberships():
    access = Access([grant(SCHOOL, Role.TEACHER, person=7), grant(FOREIGN, Role.EMS, person=8)])
    assert access.person_ids == {7, 8}


@pytest.mark.parametrize("role", list(Role))
def test_only_an_administrator_of_this_very_coalition_administers_it(role):
    assert bool(can_administer(account(grant(SCHOOL, role)), SCHOOL)) is (
        role == Role.ADMINISTRATOR
    )
    assert not can_administer(account(grant(DISTRICT, role)), SCHOOL)


@pytest.mark.parametrize("role", list(Role))
def test_who_is_in_a_school_is_seen_from_the_district_by_who_answers_there(role):
    sees = can_see_people(account(grant(DISTRICT, role)), SCHOOL)
    answers = {Role.ADMINISTRATOR, Role.SRO, Role.SECURITY_OFFICER, Role.LAW_ENFORCEMENT, Role.FIRE,
               Role.EMS, Role.EMERGENCY_MANAGER}  # fmt: skip
    assert bool(sees) is (role in answers)


def test_who_is_in_a_district_is_not_seen_from_its_schools():
    verdict = can_see_people(account(grant(SCHOOL, Role.ADMINISTRATOR)), DISTRICT)
    assert verdict.reason == "Only members of Cedar County see who is in it."


def test_reach_is_no_membership():
    verdict = is_member(account(grant(DISTRICT, Role.ADMINISTRATOR)), SCHOOL)
    assert verdict.reason == "Only members of Juniper see this page."


def test_the_record_of_changes_and_reminders_are_read_by_administrators():
    for policy in (can_read_audit, can_read_reminders):
        assert policy(account(grant(SCHOOL, Role.ADMINISTRATOR)), SCHOOL)
        assert not policy(account(grant(SCHOOL, Role.SRO)), SCHOOL)
        assert not policy(account(grant(FOREIGN, Role.ADMINISTRATOR)), SCHOOL)


def test_whoever_looks_as_an_administrator_reads_the_record_and_changes_nothing():
    looking = account(grant(SCHOOL, Role.ADMINISTRATOR), view_as=Role.ADMINISTRATOR)
    assert can_read_audit(looking, SCHOOL)
    assert can_administer(looking, SCHOOL) is LOOKING_ONLY
