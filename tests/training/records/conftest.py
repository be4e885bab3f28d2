"""A course whose trainings are logged."""

from decimal import Decimal

import pytest

from tests import builders


@pytest.fixture
def course():
    return builders.make_course(
        title="First aid refresher", hours=Decimal("4"), roles=["sro"], validity_months=24
    )
