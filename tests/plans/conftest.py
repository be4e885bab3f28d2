"""Who and what the tests of plans begin with.

A plan with its people, and a browser of whoever writes it.
"""

import pytest

from tests import builders
from tests.plans import life


@pytest.fixture
def scene(coalition, administrator):
    """A plan in drafting with seats that sign and their holders (life.make_scene)."""
    return life.make_scene(coalition=coalition, administrator=administrator)


@pytest.fixture
def frozen(scene, settings, tmp_path):
    """The scene's edition frozen for signatures, with one more seat, which nobody holds.

    Files go to tmp_path.
    """
    settings.MEDIA_ROOT = tmp_path
    scene.vacant = builders.make_seat(coalition=scene.coalition, title="Nurse")
    life.freeze(scene)
    return scene


@pytest.fixture
def nadia(coalition):
    """A second administrator."""
    return builders.make_member(coalition=coalition, role="administrator", name="Nadia Strand")


@pytest.fixture
def writer(client, administrator):
    """The administrator's browser, signed in."""
    client.force_login(administrator)
    client.account = administrator
    return client
