"""The heading of one's own training says what asks for something, before it says how much there is."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tests.markup import flat
from training.records.lifecycle import RecordState
from training.records.views.lists import heading

TODAY = timezone.localdate()


@pytest.mark.parametrize(
    ("left", "hours", "said"),
    [
        ((), "0", "No verified training yet"),
        ((None, None), "0", "2 verified courses"),
        ((None, 90), "1.50", "1.5 verified hours since July 1"),
        ((-21, None), "8", "1 certificate ran out"),
        ((-21, -400, 60, 61), "8", "1 certificate ran out, 1 certificate runs out within 60 days"),
        ((0, 23), "0", "2 certificates run out within 60 days"),
    ],
)
def test_what_runs_out_comes_first(left, hours, said):
    days = [None if days is None else TODAY + timedelta(days=days) for days in left]
    assert heading(days, Decimal(hours), on=TODAY) == said


def test_the_page_and_home_say_the_same_of_a_certificate(client, cast, coalition):
    record = builders.make_record(
        person=cast.health.people.get(),
        coalition=coalition,
        state=RecordState.VERIFIED,
        decided_at=timezone.now(),
        decided_by=cast.administrator,
        expires_on=timezone.localdate() - timedelta(days=21),
    )
    client.force_login(cast.health)
    page = flat(client.get(reverse("record_own", args=[coalition.slug])))
    assert "<h1>1 certificate ran out</h1>" in page
    home = flat(client.get("/"))
    assert "<h1>1 certificate ran out</h1>" in home
    assert home.count(">Ran out ") == 2
    assert f"Renew {record.course.title}" in home
    # Nothing of the portal renews it: the strong button logs what was held again.
    assert '<a class="btn btn-primary" href="/c/juniper/training/log/">Log training</a>' in home
