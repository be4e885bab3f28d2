"""What the tests of this folder begin with."""

import io
import logging

import pytest

from safety_portal.core.operation import logs


@pytest.fixture
def written():
    """What the portal's own log writes, as on a server: every line, from whatever logger."""
    stream, settings_of = io.StringIO(), logs.configuration("DEBUG")["formatters"]["json"]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(settings_of.pop("()")(**settings_of))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)
