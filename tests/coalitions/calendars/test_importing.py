"""A calendar from a file by pages and by the command: looked at, then written whole or not."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from coalitions.access.roles import Role
from coalitions.calendars.actions import importing
from coalitions.calendars.models import CalendarFile, SchoolYear, YearSpan
from coalitions.calendars.readers.calendars import read_calendar
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.states import WrongState
from tests import builders
from tests.calendaring import YEAR, event, ics, make_span, make_year

pytestmark = pytest.mark.django_db
WHOLE = ics(
    *YEAR,
    event("Thanksgiving break", "20261125", "20261128"),
    event("Holiday concert", "20261210"),
    event("Holiday", "20261111", "20261101"),
)


@pytest.fixture
def keeper(client, district_coalition):
    account = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    client.force_login(account)
    return account


@pytest.fixture
def send(client, keeper, district_coalition):
    def sent(content, name="calendar.ics"):
        at = reverse("calendar_import_new", args=[district_coalition.slug])
        return client.post(at, {"file": SimpleUploadedFile(name, content)})

    return sent


def text(response):
    return " ".join(response.content.decode().split())


def test_the_whole_way_of_an_icalendar_file(client, send, district):
    looked = client.get(send(WHOLE).url)
    page = text(looked)
    assert "<h1>3 rows are new, 1 row is refused</h1>" in page
    assert "August 24, 2026 to June 4, 2027" in page
    assert "Holiday concert" in page
    assert "Change the columns" not in page
    assert not SchoolYear.objects.exists()
    at = looked.wsgi_request.path
    done = client.post(f"{at}apply/", {"seen": looked.context["seen"]}, follow=True)
    assert "3 rows imported." in text(done)
    assert SchoolYear.objects.get().district == district
    assert YearSpan.objects.get().last_day == date(2026, 11, 27)
    assert CalendarFile.objects.get().content is None
    assert AuditRow.objects.get(action="calendar.imported").detail["created"] == 3


def test_the_columns_of_a_table_are_chosen(client, send):
    table = b"Event,When,Until\nSchool year,8/24/2026,6/4/2027\nNo school,11/26/2026,\n"
    at = send(table, "calendar.csv").url
    assert at.endswith("/columns/")
    assert "Choose the column of the from." in text(client.post(at, {"what": "Event"}))
    done = client.post(at, {"what": "Event", "from": "When", "to": "Until", "name": ""})
    assert "<h1>2 rows are new</h1>" in text(client.get(done.url))


def test_a_file_that_is_none_is_refused_at_once(send):
    answer = send(b"%PDF-1.7")
    assert answer.status_code == 422
    assert "This is a PDF" in text(answer)
    answer = send(b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 5001)
    assert "5,001 events" in text(answer)
    assert not CalendarFile.objects.exists()


def test_what_has_changed_since_it_was_looked_at_is_looked_at_again(client, send, district):
    looked = client.get(send(WHOLE).url)
    make_year(district=district)
    answer = client.post(f"{looked.wsgi_request.path}apply/", {"seen": looked.context["seen"]})
    assert answer.status_code == 409
    assert not YearSpan.objects.exists()


def imported(content, district, coalition, by=None):
    return importing.import_calendar(
        read=read_calendar(content), district=district, coalition=coalition, by=by, name="x.ics"
    )


def test_the_same_calendar_again_writes_nothing(district, district_coalition, keeper):
    imported(WHOLE, district, district_coalition, keeper)
    rows = AuditRow.objects.count()
    again = imported(WHOLE, district, district_coalition, keeper)
    assert (again.counts["unchanged"], again.changes_something) == (3, False)
    assert AuditRow.objects.count() == rows


def test_years_and_spans_move_at_once(district, district_coalition, keeper):
    year = make_year(district=district)
    make_span(year, date(2026, 8, 24), date(2026, 12, 18), kind="semester", label="Semester 1")
    make_span(year, date(2026, 12, 19), date(2027, 6, 4), kind="semester", label="Semester 2")
    later = make_year(district=district, first_day=date(2027, 6, 20), last_day=date(2028, 5, 1))
    content = ics(
        event("School year", "20260831", "20270612"),
        event("School year", "20270823", "20280603"),
        event("Semester 1", "20260831", "20270116"),
        event("Semester 2", "20270119", "20270612"),
    )
    imported(content, district, district_coalition, keeper)
    year.refresh_from_db()
    later.refresh_from_db()
    assert (year.first_day, year.last_day) == (date(2026, 8, 31), date(2027, 6, 11))
    assert (later.first_day, later.last_day) == (date(2027, 8, 23), date(2028, 6, 2))
    assert [str(span.last_day) for span in year.spans.order_by("first_day")] == [
        "2027-01-15",
        "2027-06-11",
    ]


def test_a_file_is_imported_once(district, district_coalition, keeper):
    kept = importing.keep_calendar_file(
        coalition=district_coalition, name="x.ics", content=WHOLE, by=keeper
    )
    of = {"district": district, "coalition": district_coalition, "by": keeper, "name": "x.ics"}
    read = read_calendar(WHOLE)
    importing.import_calendar(read=read, file=kept, **of)
    with pytest.raises(WrongState, match="has been imported already"):
        importing.import_calendar(read=read, file=kept, **of)


@pytest.fixture
def run(capsys, tmp_path, district):
    def told(content, *arguments):
        path = tmp_path / "calendar.ics"
        path.write_bytes(content)
        call_command("import_calendar", str(path), "--district", str(district.nces_id), *arguments)
        return capsys.readouterr().out

    return told


def test_the_command_prints_one_object_of_the_contract(run, district):
    told = json.loads(run(WHOLE, "--json"))
    assert told == {
        "applied": False,
        "rows": 5,
        "created": 3,
        "updated": 0,
        "unchanged": 0,
        "missing": 0,
        "skipped": [{"row": 4, "reason": told["skipped"][0]["reason"]}],
        "rejected": [{"row": 5, "field": "to", "reason": told["rejected"][0]["reason"]}],
        "layout": "iCalendar",
        "sheet": None,
        "sheets": [],
        "remarks": [],
        "school_years": [{"first_day": "2026-08-24", "last_day": "2027-06-04"}],
    }
    assert not SchoolYear.objects.exists()
    assert json.loads(run(WHOLE, "--json", "--apply"))["applied"] is True
    assert SchoolYear.objects.get().district == district
    again = json.loads(run(WHOLE, "--json", "--apply"))
    assert (again["created"], again["unchanged"]) == (0, 3)


def test_the_command_tells_a_person_what_to_do(run):
    told = run(WHOLE)
    assert "calendar.ics: 5 rows, read as iCalendar." in told
    assert "2026-27: August 24, 2026 to June 4, 2027" in told
    assert "Row 4 not used: Holiday concert:" in told
    assert told.endswith("Nothing was written. Add --apply to import 3 rows.\n")
    assert run(WHOLE, "--apply").endswith("Imported 3 rows.\n")
    assert run(ics(*YEAR)).endswith("The file says what is here already. Nothing was written.\n")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (ics(event("Last day", "20260801"), event("First day", "20260824")), "is not after"),
        (b"", "This file is empty"),
        (b"%PDF-1.7", "This is a PDF"),
    ],
)
def test_bad_input_is_exit_2_and_one_sentence(run, content, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        run(content, "--apply")
    assert refused.value.returncode == 2
    assert not SchoolYear.objects.exists()


def test_a_district_that_is_not_here_is_exit_2(capsys, db):
    with pytest.raises(CommandError, match="There is no district") as refused:
        call_command("import_calendar", "x.ics", "--district", "0000000")
    assert refused.value.returncode == 2
