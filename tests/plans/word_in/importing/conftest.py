"""A Word file and the coalition that it comes to."""

import pytest

from tests.builders import make_coalition, make_district, make_school


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def coalition():
    return make_coalition(school=make_school(district=make_district()), slug="juniper")
