"""No address asks the database more often where there is more: each is asked with few rows of everything, then with three times
as many. What is found here is a query in a loop, on a page, in a file to download or in a template."""

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.everywhere import asking, audience
from tests.everywhere.growing import grow
from tests.everywhere.relations import address, arguments, keys
from tests.everywhere.world import make_world

pytestmark = pytest.mark.django_db
FEW, MORE = 3, 6
ROLES = ("administrator", "teacher")
# Whose number of queries depends on what there is, and why that is no loop.
GROWING: dict[str, str] = {}


@pytest.fixture
def place(settings, tmp_path):
    logging.disable(logging.WARNING)
    settings.MEDIA_ROOT = str(tmp_path)
    yield make_world().places["own"]
    logging.disable(logging.NOTSET)


def addresses(place):
    """(name, address) of everything that GET answers, of the coalition and of the account alone."""
    for key in (*keys(of_a_coalition=True), *keys(of_a_coalition=False)):
        row = audience.TABLE[key]
        if (
            row.of == "own"
            and row.answers == 200
            and not row.signed_out
            and not {"token", "issuer"} & set(arguments(key))
        ):
            yield key, address(key, place, row)


def asked(place, asker):
    """How many queries each address takes, by role and name; only those that answer with a page or a file."""
    counts = {}
    for role in ROLES:
        account = place.cast[role]
        for key, url in addresses(place):
            with asking.undone():
                if asker.ask(url, account=account).status != 200:
                    continue
                with CaptureQueriesContext(connection) as queries:
                    asker.ask(url, account=account)
            counts[role, key] = len(queries)
    return counts


def test_more_rows_are_no_more_queries(place):
    asker = asking.Asker()
    for role in ROLES:
        asker.sign_in(place.cast[role])
    grow(place, FEW)
    few = asked(place, asker)
    grow(place, MORE)
    many = asked(place, asker)
    assert len(few) > 100
    assert few.keys() == many.keys()
    files = {name for _, name in few if name.endswith("csv")}
    assert files == {"training_own_csv", "training_csv", "reminders_csv"}
    grown = {key: (few[key], many[key]) for key in few if many[key] > few[key] and key[1] not in GROWING}
    assert grown == {}
