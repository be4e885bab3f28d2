"""The whole walk on one page, and what keeps the phone of one person out of the name of another."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plans.assessments.models.answer import Answer
from tests import builders, walks

pytestmark = pytest.mark.django_db
# Beyond what every page of a coalition asks.
QUERIES = 4


def open_page(client, site):
    return client.get(reverse("assessment_walk_on_phone", args=[site.school.slug, site.walk.pk]))


def data_of(page):
    found = re.search(
        r'<script id="walk-data"[^>]*>(.*?)</script>', page.content.decode(), re.DOTALL
    )
    return json.loads(found[1])


def said(**more):
    now = timezone.now().isoformat()
    return {
        "key": str(uuid.uuid4()),
        "item": "building.01",
        "answer": "no",
        "answered_at": now,
    } | more


def test_the_page_has_every_item_with_its_answers_the_one_that_counts_first(walker, site):
    early = timezone.now() - timedelta(minutes=5)
    walks.make_answer(assessment=site.walk, answer="yes", by=site.administrator, at=early)
    later = walks.make_answer(
        assessment=site.walk, answer="partly", note="Door 4", severity=2, photos=["a" * 64]
    )
    data = data_of(open_page(walker, site))
    assert [item["code"] for item in data["items"]] == site.walk.items
    item = next(each for each in data["items"] if each["code"] == "building.01")
    assert item["answer"] == {
        "item": "building.01",
        "answer": "partly",
        "note": "Door 4",
        "severity": 2,
        "sureness": None,
        "photos": ["a" * 64],
        "answered_at": later.answered_at.isoformat(),
    }
    assert [(each["answer"], each["by"]) for each in item["given"]] == [
        ("partly", "sro of Juniper"),
        ("yes", "administrator of Juniper"),
    ]
    others = [each for each in data["items"] if each["code"] != "building.01"]
    assert {(each["answer"], tuple(each["given"])) for each in others} == {(None, ())}


def test_the_page_says_whose_phone_it_is_and_where_to_send(walker, site):
    data = data_of(open_page(walker, site))
    here = f"/c/juniper/assessments/{site.walk.pk}/"
    assert (data["account"], data["name"]) == (str(site.sro.pk), "sro of Juniper")
    assert (data["scope"], data["worker"]) == (f"{here}walk/", f"{here}walk/worker.js")
    assert (data["answers_url"], data["photos_url"]) == (f"{here}answers/", f"{here}photos/")


def test_the_first_item_without_an_answer_is_shown_and_posted_to(walker, site):
    walks.make_answer(assessment=site.walk, item="district.01")
    page = open_page(walker, site).content.decode()
    assert f'action="/c/juniper/assessments/{site.walk.pk}/walk/digital.01/"' in page
    shown = page.split("<template")[0]
    assert "Is digital.01 in place?" in shown
    assert "Is district.01 in place?" not in shown


@pytest.mark.parametrize(
    ("named", "shown"),
    [("classroom.01", "classroom.01"), ("none.01", "district.01"), ("", "district.01")],
)
def test_an_item_that_is_named_is_shown_and_another_name_is_none(walker, site, named, shown):
    address = reverse("assessment_walk_on_phone", args=[site.school.slug, site.walk.pk])
    page = walker.get(address, {"item": named}).content.decode()
    assert f"Is {shown} in place?" in page.split("<template")[0]


def test_a_hostile_question_and_note_stay_text(walker, site):
    rows = [walks.question("building.01", question="</script><img src=x onerror=alert(1)>")]
    checklist = walks.make_checklist(district=site.district.district, number=9, questions=rows)
    site.walk = walks.make_assessment(
        coalition=site.school, lead=site.lead, checklist=checklist, kind="quarterly"
    )
    walks.make_answer(assessment=site.walk, note="</script><script>alert(1)</script>")
    page = open_page(walker, site)
    assert "<img src=x" not in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    assert data_of(page)["items"][0]["answer"]["note"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize("state", ["finished", "called_off"])
def test_a_walk_that_is_over_says_so(walker, site, state):
    site.walk = walks.make_assessment(coalition=site.school, lead=site.lead, state=state)
    page = open_page(walker, site)
    assert page.status_code == 409
    assert "this walk" in page.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("administrator", 200), ("fire", 403), ("teacher", 404), ("parent", 404), ("official", 404)],
)
def test_who_may_not_walk_gets_neither_page_nor_worker(client, site, role, status):
    client.force_login(getattr(site, role))
    worker = reverse("assessment_walk_worker", args=[site.school.slug, site.walk.pk])
    assert open_page(client, site).status_code == status
    assert client.get(worker).status_code == status


def test_the_worker_is_a_script_below_the_walk_that_is_asked_for_anew_each_time(walker, site):
    answer = walker.get(reverse("assessment_walk_worker", args=[site.school.slug, site.walk.pk]))
    assert answer["Content-Type"] == "text/javascript"
    assert answer["Cache-Control"] == "no-cache"
    assert b"addEventListener" in b"".join(answer.streaming_content)


def send_as(client, site, account, body):
    address = reverse("assessment_answer", args=[site.school.slug, site.walk.pk])
    headers = {"X-Account": str(account.pk)}
    return client.post(address, json.dumps(body), content_type="application/json", headers=headers)


def test_what_one_person_answered_is_not_recorded_as_another_who_is_signed_in(walker, site):
    body = said()
    refused = send_as(walker, site, site.administrator, body)
    assert refused.status_code == 401
    assert refused.json()["sign_in"].startswith("/accounts/login/")
    assert refused.json()["other_account"] is True
    assert not Answer.objects.exists()
    assert send_as(walker, site, site.sro, body).status_code == 200
    assert Answer.objects.get().answered_by == site.sro


def test_a_photo_that_came_broken_is_asked_for_again(walker, site):
    address = reverse("assessment_receive_photo", args=[site.school.slug, site.walk.pk])
    answer = walker.post(address, {"sha256": "0" * 64, "photo": builders.file("a.jpg", b"broken")})
    assert (answer.status_code, answer.json()["again"]) == (422, True)


def test_as_many_queries_for_a_hundred_items_as_for_one(walker, site):
    counts = []
    for number, size in enumerate((1, 100), start=20):
        rows = [walks.question(f"building.{place:02}") for place in range(size)]
        checklist = walks.make_checklist(
            district=site.district.district, number=number, questions=rows
        )
        site.walk = walks.make_assessment(
            coalition=site.school, lead=site.lead, checklist=checklist, building=str(number)
        )
        for row in rows:
            walks.make_answer(assessment=site.walk, item=row["code"], by=site.administrator)
        open_page(walker, site)
        with CaptureQueriesContext(connection) as queries:
            assert open_page(walker, site).status_code == 200
        counts.append(len(queries))
    shell = reverse("assessment", args=[site.school.slug, site.walk.pk])
    with CaptureQueriesContext(connection) as queries:
        walker.get(shell)
    assert counts[0] == counts[1]
    assert counts[0] <= len(queries) + QUERIES
