"""What a phone sends: each answer and photo once, every refusal as JSON, nothing ever redirected."""

import hashlib
import io
import json
import random
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import ExifTags, Image

from plans.assessments.models.answer import Answer, Photo, counting
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.web import rate_limits
from tests import builders, walks

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 30, 15, 42, tzinfo=UTC)


def answer(**more):
    said = {"key": str(uuid.uuid4()), "item": "building.01", "answer": "no", "note": "Door 4."}
    said |= {"severity": 3, "sureness": "sure", "answered_at": MORNING.isoformat(), "photos": []}
    return said | more


def jpeg(*, color="navy", exif=b""):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(out, "JPEG", exif=exif)
    return out.getvalue()


def send_photo(client, site, content, *, sha256=None):
    address = reverse("assessment_receive_photo", args=[site.school.slug, site.walk.pk])
    sha256 = sha256 or hashlib.sha256(content).hexdigest()
    return client.post(address, {"sha256": sha256, "photo": SimpleUploadedFile("a", content)})


def test_an_answer_is_kept_with_when_it_was_given_and_when_it_came(send, site):
    said = answer()
    response = send(**said)
    row = Answer.objects.get()
    assert response.status_code == 200
    assert response.json() == {
        "key": said["key"],
        "received_at": row.received_at.isoformat(),
        "counts": True,
        "answered_by": "sro of Juniper",
    }
    assert (row.answered_at, row.note, row.severity) == (MORNING, "Door 4.", 3)
    site.walk.refresh_from_db()
    assert (site.walk.state, site.walk.begun_at) == ("walking", MORNING)


def test_the_same_answer_again_is_the_same_row(send):
    said = answer()
    first, second = send(**said), send(**said)
    assert second.status_code == 200
    assert second.json() == first.json()
    assert Answer.objects.count() == 1


def test_another_answer_under_the_same_key_is_refused(send):
    said = answer()
    send(**said)
    response = send(**said | {"note": "Door 5."})
    assert response.status_code == 409
    assert "key of its own" in response.json()["sentence"]
    assert Answer.objects.get().note == "Door 4."


def test_two_hundred_answers_sent_twice_in_any_order_are_two_hundred(send, site):
    said = [
        answer(note=f"Note {number}", answered_at=(MORNING + timedelta(seconds=number)).isoformat())
        for number in range(200)
    ]
    twice = random.Random(7).sample(said * 2, 400)
    assert {send(**each).status_code for each in twice} == {200}
    assert Answer.objects.count() == 200
    assert counting(list(Answer.objects.all()))["building.01"].note == "Note 199"


def test_of_two_people_the_later_answer_counts_and_both_are_kept(client, send, site):
    later = (MORNING + timedelta(minutes=2)).isoformat()
    send(**answer(answer="no", answered_at=later))
    client.force_login(site.administrator)
    response = send(client, **answer(answer="yes"))
    assert response.json()["counts"] is False
    assert Answer.objects.count() == 2
    assert counting(list(Answer.objects.all()))["building.01"].answer == "no"


def test_a_clock_that_runs_ahead_does_not_outdo_everybody(send, site):
    ahead = timezone.now() + timedelta(days=400)
    send(**answer(answer="no", answered_at=ahead.isoformat()))
    response = send(**answer(answer="yes", answered_at=timezone.now().isoformat()))
    assert response.json()["counts"] is True
    assert counting(list(Answer.objects.all()))["building.01"].answer == "yes"
    assert all(row.seen_at <= timezone.now() for row in Answer.objects.all())


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"item": "building.99"}, "does not ask that item"),
        ({"answer": "maybe"}, "Choose yes"),
        ({"severity": 5}, "from 1 to 4"),
        ({"severity": "3"}, "a number"),
        ({"severity": True}, "a number"),
        ({"sureness": "very"}, "sure, likely or unsure"),
        ({"note": "x" * 2001}, "2,000 letters"),
        ({"note": "a\0b"}, "has to be text"),
        ({"note": ["a"]}, "has to be text"),
        ({"key": "1"}, "UUID"),
        ({"answered_at": "2026-11-30T10:42:00"}, "with its zone"),
        ({"answered_at": "yesterday"}, "with its zone"),
        ({"answered_at": "9999-12-31T23:59:59-12:00"}, "clock"),
        ({"photos": ["abc"]}, "SHA-256"),
        ({"photos": [f"{number:064x}" for number in range(41)]}, "40 photos"),
        ({"photos": "abc"}, "list of hashes"),
        ({"extra": 1}, "“extra”"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_in_a_sentence(send, site, wrong, sentence):
    response = send(**answer(**wrong))
    assert response.status_code == 422
    assert sentence in response.json()["sentence"]
    assert not Answer.objects.exists()
    site.walk.refresh_from_db()
    assert site.walk.state == "planned"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 50_000, b"\xff", b"null", b"x" * 70_000])
