"""The pages of a transcript: choose, look, say the columns, import.

Nobody else's, and one sentence for what is no table.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import builders
from training.records.models import TrainingRecord
from training.transcripts.models import TrainingFile

pytestmark = pytest.mark.django_db
GOOD = (
    b"Date,Course,Hours,Status\n1/5/2026,Radio drill,2,Passed\n1/6/2026,Radio drill,2,Failed\n"
    b"2026 Hours,4\n1/7/2039,Radio drill,2,Passed\n"
)


def url(name, *args):
    return reverse(name, args=["juniper", *args])


def send(client, content, **fields):
    upload = SimpleUploadedFile("transcript.csv", content)
    return client.post(url("transcript_new"), {"file": upload, **fields})


def page(client, address):
    return client.get(address).content.decode()


def test_an_officer_brings_in_a_transcript_of_their_own(client, coalition, cast):
    client.force_login(cast.sro)
    assert f'href="{url("transcript_new")}"' in page(client, url("record_own"))
    answer = send(client, GOOD, whose="me")
    [file] = TrainingFile.objects.all()
    assert answer["Location"] == url("transcript", file.pk)
    shown = page(client, answer["Location"])
    for words in (
        "1 new training, 0 unchanged, 2 skipped, 1 refused</h1>",
        "Row 4: A sum of hours, not a training.",
        "Row 3: It was not passed (“Failed”), so it counts for nothing.",
        "This day is in the future.",
        "Import 1 training",
    ):
        assert words in shown, words
    assert TrainingRecord.objects.count() == 0
    seen = shown.partition('name="seen" value="')[2].partition('"')[0]
    done = client.post(
        url("transcript_apply", file.pk), {"seen": seen}, follow=True
    ).content.decode()
    assert "1 training was imported</h1>" in done
    record = TrainingRecord.objects.get()
    assert (record.person.account, record.entered_by, record.state, record.source_row) == (
        cast.sro,
        cast.sro,
        "to_verify",
        2,
    )
    assert "transcript.csv, row 2" in page(client, url("record", record.pk))
    assert client.post(url("transcript_apply", file.pk), {"seen": seen}).status_code == 409


def test_a_list_of_many_goes_by_the_addresses_in_its_rows(client, coalition, cast):
    client.force_login(cast.administrator)
    content = f"Who,When,What\n{cast.teacher.email},1/5/2026,Radio drill\n".encode()
    builders.make_course(title="Radio drill")
    answer = send(client, content, whose="rows")
    file = TrainingFile.objects.get()
    assert answer["Location"] == url("transcript_columns", file.pk)
    wrong = client.post(answer["Location"], {"course": "What", "held_on": ""})
    assert (
        wrong.status_code,
        "Choose the column of the day it was held." in wrong.content.decode(),
    ) == (422, True)
    client.post(answer["Location"], {"course": "What", "held_on": "When", "person": "Who"})
    shown = page(client, url("transcript", file.pk))
    assert "1 new training, 0 unchanged, 0 skipped, 0 refused</h1>" in shown
    file.refresh_from_db()
    assert file.mapping["person"] == "Who"


def test_who_logs_only_for_themselves_is_not_asked_whose(client, coalition, cast):
    client.force_login(cast.teacher)
    assert 'name="whose"' not in page(client, url("transcript_new"))
    send(client, GOOD, whose="rows")
    assert TrainingFile.objects.get().person.account == cast.teacher
    client.force_login(cast.parent)
    assert client.get(url("transcript_new")).status_code == 403


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "This file is empty."), (b"\x89PNG\r\n\x1a\n\0", "."), (b"{}", "JSON file")],
)
def test_what_is_no_table_is_refused_in_one_sentence(client, coalition, cast, content, sentence):
    client.force_login(cast.sro)
    answer = send(client, content, whose="me")
    assert (
        answer.status_code,
        sentence in answer.content.decode(),
        TrainingFile.objects.count(),
    ) == (422, True, 0)


def test_nobody_else_knows_of_the_file(client, coalition, cast, outsider):
    client.force_login(cast.sro)
    send(client, GOOD, whose="me")
    file = TrainingFile.objects.get()
    for account in (cast.administrator, cast.teacher, outsider):
        client.force_login(account)
        for name in ("transcript", "transcript_columns"):
            assert client.get(url(name, file.pk)).status_code == 404
        assert client.post(url("transcript_apply", file.pk)).status_code == 404
    assert TrainingRecord.objects.count() == 0
