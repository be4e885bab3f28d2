"""Logging a training: a few taps, nothing typed lost, once."""

import io
from datetime import timedelta
from decimal import Decimal

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from safety_portal.core.look.wording import runs_out_in_words
from tests import builders
from training.records.likely_courses import courses_for
from training.records.models import TrainingRecord

pytestmark = pytest.mark.django_db


def log_url():
    return reverse("record_log", args=["juniper"])


def given(chosen, **changed):
    """What the form sends for a course that is not among the three likely ones."""
    return {
        "course": "other",
        "other_course": chosen.pk,
        "day": "today",
        "hours": "",
        "note": "",
        **changed,
    }


def photo():
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "red")).save(out)
    return SimpleUploadedFile("IMG_0001.HEIC", out.getvalue())


def test_the_common_path_needs_no_field_and_a_photo_from_a_phone_is_taken(client, cast, course):
    today, person = timezone.localdate(), cast.sro.people.get()
    builders.make_record(
        person=person,
        coalition=person.memberships.get().coalition,
        course=course,
        held_on=today - timedelta(days=707),
        expires_on=today + timedelta(days=23),
    )
    client.force_login(cast.sro)
    form = client.get(log_url()).context["form"]
    assert (form["course"].initial, form["day"].initial) == (str(course.pk), "today")
    assert (
        form.fields["course"].choices[0][1] == "First aid refresher, 4 hours (runs out in 23 days)"
    )
    likely = {"course": str(course.pk), "day": "today", "hours": "", "certificate": photo()}
    response = client.post(log_url(), likely, follow=True)
    assert "Training logged. 4 hours for First aid refresher." in response.content.decode()
    record = TrainingRecord.objects.latest("pk")
    assert (record.held_on, record.hours, record.certificate.name[-4:]) == (
        timezone.localdate(),
        Decimal("4"),
        ".jpg",
    )
    certificate = client.get(reverse("record_certificate", args=["juniper", record.pk]))
    assert (certificate["Content-Type"], certificate["X-Content-Type-Options"]) == (
        "image/jpeg",
        "nosniff",
    )
    assert certificate["Content-Disposition"].startswith("attachment")


def test_what_never_expires_and_was_taken_once_is_not_offered_again(client, cast, coalition):
    once = builders.make_course(title="The basic course", roles=["sro"])
    builders.make_record(person=cast.sro.people.get(), coalition=coalition, course=once)
    client.force_login(cast.sro)
    offered = [code for code, _ in client.get(log_url()).context["form"].fields["course"].choices]
    assert str(once.pk) not in offered


def test_what_runs_out_comes_first_and_what_lasts_is_not_offered(cast, coalition):
    today, person = timezone.localdate(), cast.sro.people.get()
    for title, runs_out in (
        ("CPR", 23),
        ("Stop the bleed", -3),
        ("Radio", 300),
        ("Long ago", -400),
    ):
        held_on, expires_on = today - timedelta(days=700), today + timedelta(days=runs_out)
        made = builders.make_course(title=title, validity_months=24)
        builders.make_record(
            person=person, coalition=coalition, course=made, held_on=held_on, expires_on=expires_on
        )
    walk = builders.make_course(title="Walk of the site")
    for days in (10, 40):
        builders.make_record(
            person=person, coalition=coalition, course=walk, held_on=today - timedelta(days=days)
        )
    likely, _ = courses_for(person=person, coalition=coalition, roles={"sro"}, on=today)
    ran_out = runs_out_in_words(today - timedelta(days=3), on=today)
    assert [(course.title, why) for course, why in likely] == [
        ("Stop the bleed", ran_out),
        ("CPR", "Runs out in 23 days"),
        ("Walk of the site", "You logged this before"),
    ]


def test_nothing_is_chosen_beforehand_for_who_logged_nothing_yet(client, cast, course):
    """Two taps without looking would log what never was."""
    client.force_login(cast.sro)
    assert not client.get(log_url()).context["form"]["course"].initial
    answer = client.post(log_url(), {"day": "today", "hours": ""})
    assert (answer.status_code, TrainingRecord.objects.count()) == (422, 0)


def test_a_double_click_logs_once(client, cast, course):
    client.force_login(cast.sro)
    client.get(log_url())
    first = client.post(log_url(), given(course))
    second = client.post(log_url(), given(course))
    assert (first.status_code, second.url, TrainingRecord.objects.count()) == (302, first.url, 1)


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("held_on", {"day": "other", "held_on": ""}),
        ("held_on", {"day": "other", "held_on": "2999-01-01"}),
        ("hours", {"hours": "1.1"}),
        ("hours", {"hours": "NaN"}),
        ("course", {"course": "999999"}),
        ("other_course", {"course": "other", "other_course": ""}),
        ("certificate", {"certificate": SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>")}),
    ],
)
def test_bad_input_is_said_beside_its_field_and_nothing_typed_is_lost(
    client, cast, course, field, changed
):
    client.force_login(cast.sro)
    response = client.post(log_url(), given(course, note="With the whole crew", **changed))
    assert (response.status_code, TrainingRecord.objects.count()) == (422, 0)
    assert field in response.context["form"].errors
    assert b"With the whole crew" in response.content


def test_only_administrators_and_officers_log_for_others(client, cast, course):
    teacher = cast.teacher.people.get()
    for account, expected in ((cast.sro, teacher), (cast.fire, cast.fire.people.get())):
        client.force_login(account)
        client.post(log_url(), given(course, person=teacher.pk))
        assert TrainingRecord.objects.latest("pk").person == expected
