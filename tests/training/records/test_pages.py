"""The pages of training.

Logged in a few taps, nothing typed lost, nobody else's records shown, the same cost for many.
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import builders
from training.records.models import TrainingRecord

pytestmark = pytest.mark.django_db


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
