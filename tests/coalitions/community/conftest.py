"""What tests of the page for everybody share."""

import pytest

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from tests import builders


@pytest.fixture
def seat(coalition):
    return builders.make_seat(coalition=coalition, title="Fire chief", roles=["fire"])


@pytest.fixture
def chief(coalition, seat):
    return builders.make_member(coalition=coalition, role=Role.FIRE, name="Tom Hesse", seat=seat)


def membership_of(account):
    return Membership.objects.select_related("coalition", "person", "seat").get(
        person__account=account
    )
