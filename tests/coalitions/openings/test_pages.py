"""The log as a page, and what a phone is answered."""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coalitions.openings import views
from coalitions.openings.models import Opening
from tests.at_hand import make_opening

pytestmark = pytest.mark.django_db
ADDRESS = "/responder/openings/"


def opening(**fields):
    now = timezone.now().isoformat()
    return {
        "key": str(uuid.uuid4()),
        "coalition": "juniper",
        "page": "plan",
        "opened_at": now,
    } | fields


def tell(client, account, said, **headers):
    client.force_login(account)
    body = said if isinstance(said, str) else json.dumps(said)
    return client.post(ADDRESS, body, content_type="application/json", headers=headers)


def test_a_phone_is_answered_what_was_taken(client, cast, coalition):
    make_opening(coalition=coalition, account=cast.fire)
    rows = [opening(), opening(coalition="no-such")]
    answer = tell(client, cast.fire, {"openings": rows}, **{"X-Account": str(cast.fire.pk)})
    assert answer.json() == {"taken": [row["key"] for row in rows]}
    assert Opening.objects.filter(way="without_signal").count() == 1


def test_what_another_account_showed_is_not_taken(client, cast, coalition):
    make_opening(coalition=coalition, account=cast.fire)
    answer = tell(client, cast.ems, {"openings": [opening()]}, **{"X-Account": str(cast.fire.pk)})
    assert answer.status_code == 401
    assert Opening.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        "no JSON",
        "[1]",
        "[" * 5000,
        {"openings": 5},
        {"openings": [5]},
        {"openings": [opening(key="5")]},
        {"openings": [opening(page="map")]},
        {"openings": [opening(page=[])]},
        {"openings": [opening(coalition=5)]},
        {"openings": [opening(coalition="a\0b")]},
        {"openings": [opening(opened_at="2026-11-30")]},
        {"openings": [opening(opened_at="2026-11-30T10:00:00")]},
        {"openings": [opening(opened_at="0001-01-01T00:00:00+14:00")]},
        {"openings": [opening(opened_at="2026-99-99T10:00:00Z")]},
        {"openings": [opening() for _ in range(views.MOST + 1)]},
        {"openings": [], "more": "x" * views.LARGEST},
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_kept(client, cast, coalition, said):
    make_opening(coalition=coalition, account=cast.fire)
    answer = tell(client, cast.fire, said)
    assert answer.status_code == 422
    assert answer.json()["sentence"].endswith(".")
    assert Opening.objects.count() == 1


def test_too_much_at_once_is_sent_again(client, cast, monkeypatch):
    monkeypatch.setattr(views, "RATE", "1/10m/key")
    assert tell(client, cast.fire, {"openings": []}).status_code == 200
    assert tell(client, cast.fire, {"openings": []}).status_code == 429


def test_nobody_tells_anything_unsigned(client):
    answer = client.post(ADDRESS, "{}", content_type="application/json")
    assert answer.status_code == 302


def log(client, account, coalition, **query):
    client.force_login(account)
    return client.get(reverse("openings", args=[coalition.slug]), query)


def test_an_administrator_reads_who_opened_what_and_how(client, cast, coalition):
    make_opening(coalition=coalition, account=cast.fire, reader_name="<b>Tom</b>", page="plan")
    make_opening(coalition=coalition, account=cast.ems, way="without_signal")
    page = log(client, cast.administrator, coalition).content.decode()
    assert "&lt;b&gt;Tom&lt;/b&gt;" in page
    assert "Text of the plan" in page
    assert "Opened without signal" in page
    narrowed = log(client, cast.administrator, coalition, way="without_signal").content.decode()
    assert "Tom" not in narrowed
    assert str(cast.ems) in narrowed


def test_who_administers_the_district_reads_everybodys_too(client, above, cast, coalition):
    make_opening(coalition=coalition, account=cast.fire)
    page = log(client, above.administrator, coalition).content.decode()
    assert "Who opened the pages at hand" in page
    assert str(cast.fire) in page
    assert "What you opened" in log(client, cast.fire, coalition).content.decode()


def test_a_responder_reads_their_own(client, cast, coalition):
    make_opening(coalition=coalition, account=cast.fire)
    assert "Numbers, sites and cards" in log(client, cast.fire, coalition).content.decode()
    assert "Nobody has opened them" in log(client, cast.ems, coalition).content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [("teacher", 403), ("official", 403), ("parent", 403), ("sro", 200)]
)
def test_who_neither_answers_nor_administers_gets_the_reason(client, cast, coalition, role, status):
    assert log(client, getattr(cast, role), coalition).status_code == status


def test_as_many_queries_for_a_page_of_openings_as_for_one(client, cast, coalition):
    counts = []
    for more in (1, 24):
        for _ in range(more):
            make_opening(coalition=coalition, account=cast.fire)
        log(client, cast.administrator, coalition)
        with CaptureQueriesContext(connection) as queries:
            log(client, cast.administrator, coalition)
        counts.append(len(queries))
    assert counts[0] == counts[1]
