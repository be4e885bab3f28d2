"""Where more are behind than are counted, who they are is looked for once a minute."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safety_portal.core.database.kept_counts import KeptCounts
from safety_portal.portal.reminders import obligations
from tests import owing

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(cast, coalition, district_coalition):
    scene = owing.Scene(coalition, district_coalition, cast)
    owing.acknowledgement(scene)
    return scene


@pytest.fixture
def many(monkeypatch):
    """As if one person were more than are counted."""
    monkeypatch.setattr(obligations, "COUNTED", 0)
    monkeypatch.setattr(obligations, "MANY_BEHIND", KeptCounts())


def asked(scene):
    """(how many queries, how many are behind, their names)."""
    late_on = scene.today + timedelta(days=400)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        number, late = obligations.behind(scene.coalition.pk, on=late_on, most=8)
    return len(queries), number, [owed[0].person_name for owed in late]


def test_few_are_looked_for_each_time(scene):
    assert asked(scene) == asked(scene)
    assert asked(scene)[0] == 2


def test_many_are_looked_for_once(scene, many):
    (first, *late), (second, *again) = asked(scene), asked(scene)
    assert (first, second) == (2, 1)
    assert late == again
    assert late[1]


def test_whoever_has_done_it_since_is_not_shown(scene, many):
    _, number, names = asked(scene)
    scene.coalition.memberships.filter(person__name=names[0]).update(ends_on=scene.today)
    assert asked(scene)[1:] == (number, names[1:])
