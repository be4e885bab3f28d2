"""The page for everybody leads to asking for a place, where the coalition is asked."""

import pytest

from coalitions.champions.taking_part import way_to_join
from tests.championing import open_asking
from tests.portal.community.conftest import text

pytestmark = pytest.mark.django_db


def test_nobody_is_led_where_nobody_is_asked(ask, coalition, page):
    assert way_to_join(coalition) is None
    assert "/join/" not in text(ask("community_public", coalition))


@pytest.mark.parametrize(
    ("ending", "words"),
    [("", "Ask to join the coalition"), ("_es", "Pida participar en la coalición")],
)
def test_the_page_leads_to_asking_for_a_place(ask, coalition, page, ending, words):
    open_asking(coalition=coalition)
    shown = text(ask("community_public" + ending, coalition))
    assert words in shown
    assert f"/community/{coalition.slug}/join/" in shown


def test_the_place_that_it_leads_to_asks(ask, coalition, page):
    open_asking(coalition=coalition)
    answer = ask("champion_join", coalition)
    assert answer.status_code == 200
    assert not answer.cookies
