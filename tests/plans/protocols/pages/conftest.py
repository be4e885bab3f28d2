"""Protocols and their readers."""

import pytest

from tests import builders
from tests.plans import life


@pytest.fixture
def scene(coalition, administrator):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    scene.teacher = builders.make_member(coalition=coalition, role="teacher", name="Priya Venn")
    life.put_in_force(scene)
    return scene
