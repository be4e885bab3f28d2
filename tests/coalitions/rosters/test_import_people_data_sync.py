"""School Data Sync v1: schools and teachers are read, students only counted.

Deliveries of others are told how to come in.
"""

import json

import pytest
from django.core.management import call_command

from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.rosters.readers import pending, rosters
from coalitions.rosters.roster import Assignment, Org
from safety_portal.core.files.filetypes import FileRefused
from tests.coalitions.rosters.deliveries import TODAY, refused, zipped

SCHOOLS = (
    "SIS ID,Name,School Number,School NCES_ID,State ID,Grade Low,Grade High,Principal SIS ID,Principal Name\n"
    "10001,Contoso High,10001,1,WA,9,12,14007,Amy Roebuck\n10002,Fabrikam High,10002,530000000002,WA,9,12,14008,Harry James\n"
)
TEACHERS = (
    "SIS ID,School SIS ID,First Name,Last Name,Username,Password,State ID,Teacher Number,Status,Middle Name,Title,Qualification\n"
    "14001,10001,Craig,Beane,CBeane@x.example,P@ss,WA,101,Active,James,,\n14002,10002,Daisy,Todd,DTodd,P@ss,WA,102,Active,F,Coach,\n"
    "14003,10001,Dana,Mills,DMills,P@ss,WA,103,Inactive,Lynn,,\n14001,10002,Craig,Beane,CBeane@x.example,P@ss,WA,101,Active,,,\n"
)
STUDENTS = (
    "SIS ID,School SIS ID,First Name,Last Name,Username,Grade,Birthdate\n"
    "13001,10001,Ora,Klein,OKlein,9,4/2/2000\n13002,10001,Beulah,McMillan,BM,10,1/1/1999\n"
)
REST = {
    "Section.csv": "SIS ID,School SIS ID\n",
    "StudentEnrollment.csv": "a,b\n",
    "TeacherRoster.csv": "a,b\n",
}
WHOLE = {"School.csv": SCHOOLS, "Teacher.csv": TEACHERS, "Student.csv": STUDENTS, **REST}
STUDENT = "A student, in Student.csv; no record of a student is stored."


def read(files, **options):
    return rosters.read_roster(zipped(**files), name="sds.zip", on=TODAY, **options)


@pytest.mark.parametrize("folder", ["", "export/"])
def test_teachers_come_with_their_schools_and_students_are_counted(folder):
    roster = read({f"{folder}{name}": text for name, text in WHOLE.items()})
    assert (roster.title, roster.source, roster.is_whole, roster.total) == (
        "Microsoft School Data Sync v1", "sds v1", True, 6,
    )  # fmt: skip
    assert [(row.ids, row.name, row.email, row.title, row.assignments) for row in roster.rows] == [
        (
            ("14001",),
            "Craig Beane",
            "cbeane@x.example",
            "",
            (Assignment("10001", "teacher"), Assignment("10002", "teacher")),
        ),
        (("14002",), "Daisy Todd", "", "Coach", (Assignment("10002", "teacher"),)),
    ]
    assert roster.orgs == {
        "10001": Org("10001", "Contoso High", "school", "10001"), "10002": Org("10002", "Fabrikam High", "school", "530000000002"),
    }  # fmt: skip
    assert roster.skipped == {
        "No longer there, says the column of the status.": [4], "The same person as in row 2.": [5], STUDENT: [2, 3],
    }  # fmt: skip
    assert not any(word in repr(roster) for word in ("Klein", "P@ss", "13001"))


def test_a_folder_is_read_as_an_archive_is(tmp_path):
    for name, text in WHOLE.items():
        (tmp_path / name).write_text(text)
    assert rosters.read_roster(tmp_path, name="sds", on=TODAY).rows == read(WHOLE).rows


