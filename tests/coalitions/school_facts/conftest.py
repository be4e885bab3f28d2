"""Who answers for a school, and who only reads."""

import pytest

from coalitions.access.roles import Role
from tests import builders


@pytest.fixture
def chief(district_coalition):
    """Of the district's coalition, reads what is restricted in its schools."""
    return builders.make_member(coalition=district_coalition, role=Role.FIRE)