def test_what_is_no_json_object_is_refused_in_a_sentence(walker, site, body):
    address = reverse("assessment_answer", args=[site.school.slug, site.walk.pk])
    response = walker.post(address, body, content_type="application/json")
    assert response.status_code == 422
    assert response.json()["sentence"].endswith(".")


def test_forty_photos_are_named_by_one_answer(send):
    hashes = [f"{number:064x}" for number in range(40)]
    assert send(**answer(photos=hashes)).status_code == 200
    assert Answer.objects.get().photos == hashes


def test_a_photo_is_confirmed_by_its_hash_and_kept_without_place_and_time(walker, site):
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = "2026:11:30 10:42:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (47.0, 30.0, 0.0)
    content = jpeg(exif=exif)
    assert Image.open(io.BytesIO(content)).getexif()[ExifTags.Base.DateTime]
    response = send_photo(walker, site, content)
    photo = Photo.objects.get()
    assert response.json() == {"sha256": hashlib.sha256(content).hexdigest()}
    stored = photo.file.read()
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert hashlib.sha256(stored).hexdigest() == photo.stored_sha256
    audit = AuditRow.objects.get(action="walk_photo.received")
    assert audit.scope == site.school.pk


def test_the_same_photo_again_is_the_same_row_and_one_file(walker, site, settings):
    content = jpeg()
    first, second = (send_photo(walker, site, content) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert Photo.objects.count() == 1
    assert len(builders.stored(settings.MEDIA_ROOT)) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no picture", "JPEG or PNG"),
        (b"", "JPEG or PNG"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        (jpeg()[:200], "JPEG or PNG"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(walker, site, settings, content, sentence):
    response = send_photo(walker, site, content)
    assert response.status_code == 422
    assert sentence in response.json()["sentence"]
    assert builders.stored(settings.MEDIA_ROOT) == []


def test_a_photo_that_came_broken_is_not_confirmed(walker, site):
    response = send_photo(walker, site, jpeg(), sha256="0" * 64)
    assert response.status_code == 422
    assert "Send it again" in response.json()["sentence"]
    assert not Photo.objects.exists()


def test_a_photo_larger_than_the_limit_is_refused(walker, site, settings):
    settings.UPLOAD_LIMIT_BYTES = 100
    response = send_photo(walker, site, jpeg())
    assert response.status_code == 422
    assert "smaller" in response.json()["sentence"]


def test_without_a_photo_the_form_says_so(walker, site):
    address = reverse("assessment_receive_photo", args=[site.school.slug, site.walk.pk])
    assert "No photo came" in walker.post(address, {"sha256": "0" * 64}).json()["sentence"]


def test_who_is_signed_out_is_told_where_to_sign_in_and_not_led_there(client, site):
    for name in ("assessment_answer", "assessment_receive_photo"):
        response = client.post(reverse(name, args=[site.school.slug, site.walk.pk]))
        assert response.status_code == 401
        assert response.json()["sign_in"] == (
            f"/accounts/login/?next=%2Fc%2Fjuniper%2Fassessments%2F{site.walk.pk}%2F"
        )


@pytest.mark.parametrize(
    ("role", "status"),
    [("fire", 403), ("teacher", 404), ("parent", 404), ("official", 404), ("health", 404)],
)
def test_who_does_not_walk_is_told_so_in_json(client, send, site, role, status):
    client.force_login(getattr(site, role))
    response = send(client, **answer())
    assert response.status_code == status
    assert response.json()["sentence"].endswith(".")
    assert not Answer.objects.exists()


@pytest.mark.parametrize("state", ["finished", "called_off"])
def test_a_walk_that_is_over_takes_no_answer_and_no_photo(send, walker, site, state):
    site.walk = walks.make_assessment(coalition=site.school, lead=site.lead, state=state)
    for response in (send(**answer()), send_photo(walker, site, jpeg())):
        assert response.status_code == 409
        assert "this walk" in response.json()["sentence"]
    assert not Answer.objects.exists()
    assert not Photo.objects.exists()


def test_an_answer_that_came_before_the_walk_was_finished_is_still_confirmed(send, site):
    said = answer()
    send(**said)
    type(site.walk).objects.filter(pk=site.walk.pk).update(
        state="finished", finished_at=timezone.now(), finished_by=site.sro
    )
    assert send(**said).status_code == 200


def test_too_much_at_once_is_put_off_with_a_sentence(send, monkeypatch):
    monkeypatch.setattr(rate_limits, "count", lambda what, rate: None)
    response = send(**answer())
    assert response.status_code == 429
    assert (response["Retry-After"], json.loads(response.content)["sentence"][-1]) == ("60", ".")
