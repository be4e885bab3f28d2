"""A section whose pages are asked for."""

import pytest

from tests import builders
from tests.plans.writing.pages.section_pages import LOCKED


@pytest.fixture
def section(edition):
    return builders.make_section(edition=edition, title="Lockdown", html=LOCKED)
