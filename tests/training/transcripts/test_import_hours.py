"""Hours are never wrong by ten without a word.

Continuing education units, decimal commas, more hours than a day has.
"""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from coalitions.people.models import RosterIdentity
from tests import builders
from tests.plugins.skips import SHARED, needs_shared
from training.records.models import TrainingRecord
from training.transcripts.comparison import compare
from training.transcripts.readers import cells
from training.transcripts.readers.transcripts import read_transcript

TODAY = date(2026, 11, 22)
FOLDER = SHARED / "data" / "8-reported" / "training"
CEU = "“CEUs” holds continuing education units (CEU), so each counts as 10 hours."
COMMA = "This has a comma where a decimal point belongs; write it as 1.5."


def read(text):
    return read_transcript(text.encode(), on=TODAY)


@pytest.fixture
def run(capsys, coalition):
    """run(name, ...): what the command prints for a reported file.

    Its person is a member of Juniper.
    """
    account = builders.make_member(coalition=coalition, name="Priya Venn")
    account.people.update(email="priya.venn@cedar.example")

    def run_it(path, *options, apply=False, as_text=False):
        path = FOLDER / path if isinstance(path, str) else path
        told = [*(() if as_text else ["--json"]), *(["--apply"] if apply else []), *options]
        call_command("import_training", str(path), "--coalition", "juniper", *told)
        out = capsys.readouterr().out
        return out if as_text else json.loads(out)

    return run_it


def records():
    rows = TrainingRecord.objects.order_by("pk").values_list("course__title", "hours", "note")
    return list(rows)


@pytest.mark.django_db
@needs_shared
def test_a_ceu_is_ten_hours(run):
    seen = run("t06_fema.csv")
    done = run("t06_fema.csv", apply=True)
    assert done == {**seen, "applied": True}
    assert (seen["created"], seen["rejected"]) == (2, [])
    assert seen["warnings"] == [{"row": 1, "field": "hours", "reason": CEU}]
    assert [(hours, note) for _, hours, note in records()] == [
        (Decimal(2), "The file says 0.2 CEU."),
        (Decimal(4), "The file says 0.4 CEU."),
    ]
    assert f"Look at 1 row first:\n  Row 1, Hours: {CEU}\n" in run("t06_fema.csv", as_text=True)


@pytest.mark.django_db
@needs_shared
def test_a_comma_is_asked_about_and_ninety_hours_are_too(run):
    seen = run("f04_hours.csv")
    assert seen["rejected"] == [{"row": 2, "field": "hours", "reason": COMMA}]
    assert seen["warnings"] == [
        {
            "row": 3,
            "field": "hours",
            "reason": "90 hours are more than a day has. They are imported as a training of several days that ended on this "
            "one; if they are minutes, or hours of a year, correct the file.",
        }
    ]
    told = run("f04_hours.csv", as_text=True)
    assert told.index("90 hours are more than a day has") < told.index(
        "Nothing was written. Add --apply"
    )
    assert run("f04_hours.csv", apply=True)["created"] == 1
    assert records() == [("Ninety", Decimal(90), "")]


@pytest.mark.django_db
@needs_shared
@pytest.mark.parametrize(
    ("name", "created", "refused", "skipped"),
    [
        ("t01_dates.csv", 7, 7, 1),
        ("t05_status.csv", 4, 3, 3),
        ("t06_fema.csv", 2, 0, 0),
        ("f04_hours.csv", 1, 1, 0),
    ],
)
def test_each_reported_file_is_previewed_and_brought_in(run, name, created, refused, skipped):
    seen = run(name)
    assert (seen["created"], len(seen["rejected"]), len(seen["skipped"])) == (
        created,
        refused,
        skipped,
    )
    assert run(name, apply=True) == {**seen, "applied": True}
    assert len(records()) == created
    assert run(name, apply=True)["unchanged"] == created


@pytest.mark.django_db
def test_the_page_shows_what_to_look_at_before_the_button(client, coalition):
    account = builders.make_member(coalition=coalition, name="Priya Venn")
    client.force_login(account)
    text = "Course,Date,CEUs\nICS 100,10/15/2026,0.2\nAcademy,10/15/2026,64\n"
    upload = SimpleUploadedFile("list.csv", text.encode())
    answer = client.post(
        "/c/juniper/training/import/", {"file": upload, "whose": account.people.get().pk}
    )
    page = " ".join(client.get(answer.url).content.decode().split())
    button = page.index("Import 2 trainings</button>")
    assert page.index("Look at these first") < page.index("so each counts as 10 hours.") < button
    assert page.index("640 hours are more than a day has.") < button


