"""What the table of roles and verbs (test_truth_table.py) leaves.

The operator, looking as another role, reasons.
"""

import pytest

from coalitions.access import policies as access_policies
from coalitions.access.grants import view_as
from coalitions.access.roles import Role
from coalitions.coalition import policies as coalition_policies
from coalitions.memberships import policies
from tests import builders


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whoever_looks_as_another_role_changes_nothing(role, coalition, district_coalition, school):
    account = builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    membership = account.people.get().memberships.get()
    assert policies.can_leave(account, membership)
    view_as(account, coalition=coalition, role=role)
    assert access_policies.can_see_people(account, coalition)
    refused = [
        access_policies.can_administer(account, coalition),
        policies.can_leave(account, membership),
        coalition_policies.can_form_coalition(account, school),
    ]
    assert [bool(verdict) for verdict in refused] == [False] * 3
    assert {verdict.reason for verdict in refused} == {access_policies.LOOKING_ONLY.reason}


@pytest.mark.django_db
def test_a_refusal_says_who_may(cast, coalition):
    assert access_policies.can_administer(cast.teacher, coalition).reason == (
        "Only an administrator of Juniper Elementary may do this."
    )


@pytest.mark.django_db
def test_the_operator_forms_coalitions_anywhere(school):
    assert coalition_policies.can_form_coalition(builders.make_account(is_superuser=True), school)
