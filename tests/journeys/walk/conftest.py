"""A phone that holds a walk of a school, and what is on it."""

import pytest

from tests import walks
from tests.journeys.walk.steps import open_walk


@pytest.fixture
def assessment(coalition, settings, tmp_path):
    """A walk under way, of one item in each layer; the first was partly in place last year."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    earlier = walks.make_assessment(coalition=coalition, state="finished")
    walks.make_answer(
        assessment=earlier, item="district.01", answer="partly", note="Deputy named, lead is not."
    )
    return walks.make_assessment(coalition=coalition, state="walking")


@pytest.fixture
def officer(assessment):
    """Who leads it."""
    return assessment.lead.person.account


@pytest.fixture
def phone(visit, officer, assessment):
    """A phone on which the walk was opened."""
    page = visit(officer, width=390)
    open_walk(page, assessment)
    return page
