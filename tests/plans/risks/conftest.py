"""A school and its people, with one risk that nobody has decided on."""

import pytest

from tests import risking


@pytest.fixture
def risk(site):
    return risking.make_risk(coalition=site.school, by=site.administrator)
