"""Training from a workbook: days and hours as the cells mean them, the sheet, and long ones by a worker."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from tests import builders
from tests.plugins.skips import SHARED, needs_shared
from tests.workbooks import Cell, Sheet, xlsx
from training.records.models import TrainingRecord
from training.transcripts.models import TrainingFile
from training.transcripts.tasks import work_on_files
from training.transcripts.views.importing import LONG_PACKED

pytestmark = pytest.mark.django_db
HEADER = ["Course", "Date Completed", "Hours", "Certificate Number"]
ROWS = [
    HEADER,
    ["CPR", date(2026, 3, 4), Cell(0.0625, "h:mm"), Cell(42, "000000")],
    ["Radio drill", date(2026, 3, 5), 2, None],
]


def text_of(response):
    return " ".join(response.content.decode().split())


def address(name, *arguments):
    return reverse(name, args=["juniper", *arguments])


@pytest.fixture
def send(client, coalition, cast):
    """send(bytes, account): the answer to the upload of somebody's own transcript."""

    def send_as(content, account=None, **answers):
        client.force_login(account or cast.sro)
        file = SimpleUploadedFile("transcript.xlsx", content)
        return client.post(address("transcript_new"), {"file": file, "whose": "me", **answers})

    return send_as


def test_a_workbook_is_looked_at_and_imported(client, send):
    page = client.get(send(xlsx(ROWS)).url)
    assert "2 new trainings, 0 unchanged, 0 skipped, 0 refused</h1>" in text_of(page)
    assert "Sheet “Staff”" in text_of(page)
    client.post(f"{page.request['PATH_INFO']}apply/", {"seen": page.context["seen"]})
    first, second = TrainingRecord.objects.order_by("held_on")
    assert (first.held_on, first.hours, first.note) == (
        date(2026, 3, 4),
        Decimal("1.5"),
        "Certificate 000042.",
    )
    assert (second.held_on, second.hours) == (date(2026, 3, 5), Decimal(2))


def test_an_error_is_refused_by_its_row_and_named_by_its_cell(client, send):
    rows = [*ROWS, ["First aid", Cell(error="#REF!"), 1, None]]
    page = text_of(client.get(send(xlsx(rows)).url))
    assert "The sheet shows an error in place of a value (#REF! in B4)." in page
    assert "A spreadsheet shows #REF! here because it has lost the value" in page


def test_a_teacher_chooses_the_sheet_of_their_own(client, send, cast):
    data = xlsx({"2025": [*ROWS, *ROWS[1:]], "2026": [HEADER, ROWS[2]]})
    where = send(data, cast.teacher).url
    client.post(f"{where}columns/", {"sheet": "2026"})
    page = text_of(client.get(where))
    assert "1 new training, 0 unchanged" in page
    assert "Sheet “2026”" in page
    assert TrainingFile.objects.get().mapping == {"sheet": "2026"}


def test_the_columns_of_a_sheet_are_asked_for_and_kept_beside_it(client, send):
    rows = {"Liste": Sheet([["Was", "Wann"], ["CPR", date(2026, 3, 4)]])}
    builders.make_course(title="CPR", hours=Decimal(2))
    answer = send(xlsx(rows))
    assert answer.url.endswith("/columns/")
    client.post(answer.url, {"course": "Was", "held_on": "Wann"})
    assert TrainingFile.objects.get().mapping["sheet"] == "Liste"
    page = text_of(client.get(address("transcript", TrainingFile.objects.get().pk)))
    assert "1 new training, 0 unchanged" in page


def test_a_long_workbook_is_read_by_a_worker(client, send):
    days = [date(2026, 1 + at % 9, 1 + at % 28) for at in range(9_000)]
    rows = [[f"Course {at:05} {at * 7919 % 100_003}", day, 2, None] for at, day in enumerate(days)]
    data = xlsx({"Staff": [HEADER, *rows], "Other": ROWS})
    assert len(data) > LONG_PACKED
    where = send(data).url
    assert "is being read</h1>" in text_of(client.get(where))
    work_on_files()
    page = client.get(where)
    assert "9,000 new trainings" in text_of(page)
    assert "Sheet “Staff”" in text_of(page)
    client.post(f"{where}apply/", {"seen": page.context["seen"]})
    work_on_files()
    assert TrainingRecord.objects.count() == 9_000


@needs_shared
def test_the_reported_workbook_is_read_by_the_command(capsys, coalition, cast):
    path = SHARED / "data/8-reported/training/t12.xlsx"
    call_command("import_training", str(path), "--coalition", coalition.slug, "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["sheet"], told["rejected"][0]["field"]) == (1, "Staff", "person")
    call_command(
        "import_training", str(path), "--coalition", coalition.slug, "--person", cast.sro.email
    )
    assert capsys.readouterr().out.startswith("t12.xlsx: 1 row.")
