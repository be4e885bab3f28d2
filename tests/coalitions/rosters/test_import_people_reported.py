"""The files of rosters that were reported, one by one.

What the command says of each, what it writes, and one by the page.
"""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person, RosterIdentity
from coalitions.rosters.models import PeopleFile
from tests import builders
from tests.plugins.skips import SHARED, needs_shared

pytestmark = [pytest.mark.django_db, needs_shared]
FOLDER = SHARED / "data" / "8-reported" / "people"
FOXGLOVE = ("--org", "S1=foxglove")
SHORTENED = (
    "A spreadsheet has shortened this number; format the column as text and save the file again."
)
LOST = "A spreadsheet shows #REF! here because it has lost the ID; bring the ID from the system that gave it."


@pytest.fixture
def run(capsys, coalition, sibling, district_coalition):
    """run(name, *options).

    What the command prints for a reported file, brought into the district.
    """

    def run_it(path, *options, apply=False, to="cedar-county"):
        path = FOLDER / path if isinstance(path, str) else path
        call_command(
            "import_people", str(path), "--coalition", to, "--json", *options, *(["--apply"] if apply else [])
        )  # fmt: skip
        return json.loads(capsys.readouterr().out)

    return run_it


@pytest.fixture
def refused(run):
    """refused(name, *options).

    The sentence with which the command ends, with exit 2 and nothing written.
    """

    def refused_with(path, *options):
        sentences = set()
        for apply in (False, True):
            with pytest.raises(CommandError) as error:
                run(path, *options, apply=apply)
            assert error.value.returncode == 2
            sentences.add(str(error.value))
        assert (Person.objects.count(), PeopleFile.objects.count()) == (0, 0)
        return sentences.pop() if len(sentences) == 1 else sentences

    return refused_with


def rejected(told):
    return [(row["row"], row["field"], row["reason"]) for row in told["rejected"]]


def members():
    rows = Membership.objects.current(timezone.localdate()).order_by(
        "person__name", "coalition__slug", "role"
    )
    return list(rows.values_list("person__name", "coalition__slug", "role"))


@pytest.mark.parametrize(
    ("name", "options", "created", "refusals", "skipped"),
    [
        ("f01_year1.csv", (), 1, [(2, "id", SHORTENED)], []),
        ("f01_year2.csv", (), 0, [(2, "id", SHORTENED)], []),
        ("p07_sci.csv", (), 3, [(2, "id", SHORTENED), (3, "id", SHORTENED), (6, "id", LOST)], []),
        ("p07b_next_year.csv", (), 0, [(2, "id", SHORTENED), (3, "id", LOST)], []),
        ("p08_names.csv", (), 5, [], []),
        ("p04_status", FOXGLOVE, 3, [], [2, 3, 4, 6, 9]),
        ("p14_dates", FOXGLOVE, 2, [], []),
        ("p22_enddate_iso", FOXGLOVE, 1, [], []),
        ("p22_enddate_excel", FOXGLOVE, 1, [], []),
        ("p17_clever_teachers.csv", ("--role", "teacher"), 1, [], []),
        ("p20_infinite_campus.csv", (), 2, [], []),
        (
            "p16_powerschool.csv",
            ("--map", "id=TeacherNumber", "email=Email_Addr", "family_name=Last_Name", "given_name=First_Name", "--role", "staff"),
            2, [], [],
        ),
        ("p11_mixed.csv", ("--map", "role=Type"), 1, [], [2, 4, 5, 6]),
    ],
)  # fmt: skip
def test_each_file_is_previewed_and_brought_in(run, name, options, created, refusals, skipped):
    seen = run(name, *options)
    assert (Person.objects.count(), seen["created"], rejected(seen)) == (0, created, refusals)
    assert [row["row"] for row in seen["skipped"]] == skipped
    done = run(name, *options, apply=True)
    assert done == {**seen, "applied": True}
    assert Person.objects.count() == created
    again = run(name, *options, apply=True)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, created)


def test_an_id_that_a_spreadsheet_has_spoiled_makes_nobody_another(run):
    run("f01_year1.csv", apply=True)
    run("f01_year2.csv", apply=True)
    run("p07_sci.csv", apply=True)
    run("p07b_next_year.csv", apply=True)
    assert set(Person.objects.values_list("name", flat=True)) == {
        "Ned Nought",
        "Eq Zero",
        "Dot Zero",
        "Na Err",
    }
    assert set(RosterIdentity.objects.values_list("sourced_id", flat=True)) == {"00123", "12345"}


def test_an_end_that_excel_has_rewritten_ends_nobody(run, tmp_path):
    run("p22_enddate_iso", *FOXGLOVE, apply=True)
    assert members() == [("Excel Dates", "foxglove", "teacher")]
    told = run("p22_enddate_excel", *FOXGLOVE, apply=True)
    assert (told["unchanged"], told["memberships"]) == (1, {"created": 0, "ended": 0, "kept": 0})
    for file in (FOLDER / "p22_enddate_iso").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    head = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
    (tmp_path / "roles.csv").write_text(
        head + "a1,,,y1,primary,teacher,,12/15/2027,S1\na2,,,y2,primary,teacher,,6/15/2024,S1\n"
    )
    with (tmp_path / "users.csv").open("a") as users:
        users.write("y2,,,TRUE,y2,Long,Gone,y2@x.example,S1\n")
    told = run(tmp_path, *FOXGLOVE, apply=True)
    assert members() == [("Excel Dates", "foxglove", "teacher")]
    assert (told["updated"], told["memberships"]["ended"]) == (1, 0)
    assert Membership.objects.get().ends_on == date(2027, 12, 16)
    assert told["skipped"] == [
        {
            "row": 3,
            "reason": "No role in roles.csv that still holds: they have ended, or are to be deleted.",
        }
    ]


