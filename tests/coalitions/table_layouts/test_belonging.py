"""A table knows where it belongs by its columns, and every other way in sends it there, with
nothing written.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from coalitions.access.roles import Role
from coalitions.directory_import.models import SchoolFile
from coalitions.people.models import Person
from coalitions.rosters.models import PeopleFile
from coalitions.schools.models import School
from coalitions.table_layouts.belonging import (
    PEOPLE,
    SCHOOLS,
    STUDENTS,
    TRAININGS,
    WAYS_IN,
    kind_of_table,
    refuse_elsewhere,
)
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_table
from tests.builders import make_member
from tests.plugins.skips import SHARED, needs_shared
from training.records.models import TrainingRecord

DATA = SHARED / "data"
ROSTER = "Staff ID,First Name,Last Name,Email,Role\n1,Ann,Lee,a@x.example,Teacher\n"
DIRECTORY = "NCES School ID,School Name,Low Grade,High Grade\n120000000001,Alder Creek,KG,05\n"
TRANSCRIPT = "Email,Course Title,Date Completed,Hours\na@x.example,CPR,2026-05-01,3\n"


@pytest.fixture
def district_administrator(district_coalition):
    return make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Staff ID,First Name,Last Name,Email,Role", PEOPLE), ("Name,Email,Position", PEOPLE), ("Name,Email", PEOPLE),
        ("ID,Full Name,Job Title", PEOPLE), ("First Name,Last Name,NCES School ID,School Name", PEOPLE),
        ("Student ID,First Name,Last Name", STUDENTS), ("NCES District ID,District Name,Students,Teachers", SCHOOLS),
        ("School,Code,District Code,Grades", SCHOOLS), ("sourcedId,name,type,parentSourcedId", SCHOOLS),
        ("School Name,Principal Name,Email,Grade Span", SCHOOLS), ("Name,Low Grade,High Grade,Email,ID", SCHOOLS),
        ("Email,Course,Date,Hours", TRAININGS), ("Email,Training,Completion Date", TRAININGS),
        ("Student ID,Email,Course Title,Completion Date", TRAININGS), ("Date,Course,Title,Status,Score,Hours", TRAININGS),
        ("Name,Phone", ""), ("Building,Room", ""), ("Date,Course", ""), ("sourcedId,orgSourcedId,title", ""), ("", ""),
    ],
)  # fmt: skip
def test_columns_tell_what_a_table_lists(header, kind):
    assert kind_of_table(tuple(header.split(","))) == kind


@needs_shared
@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("1-school-directories/*.csv", SCHOOLS), ("1-school-directories/*.html", SCHOOLS), ("2-roster/*/orgs.csv", SCHOOLS),
        ("2-roster/*/users.csv", PEOPLE), ("4-training/*.csv", TRAININGS), ("4-training/*.html", TRAININGS),
        ("8-reported/people/p0*.csv", PEOPLE), ("8-reported/people/p17*.csv", PEOPLE), ("8-reported/training/*.csv", TRAININGS),
        ("8-reported/schools/*.csv", SCHOOLS),
    ],
)  # fmt: skip
def test_real_tables_are_known(pattern, kind):
    files = sorted(DATA.glob(pattern))
    assert files
    assert {file.name: kind_of_table(read_table(file).header) for file in files} == {
        file.name: kind for file in files
    }


def test_a_list_of_students_is_refused_by_the_import_of_people_in_its_own_words():
    refuse_elsewhere(("Student ID", "Name"), but=PEOPLE)
    with pytest.raises(FileRefused, match="no record of a student"):
        refuse_elsewhere(("Student ID", "Name"), but=SCHOOLS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "content", "kind"),
    [
        ("import_people", DIRECTORY, SCHOOLS), ("import_people", TRANSCRIPT, TRAININGS),
        ("import_schools", ROSTER, PEOPLE), ("import_schools", TRANSCRIPT, TRAININGS),
        ("import_training", ROSTER, PEOPLE), ("import_training", DIRECTORY, SCHOOLS),
    ],
)  # fmt: skip
def test_each_command_names_the_one_it_belongs_to(command, content, kind, coalition, tmp_path):
    schools = School.objects.count()
    path = tmp_path / "list.csv"
    path.write_text(content)
    options = [] if command == "import_schools" else ["--coalition", "juniper"]
    for apply in ([], ["--apply"]):
        with pytest.raises(CommandError) as refused:
            call_command(command, str(path), *options, *apply)
        assert (refused.value.returncode, str(refused.value)) == (2, WAYS_IN[kind])
    assert [model.objects.count() for model in (Person, School, TrainingRecord)] == [0, schools, 0]


@pytest.mark.django_db
def test_what_somebody_mapped_is_read_as_they_say(coalition, tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text("ID,Name,School Type\n9,Ann Lee,High\n")
    call_command(
        "import_people",
        str(path),
        "--coalition",
        "juniper",
        "--role",
        "staff",
        "--map",
        "title=School Type",
    )
    assert "1 new" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("roster_new", DIRECTORY, SCHOOLS),
        ("transcript_new", ROSTER, PEOPLE),
        ("directory_import_new", ROSTER, PEOPLE),
    ],
)
def test_the_pages_send_it_on_too(client, district_administrator, coalition, name, content, kind):
    client.force_login(district_administrator)
    file = SimpleUploadedFile("list.csv", content.encode())
    args = [] if name == "directory_import_new" else ["cedar-county"]
    answer = client.post(reverse(name, args=args), {"file": file, "whose": "rows"})
    assert answer.status_code == 422
    assert WAYS_IN[kind] in answer.content.decode()
    assert (PeopleFile.objects.count(), SchoolFile.objects.count()) == (0, 0)
