"""A section whose words are spoken about."""

import pytest

from plans.editions.models.section import Section
from tests import builders
from tests.plans import life
from tests.plans.comments.pages.noting import HTML


@pytest.fixture
def scene(coalition, administrator):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    Section.objects.filter(pk=scene.protocol.pk).update(html=HTML)
    builders.force_status(scene.edition, "in_review")
    scene.protocol.refresh_from_db()
    return scene