@pytest.mark.django_db
def test_the_rows_of_one_day_are_added_up(coalition):
    member = builders.make_member(coalition=coalition, name="Priya Venn").people.get()
    text = "Course,Date,Hours\nA,3/1/2026,16\nB,3/1/2026,10\nC,3/2/2026,24\nD,3/3/2026,640\nE,3/3/2026,2\n"
    comparison = compare(transcript=read(text), coalition=coalition, person=member, on=TODAY)
    assert [(note.row, note.reason.partition(".")[0]) for note in comparison.warnings] == [
        (2, "The rows of this day add up to 26 hours, and a day has 24"),
        (3, "The rows of this day add up to 26 hours, and a day has 24"),
        (5, "640 hours are more than a day has"),
    ]
    assert comparison.counts["created"] == 5


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("1.5", "1.5"),
        ("1.5 hrs", "1.5"),
        ("8h", "8"),
        ("2 hours.", "2"),
        ("1:30", "1.5"),
        ("0:20", "0.33"),
        ("640", "640"),
        (".5", "0.5"),
    ],
)
def test_hours(cell, hours):
    assert cells.hours(cell) == Decimal(hours)


@pytest.mark.parametrize(
    "cell",
    [
        "1,5",
        "1,50",
        "-1",
        "two",
        "1e2",
        "1.5E+01",
        "1,000",
        "#VALUE!",
        "1:75",
        "hrs",
        "",
        "9" * 5000,
        "1 1/2",
    ],
)
def test_what_are_no_hours(cell):
    with pytest.raises(cells.NotRead):
        cells.hours(cell)


@pytest.mark.parametrize("column", ["CEUs", "CEU", "ceus", "Continuing Education Units"])
def test_units_are_known_by_the_name_of_their_column(column):
    [row] = read(f"Course,Date,{column}\nICS 100,10/15/2026,0.2\n").rows
    assert row.hours == Decimal(2)
    mapped = read_transcript(
        f"Course,Date,Hours,{column}\nA,10/15/2026,9,0.2\n".encode(), {"hours": column}, on=TODAY
    )
    assert mapped.rows[0].hours == Decimal(2)


@pytest.mark.parametrize(
    ("field", "cell"),
    [("Email", "#REF!"), ("Email", "9.87654E+11"), ("Course Code", "1.2E+05"), ("Course Code", "3-Apr"),
     ("Certificate No", "1.23457E+11"), ("Certificate No", "####"), ("Course", "#NAME?")],
)  # fmt: skip
def test_what_a_spreadsheet_has_spoiled_identifies_nothing(field, cell):
    header = ["Email", "Course Code", "Certificate No", "Course", "Date", "Hours"]
    row = {"Email": "a@x.org", "Course": "A", "Date": "1/5/2026", "Hours": "2", field: cell}
    transcript = read(
        ",".join(header) + "\n" + ",".join(row.get(name, "") for name in header) + "\n"
    )
    [refusal] = transcript.rejected
    assert (refusal.value, refusal.reason.startswith("A spreadsheet ")) == (cell, True)


def test_a_text_too_long_for_a_code_is_none():
    long = "A course with a very long name and then some more words that no code has"
    rows = read(
        f"Course Code,Course Title,Date,Hours\n{long},,1/5/2026,2\n{long},Title,1/5/2026,2\n"
    ).rows
    assert [(row.title, row.code) for row in rows] == [(long, ""), ("Title", "")]


def test_who_instructed_has_trained():
    rows = read("Course,Date,Hours,Status\nA,1/5/2026,2,Instructed\nB,1/5/2026,2,Instructor\n").rows
    assert [row.title for row in rows] == ["A", "B"]


@pytest.mark.django_db
def test_an_employee_number_that_excel_gave_a_point_is_the_number(coalition):
    person = builders.make_member(coalition=coalition, name="Priya Venn").people.get()
    RosterIdentity.objects.create(
        district=coalition.district, source="list", sourced_id="12345", person=person
    )
    comparison = compare(
        transcript=read("Employee ID,Course,Date,Hours\n12345.0,A,1/5/2026,2\n"),
        coalition=coalition,
        person=None,
        on=TODAY,
    )
    assert comparison.counts["created"] == 1