def test_the_british_flavour_calls_its_numbers_otherwise():
    british = {
        "School.csv": SCHOOLS.replace("SIS ID,Name", "DfE Number,Name", 1),
        "Teacher.csv": TEACHERS.replace("SIS ID,School SIS ID", "ID,School Dfe Number", 1),
    }
    assert read(british).rows == read(WHOLE).rows


def test_without_schools_each_is_known_by_its_number():
    roster = read({"Teacher.csv": TEACHERS, "Student.csv": STUDENTS})
    assert roster.orgs["10001"] == Org("10001", name="10001")


def test_nothing_of_a_student_waits_on_the_server():
    kept = repr(pending.kept_of(zipped(**WHOLE), name="sds.zip", on=TODAY))
    assert "Craig Beane" in kept
    assert not any(word in kept for word in ("Klein", "Beulah", "P@ss", "13001", "2000"))


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"School.csv": SCHOOLS, "Teacher.csv": "SIS ID,School SIS ID,Username\n1,2,CBeane\n"},
         "teacher.csv: No column of this file is known as a name, or none as an ID, username or e-mail address; "
         "say which is which. "
         "Its columns are “SIS ID”, “School SIS ID”, “Username”, “Role”."),
        ({"School.csv": SCHOOLS, "Teacher.csv": "Name,Email\nA,a@x.example\n"},
         "teacher.csv: There is no column “SIS ID” or no column “School SIS ID”, which School Data Sync v1 has."),
        ({"School.csv": "Name\nX\n", "Teacher.csv": TEACHERS}, "school.csv: There is no column “SIS ID”."),
        ({"a/School.csv": SCHOOLS, "a/Teacher.csv": TEACHERS, "b/Teacher.csv": TEACHERS},
         "This zip archive has teacher.csv in 2 folders; import one of them at a time."),
        ({"School.csv": SCHOOLS, "Student.csv": STUDENTS},
         "This zip archive has no users.csv, so there are no people to read; it has “School.csv”, “Student.csv”."),
        ({"schools.csv": "a\n", "teachers.csv": "a\n", "staff.csv": "a\n", "students.csv": "a\n"},
         "This zip archive has no users.csv; it has “schools.csv”, “staff.csv”, “students.csv”, “teachers.csv”. "
         "Import “staff.csv”, then “teachers.csv” by itself."),
    ],
)  # fmt: skip
def test_what_lacks_is_told(files, sentence):
    assert refused(zipped(**files)) == sentence


def test_users_csv_goes_before_teacher_csv():
    users = "sourcedId,orgSourcedIds,givenName,familyName,username,role\n1,2,Ada,Byron,ab,Teacher\n"
    assert read({**WHOLE, "users.csv": users}).title == "Microsoft School Data Sync"


def test_a_list_of_students_is_refused_by_itself_too():
    with pytest.raises(FileRefused, match=r"“Student\.csv”"):
        read({"Student.csv": STUDENTS})


@pytest.mark.django_db
def test_the_command_brings_them_in(capsys, coalition, district_coalition, tmp_path):
    path = tmp_path / "sds.zip"
    path.write_bytes(zipped(**WHOLE))

    def run_people(*options):
        call_command("import_people", *map(str, options), "--coalition", "cedar-county", "--json")
        return json.loads(capsys.readouterr().out)

    seen = run_people(path, "--org", "10001=juniper")
    assert (seen["created"], seen["layout"], seen["is_whole"]) == (
        2,
        "Microsoft School Data Sync v1",
        True,
    )
    assert [row for row in seen["skipped"] if row["reason"] == STUDENT] == [
        {"row": n, "reason": STUDENT} for n in (2, 3)
    ]
    run_people(path, "--org", "10001=juniper", "--apply")
    assert sorted(
        Person.objects.filter(memberships__coalition=coalition).values_list("name", flat=True)
    ) == ["Craig Beane"]
    assert set(Membership.objects.values_list("role", "roster_source")) == {("teacher", "sds v1")}
    assert run_people(path, "--org", "10001=juniper", "--apply")["unchanged"] == 2
