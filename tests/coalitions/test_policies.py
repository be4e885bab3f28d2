"""Who may do what in a coalition: fourteen roles and the verbs, as one truth table; a new role fails until it is decided."""

import pytest

from coalitions import policies
from coalitions.roles import GROUP_OF, Role
from coalitions.standing import see_as
from tests import builders

ALWAYS = frozenset(Role)
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
REACHING_DOWN = frozenset(role for role in Role if GROUP_OF[role] in ("administrator", "officers", "responders"))
#                                        in the own coalition  from the district   from a school up
TABLE = {
    policies.is_member: (ALWAYS, frozenset(), frozenset()),
    policies.can_see_people: (ALWAYS, REACHING_DOWN, frozenset()),
    policies.can_administer: (ADMINISTRATORS, frozenset(), frozenset()),
    policies.can_read_audit: (ADMINISTRATORS, frozenset(), frozenset()),
}


@pytest.mark.django_db
@pytest.mark.parametrize("policy", TABLE, ids=lambda policy: policy.__name__)
def test_verbs_of_a_coalition(policy, coalition, district_coalition, sibling, foreign):
    own, down, up = TABLE[policy]
    at_school = {role: builders.make_member(coalition=coalition, role=role) for role in Role}
    at_district = {role: builders.make_member(coalition=district_coalition, role=role) for role in Role}

    def who(accounts, subject):
        return {role for role, account in accounts.items() if policy(account, subject)}

    assert who(at_school, coalition) == own
    assert who(at_district, district_coalition) == own
    assert who(at_district, coalition) == down
    assert who(at_school, district_coalition) == up
    assert who(at_school, sibling) == who(at_school, foreign) == who(at_district, foreign) == set()


@pytest.mark.django_db
def test_forming_is_for_administrators_of_the_district_and_the_operator(district_coalition, coalition, school):
    at_district = {
        role for role in Role if _may_form(builders.make_member(coalition=district_coalition, role=role), school)
    }
    at_school = {role for role in Role if _may_form(builders.make_member(coalition=coalition, role=role), school)}
    assert (at_district, at_school) == ({Role.ADMINISTRATOR}, set())
    assert _may_form(builders.make_account(is_superuser=True), school)
    elsewhere = builders.make_school(district=builders.make_district())
    assert not _may_form(builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR), elsewhere)


def _may_form(account, school):
    return bool(policies.can_form_coalition(account, school))


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whoever_looks_as_another_role_changes_nothing(role, coalition, district_coalition, school):
    account = builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    membership = account.people.get().memberships.get()
    assert policies.can_leave(account, membership)
    see_as(account, coalition=coalition, role=role)
    assert policies.can_see_people(account, coalition)
    refused = [
        policies.can_administer(account, coalition),
        policies.can_leave(account, membership),
        policies.can_form_coalition(account, school),
    ]
    assert [bool(verdict) for verdict in refused] == [False] * 3
    assert {verdict.reason for verdict in refused} == {policies.LOOKING_ONLY.reason}


@pytest.mark.django_db
def test_a_refusal_says_who_may(cast, coalition):
    assert policies.can_administer(cast.teacher, coalition).reason == (
        "Only an administrator of Juniper Elementary may do this."
    )
