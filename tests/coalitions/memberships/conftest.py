"""What the tests of this folder begin with."""

import pytest
import time_machine

from tests import builders
from tests.coalitions.memberships.changes import NOON


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def tess(coalition):
    """The membership of a teacher with an account, since long ago."""
    return (
        builders.make_member(coalition=coalition, name="Tess Odell").people.get().memberships.get()
    )
