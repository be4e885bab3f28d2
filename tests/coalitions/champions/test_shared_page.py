"""Where papers and codes of champions lead everybody."""

import pytest

from coalitions.champions.carrying.things import shared_page
from coalitions.community.actions import publishing
from tests.publishing import make_page

pytestmark = pytest.mark.django_db


def test_to_the_public_page_where_there_is_one(coalition, administrator):
    make_page(coalition=coalition, by=administrator, phone="555-0100")
    assert shared_page(coalition, is_open=True).endswith(f"/community/{coalition.slug}/")


def test_without_one_to_where_one_asks_for_a_place(coalition, administrator):
    make_page(coalition=coalition, by=administrator, phone="555-0100")
    publishing.take_back_page(coalition=coalition, by=administrator)
    assert shared_page(coalition, is_open=True).endswith(f"/community/{coalition.slug}/join/")


def test_nowhere_where_neither_is_open(coalition):
    assert shared_page(coalition, is_open=False) == ""
