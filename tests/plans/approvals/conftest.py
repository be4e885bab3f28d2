"""A plan on which a board may vote."""

import pytest

from tests.plans import life


@pytest.fixture
def scene(coalition, administrator, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    scene.media = tmp_path
    return scene
