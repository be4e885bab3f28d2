"""A section that is written."""

import pytest

from tests import builders


@pytest.fixture
def section(edition):
    return builders.make_section(edition=edition, title="Lockdown", html="<p>Lock the door.</p>")
