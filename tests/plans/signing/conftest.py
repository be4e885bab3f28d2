"""An edition that is binding, to be tampered with."""

import pytest

from tests.plans.evidence import make_binding


@pytest.fixture
def binding(scene, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_binding(scene)
