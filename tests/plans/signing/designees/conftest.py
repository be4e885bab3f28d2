"""A seat whose holder named a designee."""

import pytest

from coalitions.access.roles import Role
from tests import builders
from tests.plans import life


@pytest.fixture
def scene(coalition, administrator, settings, tmp_path):
    """Frozen; the district nurse, who reads no restricted section, may sign for the fire chief."""
    settings.MEDIA_ROOT = tmp_path
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    scene.nurse = builders.make_member(coalition=coalition, role=Role.HEALTH, name="Joan Akers")
    scene.holder = life.membership_of(scene.fire, coalition)
    scene.designation = builders.make_designation(
        holder=scene.holder, designee=life.membership_of(scene.nurse, coalition)
    )
    life.freeze(scene)
    return scene
