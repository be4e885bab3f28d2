"""No address asks the database more often where there is more: each is asked with few rows of
everything, then with three times
as many. What is found here is a query in a loop, on a page, in a file to download or in a template."""

import logging

import pytest
from django.apps import apps
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
OURS = ("accounts", "audit", "notices", "coalitions", "plans", "training")
# What the world has and `grow` makes no more of, and why: no list of a coalition grows by it, or
# its list has a test of its own.
OF_THESE_ONE = {
    "District": "grows inside one",
    "Approval": "one vote on an edition",
    "ReviewRound": "one that is open on an edition",
    "Picture": "of the text of a section",
    "Draft": "one for each writer of a section",
    "MinutesDraft": "one for each writer of minutes",
    "MeetingRules": "those of a coalition",
    "CommunityPage": "the one of a coalition",
    **dict.fromkeys(("MeetingRules", "JoinRules"), "those of a coalition"),
    "ReunificationSite": "a first and a second of a school",
    "StepNotNeeded": "what stands at a step of one loop",
    **dict.fromkeys(
        (
            *("WordFile", "Passage", "PeopleFile", "SchoolFile", "TrainingFile"),
            *("CalendarFile", "RiskFile"),
        ),
        "a file that waits, looked at alone",
    ),
}


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
    """How many queries each address takes, by role and name.

    Only those that answer with a page or a file.
    """
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


def counted():
    """name of a model -> how many rows of it there are; of those that have any."""
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    counts = {model.__name__: model._base_manager.count() for model in models}
    return {name: count for name, count in counts.items() if count}


def test_of_everything_that_lists_show_there_is_more(place):
    few = counted()
    grow(place, 1)
    many = counted()
    missed = sorted(
        name for name, count in few.items() if many[name] == count and name not in OF_THESE_ONE
    )
    assert missed == [], (
        "Let grow() (tests/everywhere/growing.py) make more of them, or say in OF_THESE_ONE why not."
    )
    assert OF_THESE_ONE.keys() <= {name for name, count in few.items() if many[name] == count}


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
    assert files == {
        *("record_own_csv", "record_all_csv", "ledger_csv", "program_numbers_csv"),
        *("action_item_csv", "agreement_csv", "contact_csv", "finding_csv", "closed_loop_csv"),
        *("public_records_csv", "risk_csv"),
    }
    grown = {
        key: (few[key], many[key]) for key in few if many[key] > few[key] and key[1] not in GROWING
    }
    assert grown == {}, (
        "Asked once for each row: give the query select_related or prefetch_related, or one for all rows."
    )
