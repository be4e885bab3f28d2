"""The cast.

One account per role in one school's coalition, its district's coalition, and an outsider from
elsewhere.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import hypothesis
import pytest
from django.db import connection

from coalitions.access.roles import Role
from plans.editions.lifecycle import EditionStatus
from tests import builders, casting

# Databases to begin from; workers, brokers and a mail server as processes that a test may kill; the
# whole demo.
pytest_plugins = [
    "tests.plugins.databases",
    "tests.plugins.processes",
    "tests.plugins.portal",
    "tests.plugins.issuer",
    "tests.plugins.server",
    "tests.plugins.static_files",
    "tests.plugins.garbage",
]
# A machine that is busy with something else is no counterexample. CI asks the same of every change;
# what is new comes out of the runs of people, who each look elsewhere.
hypothesis.settings.register_profile("unhurried", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("unhurried")


LONGEST = (
    "tests/journeys/test_axe.py",
    "tests/core/operation/test_run",
    "tests/journeys/",
    "tests/faults/",
    "tests/everywhere/test_urls.py",
    "tests/everywhere/test_every_account.py",
)


def pytest_collection_modifyitems(items):
    """Files that take minutes first, the others in their order."""

    def place(item):
        return next(
            (number for number, name in enumerate(LONGEST) if item.nodeid.startswith(name)),
            len(LONGEST),
        )

    items.sort(key=place)


@pytest.fixture
def district(db):
    return builders.make_district()


@pytest.fixture
def district_coalition(district):
    return builders.make_coalition(district=district, slug="cedar-county")


@pytest.fixture
def school(district):
    return builders.make_school(district=district)


@pytest.fixture
def coalition(school):
    """The school's coalition in which the cast plays."""
    return builders.make_coalition(school=school, slug="juniper")


@pytest.fixture
def sibling(district):
    """Another school of the same district; nobody of the cast belongs to it."""
    school = builders.make_school(district=district, name="Foxglove Elementary")
    return builders.make_coalition(school=school, slug="foxglove")


@pytest.fixture
def foreign(db):
    """A school's coalition in another district."""
    district = builders.make_district(name="Birch Valley Schools", state="WA")
    return builders.make_coalition(
        school=builders.make_school(district=district, name="Heron Middle School"), slug="heron"
    )


@pytest.fixture
def cast(coalition):
    """cast.teacher, cast.sro, ...: an account per role in the school's coalition."""
    return SimpleNamespace(**casting.make_cast(coalition=coalition))


@pytest.fixture
def above(district_coalition):
    """above.teacher, above.sro, ...: the cast of the district's own coalition."""
    return SimpleNamespace(**casting.make_cast(coalition=district_coalition))


@pytest.fixture
def administrator(coalition):
    return builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, name="Dana Whitlock")


@pytest.fixture
def outsider(foreign):
    """An administrator in another district: knows the portal, may see nothing here."""
    return builders.make_member(coalition=foreign, role=Role.ADMINISTRATOR, name="Otto Sider")


@pytest.fixture
def plan(coalition):
    return builders.make_plan(coalition=coalition)


@pytest.fixture
def edition(plan):
    return builders.make_edition(plan=plan)


@pytest.fixture
def run_at_once():
    """run_at_once(function, times=4): call it in so many threads that start together.

    What each returned, or raises.
    """

    def run(function, *, times):
        start = Barrier(times)

        def one():
            try:
                start.wait(timeout=10)
                return function()
            finally:
                connection.close()

        with ThreadPoolExecutor(times) as pool:
            return [
                future.result(timeout=60) for future in [pool.submit(one) for _ in range(times)]
            ]

    return run


@pytest.fixture
def frozen(edition):
    """An edition that waits for signatures, past every action.

    What is owed is all that a sweep looks at.
    """
    return builders.force_status(edition, EditionStatus.AWAITING_SIGNATURES)
