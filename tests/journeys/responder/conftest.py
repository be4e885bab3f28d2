"""A phone of the fire service that keeps the schools it answers for."""

import pytest

from tests import at_hand, builders
from tests.journeys.responder.steps import keep


@pytest.fixture
def hand(coalition):
    """A school with a plan in force, a card, a number and a site."""
    return at_hand.make_at_hand(coalition=coalition)


@pytest.fixture
def fire(district_coalition, hand):
    """Who answers for all schools of the district."""
    return builders.make_member(coalition=district_coalition, role="fire", name="Tom Hesse")


@pytest.fixture
def phone(visit, fire):
    """A phone that keeps all of it."""
    page = visit(fire, width=390)
    keep(page)
    return page
