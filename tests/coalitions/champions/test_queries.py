"""Pages of champions ask as often with one row as with fifty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import championing
from tests.briefing import make_brief
from tests.championing import make_request, make_talk

pytestmark = pytest.mark.django_db


def asked(client, name, coalition, *args):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(reverse(name, args=[coalition.slug, *args])).status_code == 200
    return len(queries)


@pytest.mark.parametrize("rows", [1, 50])
def test_the_page_of_a_champion(client, asked_here, champion, rows):
    for number in range(rows):
        make_talk(coalition=asked_here, account=champion, audience=f"Club {number}", days_ago=0)
        make_request(coalition=asked_here)
        make_brief(coalition=asked_here, title=f"Brief {number}", sensitivity="public")
    client.force_login(champion)
    assert asked(client, "champions", asked_here) == 11


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_of_requests(client, asked_here, administrator, rows):
    for _ in range(rows):
        make_request(coalition=asked_here)
    client.force_login(administrator)
    assert asked(client, "champion_requests", asked_here) == 6


@pytest.mark.parametrize("rows", [1, 50])
def test_the_page_for_everybody(client, asked_here, rows):
    for number in range(rows):
        make_request(coalition=asked_here)
        championing.builders.make_seat(
            coalition=asked_here, title=f"Seat {number}", roles=["parent"], signs_plan=False
        )
    assert asked(client, "champion_join", asked_here) == 3
