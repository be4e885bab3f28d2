"""A transcript too long for a page.

A worker reads it and imports it, once, however often workers are killed.
"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from safety_portal.core.audit.models import AuditRow
from tests import builders
from tests.markup import flat
from training.records.models import TrainingRecord
from training.transcripts.actions import working
from training.transcripts.models import FileWork, TrainingFile
from training.transcripts.tasks import work_on_files
from training.transcripts.views import importing

pytestmark = pytest.mark.django_db
HEADER = b"Date,Course,Hours,Status\n"
ROWS = 40


@pytest.fixture
def long(monkeypatch):
    """Files over 500 bytes are long; the tests are the worker."""
    monkeypatch.setattr(importing, "LONG", 500)


@pytest.fixture
def sro(client, coalition, cast):
    client.force_login(cast.sro)
    return cast.sro


def rows(count=ROWS):
    return b"".join(b"1/5/2026,Radio drill %d,2,Passed\n" % number for number in range(count))


def send(client, content):
    file = SimpleUploadedFile("transcript.csv", content)
    answer = client.post(reverse("transcript_new", args=["juniper"]), {"file": file, "whose": "me"})
    assert answer.status_code == 302, flat(answer)
    return answer["Location"]


def page(client, address):
    return " ".join(flat(client.get(address)).split())


def seen(shown):
    return shown.partition('name="seen" value="')[2].partition('"')[0]


def bring_in(client, address):
    return flat(client.post(f"{address}apply/", {"seen": seen(page(client, address))}, follow=True))


def test_the_worker_looks_and_brings_in(client, long, sro):
    address = send(client, HEADER + rows())
    assert "Waiting for its turn." in page(client, address)
    work_on_files()
    shown = page(client, address)
    assert f"{ROWS} new trainings, 0 unchanged, 0 skipped, 0 refused</h1>" in shown
    assert TrainingRecord.objects.count() == 0
    assert "The file is being imported</h1>" in bring_in(client, address)
    assert TrainingRecord.objects.count() == 0
    work_on_files()
    assert f"{ROWS} trainings were imported</h1>" in page(client, address)
    assert set(TrainingRecord.objects.values_list("entered_by", "state", "source__name")) == {
        (sro.pk, "to_verify", "transcript.csv")
    }
    assert AuditRow.objects.get(action="training.brought_in").by_id == sro.pk


def test_the_page_is_the_one_of_a_short_file(client, long, sro, monkeypatch):
    content = HEADER + b"1/5/2026,Radio drill,2,Failed\n1/7/2039,Radio drill,x,Passed\n" + rows()
    address = send(client, content)
    work_on_files()
    of_worker = page(client, address)
    monkeypatch.setattr(importing, "LONG", 10**6)
    of_page = page(client, send(client, content))

    def comparable(text):
        main = text.partition("<main")[2].partition("</main>")[0]
        return [
            part
            for part in main.split('"')
            if "csrf" not in part and "/import/" not in part and len(part) != 64
        ]

    assert comparable(of_worker) == comparable(of_page)


def test_how_far_it_is_is_told_by_rows(client, long, sro, monkeypatch):
    address, told = send(client, HEADER + rows()), []

    def note(*, work, read, total):
        noted(work=work, read=read, total=total)
        told.append(page(client, address).partition('role="status">')[2].partition("<")[0].strip())

    noted = working.note_progress
    monkeypatch.setattr(working, "note_progress", note)
    monkeypatch.setattr("training.transcripts.readers.transcripts._TOLD_EVERY", 20)
    work_on_files()
    assert told == [
        "0 of 40 rows read.",
        "20 of 40 rows read.",
        "All 40 rows read. Comparing them with what is logged here.",
    ]


def test_one_whose_worker_was_killed_is_begun_again(client, long, sro):
    address = send(client, HEADER + rows())
    now = timezone.now()
    killed = working.claim_work(now=now)
    assert working.claim_work(now=now) is None
    assert work_on_files.apply().successful()
    assert "The file is being read</h1>" in page(client, address)
    FileWork.objects.filter(pk=killed.pk).update(lease_until=now - timedelta(seconds=1))
    work_on_files()
    assert f"{ROWS} new trainings" in page(client, address)


def test_a_second_file_waits_until_the_first_is_worked_on(client, long, sro, administrator):
    send(client, HEADER + rows())
    client.force_login(administrator)
    send(client, HEADER + rows())
    now = timezone.now()
    claimed = working.claim_work(now=now)
    assert working.claim_work(now=now) is None
    working.finish_work(work=claimed, now=now)
    assert working.claim_work(now=now).pk != claimed.pk


def test_one_that_ends_every_worker_is_given_up(client, long, sro):
    address, now = send(client, HEADER + rows()), timezone.now()
    for _ in range(working.MOST_TRIES):
        assert working.claim_work(now=now).file.name == "transcript.csv"
        now += working.LEASE
    assert working.claim_work(now=now) is None
    assert "three times over" in page(client, address)


def test_two_workers_at_once_bring_it_in_once(client, long, sro):
    address = send(client, HEADER + rows())
    work_on_files()
    bring_in(client, address)
    FileWork.objects.update(lease_until=None)
    twice = [working.claim_work(now=timezone.now() + times * working.LEASE) for times in range(2)]
    assert [work.pk for work in twice] == [FileWork.objects.get().pk] * 2
    FileWork.objects.update(lease_until=None)
    work_on_files()
    FileWork.objects.update(lease_until=None, done_at=None)
    work_on_files()
    assert TrainingRecord.objects.count() == ROWS
    assert AuditRow.objects.filter(action="training.brought_in").count() == 1
    assert "were imported</h1>" in page(client, address)


def test_what_was_logged_since_is_looked_at_again(client, long, sro, coalition):
    address = send(client, HEADER + rows())
    work_on_files()
    bring_in(client, address)
    course = builders.make_course(title="Radio drill 1")
    builders.make_record(person=sro.people.get(), coalition=coalition, course=course)
    work_on_files()
    assert TrainingRecord.objects.count() == 1
    work_on_files()
    again = page(client, address)
    assert "Nothing was imported." in again
    assert "What is logged here has changed since you looked." in again
    assert f"{ROWS - 1} new trainings" in again
    bring_in(client, address)
    work_on_files()
    assert TrainingRecord.objects.count() == ROWS


def test_who_may_no_longer_log_brings_nothing_in(client, long, sro):
    address = send(client, HEADER + rows())
    work_on_files()
    bring_in(client, address)
    Membership.objects.filter(person__account=sro).update(ends_on=timezone.localdate())
    work_on_files()
    assert TrainingRecord.objects.count() == 0
    assert "Only members of" in FileWork.objects.get().refusal


def test_columns_that_nobody_knows_are_asked_about_before_a_worker_reads(client, long, sro):
    address = send(client, b"A,B,C\n" + b"1/5/2026,Radio drill,2\n" * 40)
    assert address.endswith("/columns/")
    assert not FileWork.objects.exists()
    answer = client.post(address, {"held_on": "A", "course": "B", "hours": "C"})
    work_on_files()
    assert "1 new training," in page(client, answer["Location"])


def test_a_file_that_is_no_table_further_down_says_so(client, long, sro):
    address = send(client, HEADER + rows(600) + b'1/5/2026,"Radio drill,2,Passed\n')
    work_on_files()
    shown = page(client, address)
    assert "This file cannot be imported</h1>" in shown
    assert "is opened and never closed" in shown


def test_nobody_elses_work_is_seen(client, long, sro, cast):
    address = send(client, HEADER + rows())
    client.force_login(cast.administrator)
    assert client.get(address).status_code == 404
    assert TrainingFile.objects.get().work.rows_total is None
