"""A table brought for a plan is refused under any name, and sent where it belongs.

Plain writing with commas is none.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from coalitions.table_layouts.belonging import (
    ANY_TABLE,
    PEOPLE,
    SCHOOLS,
    STUDENTS,
    TRAININGS,
    WAYS_IN,
)
from plans.editions.models.plan import Plan
from plans.word_in.models.word_file import WordFile
from plans.word_in.readers.plan_file import read_plan_file
from plans.word_in.readers.table_file import HEAD, refuse_table
from plans.word_in.readers.word.document import WordRefused
from tests.plans.word_in.word_files import docx, p
from tests.plugins.skips import SHARED, needs_shared

DATA = SHARED / "data"
ROSTER = "sourcedId,givenName,familyName,email,role\n1,Ann,Lee,a@x.example,teacher\n2,Bo,Roe,b@x.example,aide\n"
PLAN = "# Lockdown\n\nLock the doors, windows, and gates. Then, wait.\n\n# Fire\n\nLeave, quietly, by the nearest way.\n"
CONTACTS = "# Contacts\n\n| Name | Email | Role |\n| --- | --- | --- |\n| Ann Lee | a@x.example | Nurse |\n"


def says(content, name, tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        refuse_table(path, name=name)
    except WordRefused as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("users.csv", ROSTER, WAYS_IN[PEOPLE]), ("users.txt", ROSTER, WAYS_IN[PEOPLE]), ("Plan.docx", ROSTER, WAYS_IN[PEOPLE]),
        ("users.txt", ROSTER.replace(",", "\t"), WAYS_IN[PEOPLE]), ("users.docx", ROSTER.replace(",", ";"), WAYS_IN[PEOPLE]),
        ("users.txt", ROSTER.encode("utf-16"), WAYS_IN[PEOPLE]), ("users.txt", ROSTER.encode("utf-16-le"), WAYS_IN[PEOPLE]),
        ("users.txt", b"\xef\xbb\xbf" + ROSTER.encode(), WAYS_IN[PEOPLE]), ("users.txt", "\n\n" + ROSTER, WAYS_IN[PEOPLE]),
        ("users.txt", "Staff of Juniper\n" + ROSTER, WAYS_IN[PEOPLE]), ("a.txt", ROSTER.replace("\n", "\r\n"), WAYS_IN[PEOPLE]),
        ("PEOPLE.TSV", "Name\tEmail\nAnn\ta@x.example\n", WAYS_IN[PEOPLE]),
        ("s.txt", "NCES School ID,School Name,Low Grade\n1,A,KG\n", WAYS_IN[SCHOOLS]),
        ("t.txt", "Email,Course,Date,Hours\na@x.example,CPR,5/1/26,3\n", WAYS_IN[TRAININGS]),
        ("x.txt", "Student ID,Name,Grade\n1,Sue,9\n", WAYS_IN[STUDENTS]),
        ("classes.csv", "sourcedId,title\n1,Math\n", ANY_TABLE), ("a.csv", PLAN, ANY_TABLE), ("a.csv", 'a,"b\n', ANY_TABLE),
        ("inventory.txt", "Room,Item,Count\n1,Desk,4\n2,Chair,9\n3,Lamp,1\n", ANY_TABLE),
        ("long.txt", ROSTER + "3,Al,Bo,c@x.example,aide\n" * 9_000, WAYS_IN[PEOPLE]),
    ],
)  # fmt: skip
def test_a_table_is_refused_under_any_name(name, content, said, tmp_path):
    assert says(content, name, tmp_path) == said


@pytest.mark.parametrize(
    "content",
    [
        PLAN, CONTACTS, "", "Lockdown\n", "Lock, wait, count\n", "Who, what, when\nLock, now, you\nWait, then, we\n",
        "Name, Email and Role of everybody stand in Annex A.\n\nLock the doors.\n\nWait for the police.\n\nCount all children.\n",
        "Lock, wait, count\n" + "First, " + "the principal " * 20 + ", locks\n" * 4,
        docx(p("Name,Email,Role")), b"%PDF-1.7 a,b,c\n1,2,3\n", b"\x00\x01\x02,\x03,\x04\n" * 9,
    ],
)  # fmt: skip
def test_what_is_no_table_is_not_refused_here(content, tmp_path):
    assert says(content, "plan.docx", tmp_path) == ""


def test_a_word_file_called_csv_is_a_word_file(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_bytes(docx(p("Lock the doors.")))
    assert read_plan_file(path, scope="school").words == 3


def test_only_the_beginning_of_a_file_is_looked_at(tmp_path):
    assert says(PLAN * (HEAD // len(PLAN) + 2) + ROSTER * 99, "plan.txt", tmp_path) == ""


@needs_shared
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["users.csv", "users.docx", "users.txt"])
def test_the_command_ends_with_two_and_writes_nothing(name, coalition, tmp_path):
    path = tmp_path / name
    path.write_bytes((DATA / "2-roster/sds_v2/users.csv").read_bytes())
    for apply in ([], ["--apply"]):
        with pytest.raises(CommandError) as refused:
            call_command(
                "import_plan", str(path), "--coalition", "juniper", "--title", "EOP", *apply
            )
        assert (refused.value.returncode, str(refused.value)) == (2, WAYS_IN[PEOPLE])
    assert Plan.objects.count() == 0


@pytest.mark.django_db
def test_the_page_refuses_it_at_the_field_and_keeps_nothing(client, administrator, coalition):
    client.force_login(administrator)
    file = SimpleUploadedFile("users.csv", ROSTER.encode())
    answer = client.post(
        reverse("word_in_import", args=["juniper"]), {"title": "EOP", "file": file}
    )
    assert answer.status_code == 422
    assert WAYS_IN[PEOPLE] in answer.content.decode()
    assert (Plan.objects.count(), WordFile.objects.count()) == (0, 0)


@needs_shared
def test_no_real_plan_is_taken_for_a_table_and_every_table_for_one():
    plans = [file for file in (DATA / "3-plans").rglob("*") if file.suffix in {".docx", ".md"}]
    for file in [*plans, *(DATA / "8-reported/docx").iterdir()]:
        refuse_table(file, name=file.name)
    tables = sorted(DATA.rglob("*.csv"))
    for file in tables:
        with pytest.raises(WordRefused):
            refuse_table(file, name=file.name)
    assert len(plans) > 10
    assert len(tables) > 40
