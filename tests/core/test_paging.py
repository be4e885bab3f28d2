"""Walking a list by key visits every row once, in order, both ways."""

from datetime import date, timedelta
from urllib.parse import parse_qs

import pytest
from django.core.exceptions import BadRequest
from django.db.models import BigIntegerField
from django.db.models.functions import Upper

from safety_portal.core.database.kept_queries import Slot
from safety_portal.core.paging import KeptPages, keyset_page
from tests import builders
from training.records.models import TrainingRecord

BY = ("-held_on", "id")


@pytest.fixture
def records(coalition):
    person = builders.make_person(district=coalition.district)
    for number in range(7):
        builders.make_record(
            person=person,
            coalition=coalition,
            held_on=date(2026, 1, 1) + timedelta(days=number // 2),
        )
    return TrainingRecord.objects.all()


@pytest.fixture(params=[True, False], ids=["planned once", "planned anew"])
def kept(request):
    def rows():
        return TrainingRecord.objects.filter(coalition=Slot("coalition", BigIntegerField()))

    return KeptPages(rows, by=BY, size=3, is_planned=request.param)


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


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Fire ~ Rescue", "~", "A~1~2", "O'Hara & Sons?#%", "Ünal 王"])
def test_whatever_sign_a_name_has_the_list_goes_on_behind_it_and_back(district, rf, name):
    for each in (name, name + "a", name + "b"):
        builders.make_agency(district=district, name=each)
    agencies = district.agencies.all()
    first = keyset_page(agencies, rf.get("/"), by=("name", "id"), size=1)
    second = keyset_page(agencies, rf.get("/" + first.older_url), by=("name", "id"), size=1)
    again = keyset_page(agencies, rf.get("/" + second.newer_url), by=("name", "id"), size=1)
    assert [row.name for row in (*first, *second, *again)] == [name, name + "a", name]


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["older", "newer"])
def test_pages_that_are_kept_are_the_same_ones(
    records, kept, coalition, sibling, rf, way, django_assert_num_queries
):
    starts = ["", *(f"?{way}={row.held_on}~{row.pk}&state=verified" for row in records)]
    for start in starts:
        page = keyset_page(records, rf.get("/" + start), by=BY, size=3)
        with django_assert_num_queries(1):
            same = kept.page(rf.get("/" + start), coalition=coalition.pk)
        assert (same.rows, same.newer_url, same.older_url) == (
            page.rows,
            page.newer_url,
            page.older_url,
        )
    assert not kept.page(rf.get("/"), coalition=sibling.pk).rows


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key", ["x", "2026-01-01~x", "2026-01-01~1~2", "'~1", f"2026-01-01~{2**63}"]
)
def test_no_key_but_one_of_a_row_is_asked_for(kept, coalition, rf, key):
    for way in ("older", "newer"):
        with pytest.raises(BadRequest):
            kept.page(rf.get("/", {way: key}), coalition=coalition.pk)


@pytest.mark.django_db
def test_a_list_may_be_in_the_order_of_what_its_rows_are_annotated_with(records, rf):
    named = records.annotate(called=Upper("person__name"))
    first = keyset_page(named, rf.get("/"), by=("called", "id"), size=3)
    second = keyset_page(named, rf.get("/" + first.older_url), by=("called", "id"), size=3)
    assert ids(first) + ids(second) == sorted(records.values_list("pk", flat=True))[:6]
    with pytest.raises(BadRequest):
        keyset_page(named, rf.get("/?older=A~none"), by=("called", "id"), size=3)
