"""A bulletin of the school's officer to its administrators, and one more administrator."""

import pytest

from coalitions.access.roles import Role
from tests import builders, bulletins


@pytest.fixture
def second(coalition):
    """Another administrator of the same school."""
    return builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, name="Nadia Strand")


@pytest.fixture
def bulletin(coalition, cast, second):
    """Sent today, to both administrators and to the fire service."""
    return bulletins.send(
        coalition=coalition, by=cast.sro, roles=[Role.ADMINISTRATOR.value, Role.FIRE.value]
    )
