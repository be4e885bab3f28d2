"""People from a workbook: no student of any sheet is kept, IDs keep their zeros, and the sheet can be chosen."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from coalitions.people.models import Person, RosterIdentity
from coalitions.rosters.models import PeopleFile
from coalitions.rosters.readers import pending
from safety_portal.core.files.filetypes import FileRefused
from tests.workbooks import Cell, Sheet, ods, xlsx

pytestmark = pytest.mark.django_db
NEW = "/c/juniper/people/import/"
HEADER = ["Employee ID", "First Name", "Last Name", "Email", "Role"]
STAFF = [
    HEADER,
    [Cell(7, "00000"), "Ann", "Lee", "ann@x.example", "Teacher"],
    [Cell(8, "00000"), "Bo", "Roe", "bo@x.example", "Nurse"],
]
PUPILS = [["Student ID", "First Name", "Last Name", "Grade"], *[["1", "Sam", "Pupil", "9"]] * 20]


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def send(client, coalition, cast):
    """send(bytes): the answer to an upload by the administrator."""
    client.force_login(cast.administrator)
    return lambda content, name="staff.xlsx": client.post(
        NEW, {"file": SimpleUploadedFile(name, content)}
    )


@pytest.mark.parametrize(
    "data",
    [
        xlsx(STAFF),
        ods([HEADER, [Cell(7, "00007"), *STAFF[1][1:]], [Cell(8, "00008"), *STAFF[2][1:]]]),
    ],
    ids=["xlsx", "ods"],
)
def test_a_workbook_is_looked_at_and_imported(client, send, data):
    address = send(data).url
    page = client.get(address)
    assert "<h1>2 people are new</h1>" in text_of(page)
    assert "Sheet “Staff”" in text_of(page)
    client.post(f"{address}apply/", {"seen": page.context["seen"]})
    assert set(Person.objects.values_list("name", flat=True)) >= {"Ann Lee", "Bo Roe"}
    assert set(RosterIdentity.objects.values_list("sourced_id", flat=True)) == {"00007", "00008"}
    assert PeopleFile.objects.get().content is None


def test_of_a_sheet_of_students_nothing_is_kept(client, send):
    address = send(xlsx({"Pupils": PUPILS, "Staff": STAFF})).url
    kept = repr(PeopleFile.objects.get().content)
    assert "Ann" in kept
    assert "Sam" not in kept
    page = text_of(client.get(address))
    assert "<h1>2 people are new</h1>" in page
    assert "The sheet “Pupils” is not read." in page


def test_a_sheet_that_is_called_students_is_not_kept(client, send):
    send(xlsx({"Students 2026": [*STAFF, *STAFF[1:]], "Staff": STAFF[:2]}))
    content = PeopleFile.objects.get().content
    assert [each["sheet"] for each in content["lists"]] == ["Staff"]


def test_a_workbook_of_students_alone_is_refused(send):
    answer = send(xlsx(PUPILS))
    assert answer.status_code == 422
    assert not PeopleFile.objects.exists()


def test_another_sheet_can_be_chosen(client, send):
    address = send(xlsx({"Staff": STAFF, "Nurses": [HEADER, STAFF[2]]})).url
    client.post(f"{address}columns/", {"sheet": "Nurses"})
    page = text_of(client.get(address))
    assert "<h1>1 person is new</h1>" in page
    assert "Sheet “Nurses”" in page
    assert PeopleFile.objects.get().choices["sheet"] == "Nurses"


def test_hidden_rows_are_no_people_and_said(client, send):
    address = send(xlsx({"Staff": Sheet(STAFF, hidden_rows=frozenset({2}))})).url
    page = text_of(client.get(address))
    assert "<h1>1 person is new</h1>" in page
    assert page.index("Hidden rows are not read (3).") < page.index("Ann Lee")
    assert "Bo" not in repr(PeopleFile.objects.get().content)


def test_an_id_that_became_a_day_is_refused_as_one(client, send):
    rows = [HEADER, [Cell(46085, "m/d/yyyy"), "Ann", "Lee", "ann@x.example", "Teacher"]]
    page = text_of(client.get(send(xlsx(rows)).url))
    assert "A spreadsheet has made a day of this ID" in page


def test_a_password_and_a_pdf_are_refused_beside_the_field(send):
    answer = send(b"%PDF-1.7", "staff.xlsx")
    assert answer.status_code == 422
    assert "This is a PDF" in text_of(answer)


def test_what_an_older_version_kept_is_still_read():
    kept = pending.kept_of(
        b"Name,Email,Role\nAnn Lee,a@x.example,Teacher\n", name="a.csv", on=timezone.localdate()
    )
    (only,) = kept["lists"]
    old = {name: only[name] for name in ("header", "rows", "kind")} | {"source": kept["source"]}
    assert [row.name for row in pending.roster_in(old, {}).rows] == ["Ann Lee"]


def test_a_web_page_called_xls_is_read(client, send):
    cells = "".join(f"<td>{cell}</td>" for cell in ("7", "Ann", "Lee", "ann@x.example", "Teacher"))
    heads = "".join(f"<th>{name}</th>" for name in HEADER)
    page = f"<html><table><tr>{heads}</tr><tr>{cells}</tr></table></html>".encode()
    assert "<h1>1 person is new</h1>" in text_of(client.get(send(page, "staff.xls").url))


def test_the_command_reads_the_sheet_that_is_named(tmp_path, capsys, coalition):
    path = tmp_path / "staff.xlsx"
    path.write_bytes(xlsx({"Staff": STAFF, "Nurses": [HEADER, STAFF[2]], "Pupils": PUPILS}))
    told = ("import_people", str(path), "--coalition", coalition.slug)
    call_command(*told, "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["created"], said["sheet"]) == (2, "Staff")
    call_command(*told, "--sheet", "Nurses", "--json")
    assert json.loads(capsys.readouterr().out)["created"] == 1
    with pytest.raises(CommandError):
        call_command(*told, "--sheet", "Pupils", "--role", "staff", "--apply")
    assert not Person.objects.filter(name="Sam Pupil").exists()


def test_a_sheet_cannot_be_named_of_a_delivery(tmp_path, coalition):
    (tmp_path / "users.csv").write_text(
        "sourcedId,givenName,familyName,role,email\n1,A,B,teacher,a@x.example\n"
    )
    with pytest.raises(CommandError, match="no workbook, so it has no sheet"):
        call_command("import_people", str(tmp_path), "--coalition", coalition.slug, "--sheet", "A")


def test_the_first_refusal_is_told_where_all_sheets_are_refused():
    data = xlsx(
        {"Pupils": PUPILS, "Trainings": [["Course", "Date Completed"], ["CPR", "1/5/2026"]]}
    )
    with pytest.raises(FileRefused):
        pending.kept_of(data, name="a.xlsx", on=timezone.localdate())
