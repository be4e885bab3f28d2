"""Walking a list by key visits every row once, in order, both ways."""

from datetime import date, timedelta
from urllib.parse import parse_qs

import pytest
from django.core.exceptions import BadRequest

from safety_portal.paging import keyset_page
from tests import builders
from training.models import TrainingRecord

BY = ("-held_on", "id")


@pytest.fixture
def records(coalition):
    person = builders.make_person(district=coalition.district)
    for number in range(7):
        builders.make_record(person=person, coalition=coalition, held_on=date(2026, 1, 1) + timedelta(days=number // 2))
    return TrainingRecord.objects.all()


def ids(page):
    return [row.pk for row in page]


def walk(records, rf, direction, start=""):
    seen, url = [], start
    while url is not None:
        page = keyset_page(records, rf.get("/" + url), by=BY, size=3)
        seen.append(ids(page))
        url = page.older_url if direction == "older" else page.newer_url
    return seen


@pytest.mark.django_db
def test_every_row_is_visited_once_in_order_both_ways(records, rf):
    expected = [row.pk for row in records.order_by("-held_on", "-id")]
    forward = walk(records, rf, "older")
    assert [pk for page in forward for pk in page] == expected
    assert [len(page) for page in forward] == [3, 3, 1]
    last = f"?older={records.get(pk=expected[5]).held_on}~{expected[5]}"
    assert walk(records, rf, "newer", last) == [expected[6:], expected[3:6], expected[:3]]


@pytest.mark.django_db
def test_links_keep_the_filter_and_a_foreign_key_is_a_bad_request(records, rf):
    page = keyset_page(records, rf.get("/?state=verified"), by=BY, size=3)
    assert parse_qs(page.older_url[1:])["state"] == ["verified"]
    for key in ("x", "2026-01-01~x", "2026-01-01~1~2", "'~1"):
        with pytest.raises(BadRequest):
            keyset_page(records, rf.get("/", {"older": key}), by=BY, size=3)