def test_a_role_of_next_year_begins_then(run):
    run("p14_dates", *FOXGLOVE, apply=True)
    assert members() == [("Ends Soon", "foxglove", "teacher")]
    later = Membership.objects.get(person__name="Begins Later")
    assert (later.starts_on, later.ends_on) == (date(2027, 8, 1), date(2028, 6, 16))
    assert Membership.objects.get(person__name="Ends Soon").ends_on == date(2027, 6, 16)


def test_who_is_not_enabled_is_no_member(run):
    run("p04_status", *FOXGLOVE, apply=True)
    assert [name for name, *_ in members()] == ["Ena Bled", "Ena Empty", "Zed Ated"]


def test_a_school_at_which_nobody_is_may_be_named(run):
    told = run("p04_status", *FOXGLOVE, "--org", "S2=juniper", apply=True)
    assert told["created"] == 3


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("p11_grade_column.csv", ()),
        ("p11_grade_column.csv", ("--role", "staff")),
        ("p11_grade_column.csv", ("--map", "role=Grade", "--role", "9=staff", "10=staff")),
        ("p11_grade_column.csv", ("--map", "id=Student ID", "title=Grade", "--role", "staff")),
    ],
)
def test_a_list_with_the_columns_of_students_is_refused(refused, name, options):
    assert refused(name, *options) == (
        "The column “Student ID” is that of a list of students, and no record of a student is stored. If these are staff, "
        "take the column out."
    )


@pytest.mark.parametrize("options", [(), ("--role", "staff"), ("--role", "teacher")])
def test_words_for_students_in_a_column_that_nobody_reads_stop_the_file(refused, options):
    assert refused("p11_mixed.csv", *options) == (
        "The column “Type” says “Student” in row 2, so this list holds others than staff, and no record of a student is "
        'stored. Read it as the role (--map "role=Type", or Role among the columns on the page), or take these rows out.'
    )


def test_no_word_for_a_student_can_be_said_to_be_staff(refused):
    for word in ("9th grade", "Student", "K-12 Student", "Grade 9"):
        sentence = f"“{word}” is a word for students, who are never imported from a file."
        assert refused("p11_mixed.csv", "--map", "role=Type", "--role", f"{word}=staff") == sentence


def test_the_workbook_is_read_and_its_id_keeps_the_zeros(run):
    assert run("p12_staff.xlsx", apply=True)["created"] == 1
    person = Person.objects.get()
    assert (person.name, person.email) == ("Ann Lee", "al2@x.example")
    assert RosterIdentity.objects.get().sourced_id == "001"


# ------------------------------------------------------------ the page


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def send(client, district_coalition, coalition, sibling):
    """send(name).

    The answer to uploading a reported file, as administrator of the district's coalition.
    """
    client.force_login(
        builders.make_member(
            coalition=district_coalition, role=Role.ADMINISTRATOR, name="Dana Whitlock"
        )
    )

    def send_it(name):
        upload = SimpleUploadedFile(name, (FOLDER / name).read_bytes())
        return client.post("/c/cedar-county/people/import/", {"file": upload})

    return send_it


def bring_in(client, address):
    return client.post(f"{address}apply/", {"seen": client.get(address).context["seen"]})


def test_the_page_refuses_spoiled_ids_row_by_row(client, send):
    address = send("p07_sci.csv").url
    page = text_of(client.get(address))
    assert "<h1>3 people are new, 3 rows are refused</h1>" in page
    assert page.count(SHORTENED) == 2
    assert page.count(LOST) == 1
    bring_in(client, address)
    assert set(RosterIdentity.objects.values_list("sourced_id", flat=True)) == {"00123", "12345"}


def test_the_page_refuses_a_list_of_students_before_it_keeps_anything(client, send):
    answer = send("p11_grade_column.csv")
    assert (answer.status_code, PeopleFile.objects.count()) == (422, 0)
    assert "The column “Student ID” is that of a list of students" in text_of(answer)


def test_the_page_asks_which_column_says_who_is_a_student_and_keeps_none(client, send):
    address = send("p11_mixed.csv").url
    kept = repr(PeopleFile.objects.get().content)
    assert [word for word in ("Sam", "sp@", "Pat", "Nine", "Lia", "ll@") if word in kept] == []
    columns = client.get(address).url
    page = text_of(client.get(columns))
    assert "The column “Type” says “Student” in row 2, so this list holds others than staff" in page
    for path in ("decide/", "apply/"):
        assert client.post(f"{address}{path}", {"role": "staff"}).url == columns
    stays = client.post(columns, {"name": "Name", "email": "Email"})
    assert (stays.status_code, "The column “Type” says “Student”" in text_of(stays)) == (422, True)
    assert client.post(columns, {"name": "Name", "email": "Email", "role": "Type"}).url == address
    assert "<h1>1 person is new</h1>" in text_of(client.get(address))
    bring_in(client, address)
    assert list(Person.objects.filter(account=None).values_list("name", flat=True)) == ["Tia Teach"]


@pytest.mark.parametrize(
    "name",
    [
        "p08_names.csv",
        "p20_infinite_campus.csv",
        "f01_year1.csv",
        "f01_year2.csv",
        "p07b_next_year.csv",
    ],
)
def test_the_page_and_the_command_say_the_same(client, send, run, name):
    counts = client.get(send(name).url).context["counts"]
    told = run(name)
    assert (counts["rows"], counts["created"], counts["rejected"]) == (
        told["rows"],
        told["created"],
        len(told["rejected"]),
    )
