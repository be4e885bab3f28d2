"""No student is ever stored, whatever somebody says of the roles.

And no teacher is lost for being called Parent. No database.
"""

from datetime import date

import pytest

from coalitions.rosters.readers import pending, rosters
from coalitions.table_layouts.role_words import is_grade, is_student
from safety_portal.core.files.filetypes import FileRefused
from tests.coalitions.rosters.deliveries import zipped

TODAY = date(2026, 11, 22)
# As School Data Sync v1 writes them.
SDS_V1 = (
    "SIS ID,School SIS ID,Username,First Name,Last Name,Middle Name,Secondary Email,"
    "Student Number,Grade,Status,Birthdate,Graduation Year\n"
    "s1,10,sam.pupil@x.example,Sam,Pupil,,,77,9,Active,2011-01-01,2030\n"
)


def read(text, *, name="people.csv", **mapping):
    content = text if isinstance(text, bytes) else text.encode()
    return rosters.read_roster(content, name=name, mapping=mapping, on=TODAY)


def on_page(text, **mapping):
    """The roster as a page reads it: kept, then read from what was kept."""
    return pending.roster_in(pending.kept_of(text.encode(), name="people.csv", on=TODAY), mapping)


def told(roster):
    return (
        [row.name for row in roster.rows],
        [refusal.row for refusal in roster.rejected],
        list(roster.skipped.values()),
    )


def refusal(text, **given):
    """The sentence that refuses a file, the same for command and page."""
    with pytest.raises(FileRefused) as by_command:
        read(text, **given)
    return str(by_command.value)


@pytest.mark.parametrize(
    "column",
    [
        "Student ID",
        "STUDENT_NUMBER",
        "Student Name",
        "State Student ID",
        "SSID",
        "Lunch Number",
        "Pupil ID",
    ],
)
def test_a_column_that_only_students_have_refuses_the_file(column):
    text = f"Name,Email,{column},Position\nA B,a@x.org,7,Teacher\n"
    assert refusal(text).startswith(f"The column “{column}” is that of a list of students")
    with pytest.raises(FileRefused):
        pending.kept_of(text.encode(), name="people.csv", on=TODAY)


@pytest.mark.parametrize(
    "column",
    [
        "Grade",
        "Grade Level",
        "GRADE_LEVEL",
        "Gr",
        "Homeroom",
        "Home Room",
        "Graduation Year",
        "Class Of",
    ],
)
def test_a_column_of_grades_refuses_a_file_that_cannot_say_who_is_staff(column):
    text = f"Name,Email,{column}\nA B,a@x.org,9\n"
    assert refusal(text).endswith("add a column “Role” that says for each row what somebody is.")
    # Saying that the grade is the role, or the job, changes nothing.
    for field in ("role", "title"):
        assert refusal(text, **{field: column}).startswith(
            f"The column “{column}” is that of a list of students"
        )
    with pytest.raises(FileRefused):
        pending.kept_of(text.encode(), name="people.csv", on=TODAY)


@pytest.mark.parametrize(
    "column", ["Grade Level Taught", "Grades Taught", "Pay Grade", "Salary Grade", "Teaches Grade"]
)
def test_a_grade_that_somebody_teaches_or_is_paid_by_is_none_of_a_student(column):
    text = (
        f"Name,Email,{column}\nA B,a@x.org,9th grade\n"
        if "ay" not in column and "Sal" not in column
        else f"Name,Email,{column}\nA B,a@x.org,9\n"
    )
    assert told(read(text)) == (["A B"], [], [])


def test_among_grades_only_rows_that_say_so_are_staff():
    text = (
        "Name,Email,Role,Job Title,Grade\n"
        "Tia Teach,t@x.org,Teacher,,9\nJob Title,j@x.org,,Librarian,K-5\nNobody Knows,n@x.org,,,9\nOf Office,o@x.org,,,\n"
        "Mister Title,m@x.org,,Mr.,9\nStu Dent,s@x.org,Student,,9\nWi Zard,w@x.org,Wizard,,9\nNi Nth,n9@x.org,9th grade,,9\n"
    )  # fmt: skip
    for roster in (read(text), on_page(text)):
        assert told(roster) == (["Tia Teach", "Job Title", "Of Office"], [4, 6, 8], [[7, 9]])
    [reason, *_] = {each.reason for each in roster.rejected}
    assert reason.startswith(
        "This may be a student, and no record of a student is stored: there is a column “Grade”"
    )


def test_a_column_of_students_beside_roles_lets_in_only_known_roles():
    text = (
        "Employee ID,Student ID,Name,Role,Title\n"
        "1,,Tia Teach,Teacher,\n2,77,Sam Pupil,Student,\n3,78,Lia Learner,Active,Helper\n4,79,No Role,,Coach\n"
    )
    for roster in (read(text), on_page(text)):
        assert told(roster) == (["Tia Teach"], [4, 5], [[3]])


