"""The pages of training.

Logged in a few taps, nothing typed lost, nobody else's records shown, the same cost for many.
"""

import io
from datetime import timedelta
from decimal import Decimal

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
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


@pytest.fixture
def course():
    return builders.make_course(
        title="First aid refresher", hours=Decimal("4"), roles=["sro"], validity_months=24
    )


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


def test_a_correction_over_a_newer_record_is_409_and_keeps_what_was_typed(
    client, cast, coalition, course
):
    record = builders.make_record(
        person=cast.sro.people.get(), coalition=coalition, course=course, entered_by=cast.sro
    )
    client.force_login(cast.sro)
    address = reverse("record_correct", args=["juniper", record.pk])
    typed = {
        "course": course.pk,
        "held_on": "2026-01-05",
        "hours": "3.5",
        "note": "Half a day",
        "version": 1,
    }
    TrainingRecord.objects.filter(pk=record.pk).update(version=2)
    response = client.post(address, typed)
    assert response.status_code == 409
    assert b"Half a day" in response.content
    assert client.post(address, {**typed, "version": 2}).status_code == 302
    record.refresh_from_db()
    assert (record.hours, record.note, record.version) == (Decimal("3.5"), "Half a day", 3)


def test_an_administrator_verifies_what_is_ticked_and_returns_with_a_reason(
    client, cast, coalition, administrator
):
    people = [account.people.get() for account in (cast.sro, cast.teacher, administrator)]
    records = [builders.make_record(person=person, coalition=coalition) for person in people]
    client.force_login(administrator)
    page = client.get(reverse("record_to_verify", args=["juniper"])).content.decode()
    assert page.count('name="record"') == 2
    ticked = {"record": [records[0].pk, records[2].pk, "x"]}
    told = client.post(
        reverse("record_verify", args=["juniper"]), ticked, follow=True
    ).content.decode()
    assert "1 record verified. 1 left out" in told
    client.post(
        reverse("record_return", args=["juniper", records[1].pk]),
        {"reason": "Which course was it?"},
    )
    assert [record.state for record in TrainingRecord.objects.order_by("pk")] == [
        "verified",
        "returned",
        "to_verify",
    ]


def test_the_pages_say_who_verifies_ones_own_and_what_to_do_where_nobody_can(
    client, coalition, administrator, cast
):
    cast.administrator.people.get().memberships.update(ends_on=timezone.localdate())
    record = builders.make_record(person=administrator.people.get(), coalition=coalition)
    teachers = builders.make_record(
        person=cast.teacher.people.get(), coalition=coalition, entered_by=cast.sro
    )
    pages = [
        reverse("record", args=["juniper", record.pk]),
        reverse("record_to_verify", args=["juniper"]),
    ]

    def told(account, address):
        client.force_login(account)
        return " ".join(client.get(address).content.decode().split())

    invite = f'<a href="{reverse("invitation_send", args=["juniper"])}">Invite a second administrator</a>'
    assert [invite in told(administrator, page) for page in pages] == [True, True]
    assert "you are the only administrator of Juniper Elementary" in told(administrator, pages[0])
    teachers_page = reverse("record", args=["juniper", teachers.pk])
    assert "Dana Whitlock verifies this record" in told(cast.teacher, teachers_page)
    assert "verifies this record" not in told(administrator, teachers_page)

    builders.make_member(coalition=coalition, role="administrator", name="Ben Adeyemi")
    assert [invite in told(administrator, page) for page in pages] == [False, False]
    assert "Ben Adeyemi verifies this record" in told(administrator, pages[0])
    assert "Ben Adeyemi verifies yours" in told(administrator, pages[1])
    refused = client.get(reverse("record_return", args=["juniper", record.pk]))
    assert "A second administrator of Juniper Elementary verifies it." in refused.content.decode()


def test_nobody_sees_the_record_of_somebody_else(client, cast, coalition, outsider):
    record = builders.make_record(
        person=cast.sro.people.get(), coalition=coalition, note="Taser refresher"
    )
    for account in (cast.teacher, cast.fire, outsider):
        client.force_login(account)
        response = client.get(reverse("record", args=["juniper", record.pk]))
        assert (response.status_code, b"Taser" in response.content) == (404, False)


def test_files_neither_run_formulas_nor_show_others(client, cast, coalition):
    name = '=HYPERLINK("http://evil.example","x")'
    course = builders.make_course(title=name)
    builders.make_record(person=cast.sro.people.get(), coalition=coalition, course=course)
    builders.make_record(person=cast.teacher.people.get(), coalition=coalition)
    client.force_login(cast.sro)
    lines = (
        b"".join(client.get(reverse("record_own_csv", args=["juniper"])))
        .decode("utf-8-sig")
        .splitlines()
    )
    assert len(lines) == 2
    assert "\"'=HYPERLINK(" in lines[1]


@pytest.mark.parametrize("name", ["record_own", "record_all", "record_to_verify"])
def test_lists_cost_the_same_for_one_and_fifty(client, coalition, administrator, name):
    person = builders.make_person(district=coalition.district, name="Fifty Trainings")
    address = reverse(name, args=["juniper"])
    client.force_login(administrator)
    counts = []
    for number in (1, 49):
        for _ in range(number):
            owner = administrator.people.get() if name == "record_own" else person
            held = timezone.localdate() - timedelta(days=TrainingRecord.objects.count())
            builders.make_record(person=owner, coalition=coalition, held_on=held)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8
    assert len(response.content) <= 40 * 1024


def test_everybodys_records_are_found_by_person_and_course(client, cast, coalition, administrator):
    today = timezone.localdate()
    cpr = builders.make_course(title="CPR 100%", validity_months=24)
    lapsed = today - timedelta(days=1)
    held = {
        "coalition": coalition,
        "held_on": lapsed - timedelta(days=700),
        "state": "verified",
        "expires_on": lapsed,
    }
    held |= {"decided_at": timezone.now(), "decided_by": administrator, "hours": Decimal("1.50")}
    builders.make_record(person=cast.sro.people.get(), course=cpr, **held)
    builders.make_record(person=cast.teacher.people.get(), coalition=coalition)
    client.force_login(administrator)

    def shown(**narrow):
        return client.get(reverse("record_all", args=["juniper"]), narrow).content.decode()

    for words in (f"cpr {cast.sro.name}", "100%", cast.sro.name.lower()):
        assert "CPR 100%" in shown(q=words)
        assert f'<th scope="row">{cast.teacher.name}' not in shown(q=words)
    assert "No such record" in shown(q="cpr nobody")
    page = shown(q="cpr", state="verified")
    assert "Overdue" in page
    assert ">1.50<" in page
    assert "?state=to_verify&amp;q=cpr" in page


def test_what_waits_says_how_much_of_it_has_no_certificate(client, cast, coalition, administrator):
    builders.make_record(person=cast.sro.people.get(), coalition=coalition)
    client.force_login(administrator)
    page = client.get(reverse("record_to_verify", args=["juniper"])).content.decode()
    assert "1 record on this page has no certificate" in page
    assert page.count("No certificate</span>") == 1
