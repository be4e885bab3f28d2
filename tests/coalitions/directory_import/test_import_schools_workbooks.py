"""Schools from a workbook: the sheet, the zeros, what is hidden, and the same by the command."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from coalitions.access.roles import Role
from coalitions.directory_import.models import SchoolFile
from coalitions.schools.models import School
from tests import builders
from tests.plugins.skips import SHARED, needs_shared
from tests.workbooks import Cell, Sheet, ods, xlsx

pytestmark = pytest.mark.django_db
NEW = "/schools/import/"
HEADER = ["NCES School ID", "State School ID", "NCES District ID", "School Name", "District"]


def rows_of(district, *names):
    nces = district.nces_id
    return [
        [f"{nces}{at:05}", Cell(at, "00000"), nces, name, district.name]
        for at, name in enumerate(names, 7)
    ]


def send(client, content, name="schools.xlsx"):
    return client.post(NEW, {"file": SimpleUploadedFile(name, content)})


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def head(client, district_coalition):
    """Administrator of the district's coalition, signed in."""
    account = builders.make_member(
        coalition=district_coalition, role=Role.ADMINISTRATOR, name="Dana Whitlock"
    )
    client.force_login(account)
    return account


def test_a_workbook_is_looked_at_and_imported(client, head, district):
    rows = [HEADER, *rows_of(district, "Harrow Road", "Gone", "Juniper")]
    sheet = Sheet(rows, hidden_rows=frozenset({2}))
    answer = send(client, xlsx({"Notes": [["Made by", "Ann"]], "Schools": sheet}))
    page = text_of(client.get(answer.url))
    assert "<h1>2 schools are new</h1>" in page
    assert "Sheet “Schools”" in page
    assert "Hidden rows are not read (3)." in page
    seen = client.get(answer.url).context["seen"]
    done = client.post(f"{answer.url}apply/", {"seen": seen}, follow=True)
    assert "<h1>2 schools were imported</h1>" in text_of(done)
    assert dict(School.objects.values_list("name", "state_id")) == {
        "Harrow Road": "00007",
        "Juniper": "00009",
    }


def test_another_sheet_can_be_chosen(client, head, district):
    first, second = rows_of(district, "A", "B", "C"), rows_of(district, "Only")
    answer = send(client, xlsx({"All": [HEADER, *first], "One": [HEADER, *second]}))
    assert "<option selected>All</option><option>One</option>" in text_of(client.get(answer.url))
    chosen = client.post(f"{answer.url}columns/", {"sheet": "One"})
    assert (chosen.status_code, chosen.url) == (302, answer.url)
    page = text_of(client.get(answer.url))
    assert "<h1>1 school is new</h1>" in page
    assert "Sheet “One”" in page
    columns = text_of(client.get(f"{answer.url}columns/"))
    assert "Sheet “One”" in columns
    assert SchoolFile.objects.get().mapping == {"sheet": "One"}


def test_a_sheet_that_is_not_there_changes_nothing(client, head, district):
    answer = send(client, xlsx({"All": [HEADER, *rows_of(district, "A")], "One": [HEADER]}))
    page = client.post(f"{answer.url}columns/", {"sheet": "Else"}, follow=True)
    assert "The workbook has no such sheet." in text_of(page)
    assert SchoolFile.objects.get().mapping == {"sheet": "All"}


def test_the_columns_of_a_sheet_are_asked_for(client, head, district):
    answer = send(client, ods({"Liste": [["Nummer", "Titel"], [Cell(7, "00007"), "Harrow Road"]]}))
    assert answer.url.endswith("/columns/")
    told = {
        "state_id": "Nummer",
        "name": "Titel",
        "state_everywhere": district.state,
        "own_district": "on",
    }
    looked = client.post(answer.url, told)
    page = text_of(client.get(looked.url))
    assert "<h1>1 school is new</h1>" in page
    assert "00007" in page


def test_a_workbook_of_people_is_sent_where_it_belongs(client, head):
    people = [
        ["First Name", "Last Name", "Email", "Role"],
        ["Ann", "Lee", "a@x.example", "Teacher"],
    ]
    answer = send(client, xlsx(people))
    assert answer.status_code == 422
    assert "This is a list of people." in text_of(answer)
    assert not SchoolFile.objects.exists()


def test_what_was_shown_of_one_sheet_is_not_written_of_another(client, head, district):
    data = xlsx(
        {"All": [HEADER, *rows_of(district, "A", "B")], "One": [HEADER, *rows_of(district, "C")]}
    )
    address = send(client, data).url
    seen = client.get(address).context["seen"]
    client.post(f"{address}columns/", {"sheet": "One"})
    assert client.post(f"{address}apply/", {"seen": seen}).status_code == 409
    assert not School.objects.exists()


def test_the_command_reads_the_same(tmp_path, capsys, district):
    path = tmp_path / "schools.xlsx"
    rows = [HEADER, *rows_of(district, "A", "B")]
    path.write_bytes(xlsx({"Old": [HEADER, *rows_of(district, "Z")], "Schools": rows}))
    call_command("import_schools", str(path), "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["created"], told["sheet"], told["sheets"]) == (2, "Schools", ["Old", "Schools"])
    call_command("import_schools", str(path), "--sheet", "Old", "--apply")
    assert (
        "Read from the sheet “Old”; --sheet reads another one: “Schools”."
        in capsys.readouterr().out
    )
    assert School.objects.get().name == "Z"
    with pytest.raises(CommandError, match="has no filled sheet “Else”"):
        call_command("import_schools", str(path), "--sheet", "Else")


@needs_shared
def test_the_reported_workbook_is_asked_for_what_it_lacks(capsys):
    path = SHARED / "data/8-reported/schools/s12_schools.xlsx"
    call_command("import_schools", str(path), "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["sheet"], told["kind"]) == (1, "Staff", "schools")