@pytest.mark.parametrize(
    "name", ["Student.csv", "students_2026.csv", "STUDENT LIST.csv", "Student"]
)
def test_a_file_called_student_is_refused_whatever_is_in_it(name):
    text = "SIS ID,Username,First Name,Last Name\ns1,sam.pupil@x.example,Sam,Pupil\n"
    assert refusal(text, name=name) == (
        f"This file is called “{name}”, as a list of students is, and no record of a student is stored. "
        "If it lists staff, give it another name."
    )
    with pytest.raises(FileRefused):
        pending.kept_of(text.encode(), name=name, on=TODAY)
    if name.endswith(".csv"):
        assert "as a list of students is" in refusal(zipped(**{name: text}), name="export.zip")


def test_students_of_school_data_sync_v1_are_refused_by_another_name_too():
    assert refusal(SDS_V1) == refusal(SDS_V1, id="Student Number") == refusal(SDS_V1, role="Grade")
    assert told(read(SDS_V1, role="Status")) == ([], [2], [])
    teachers = "SIS ID,School SIS ID,Username,First Name,Last Name,Teacher Number,Status\nt1,10,t@x.example,Tia,Teach,5,Active\n"
    assert told(read(teachers, name="Teacher.csv")) == (["Tia Teach"], [], [])


@pytest.mark.parametrize(
    ("column", "word"),
    [("Type", "Student"), ("Typ", "K-12 Student"), ("Group", "9th grade"), ("Category", "Grade 10"), ("Kind", "Parent/Guardian"),
     ("Type", "student - active"), ("Org Unit", "Pupil")],
)  # fmt: skip
def test_a_word_for_a_student_in_a_column_nobody_reads_stops(column, word):
    rows = f"Tia Teach,t@x.org,Teacher\nSam Pupil,s@x.org,{word}\n"
    text = f"Name,Email,{column}\n{rows}"
    assert refusal(text).startswith(
        f"The column “{column}” says “{word}” in row 3, so this list holds others than staff"
    )
    assert told(read(text, role=column)) == (["Tia Teach"], [], [[3]])
    kept = pending.kept_of(text.encode(), name="people.csv", on=TODAY)
    assert kept["lists"][0]["rows"][1] == [3, 0, "", "", word]
    with pytest.raises(FileRefused):
        pending.roster_in(kept, {})
    assert told(pending.roster_in(kept, {"role": column})) == (["Tia Teach"], [], [[3]])


@pytest.mark.parametrize(
    ("column", "word"),
    [("Middle Name", "Student"), ("Emergency Contact", "Parent"), ("Relationship", "Parent"), ("Grade Taught", "9th grade"),
     ("Shift", "1st"), ("Notes", "Student"), ("Room", "9"), ("Department", "Student Services")],
)  # fmt: skip
def test_a_word_that_says_nothing_of_the_row_stops_nothing(column, word):
    text = f"Name,Email,{column}\nTia Teach,t@x.org,{word}\n"
    for roster in (read(text), on_page(text)):
        assert told(roster) == (["Tia Teach"], [], [])


def test_who_says_their_role_may_have_any_word_beside_it():
    text = (
        "Name,Email,Role,Team\nTia Teach,t@x.org,Teacher,9th grade\nCo Ach,c@x.org,Coach,Student\n"
    )
    for roster in (read(text), on_page(text)):
        assert told(roster) == (["Tia Teach", "Co Ach"], [], [])


def test_nobody_is_thrown_away_for_a_name():
    text = (
        "First Name,Last Name,Email,Role\n"
        "Anne,Parent,aparent@x.org,Teacher\nJoe,Student,jstudent@x.org,Custodian\nGuardian,Relative,g@x.org,Nurse\n"
        "Sue,Kidman,s@x.org,Student\nPat,Pupil,p@x.org,Parent\n"
    )  # fmt: skip
    for roster in (read(text), on_page(text)):
        assert told(roster) == (["Anne Parent", "Joe Student", "Guardian Relative"], [], [[5], [6]])
    kept = repr(pending.kept_of(text.encode(), name="people.csv", on=TODAY))
    assert [word for word in ("Sue", "Kidman", "s@x", "Pat", "Pupil", "p@x") if word in kept] == []


@pytest.mark.parametrize(
    ("word", "student", "grade"),
    [("Student", True, False), ("students", True, False), ("K-12 Student", True, False), ("Exchange student", True, False),
     ("Student (active)", True, False), ("Student - Grade 9", True, False), ("Student 12", True, False), ("Pupil", True, False),
     ("Dean of Students", False, False), ("Student Teacher", False, False), ("Student Services", False, False),
     ("Director, Student Support", False, False), ("Student Resource Officer", False, False), ("Student Nurse", False, False),
     ("9th grade", False, True), ("Grade 9", False, True), ("9th Grader", False, True), ("ninth grade", False, True),
     ("Kindergartener", False, True), ("Freshman", False, True), ("Grade 9 Teacher", False, False), ("9", False, False),
     ("1st", False, False), ("Kindergarten", False, False), ("Teacher", False, False), ("", False, False),
     ("9" * 5000, False, False)],
)  # fmt: skip
def test_words_for_students_and_grades(word, student, grade):
    assert (is_student(word), is_grade(word)) == (student, grade)
