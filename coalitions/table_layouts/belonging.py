"""Where a table belongs, by the names of its columns.

People, schools and trainings each have a way in of their own.

Only what leaves no doubt counts. A roster says who somebody is and how they are known; a directory
of schools has numbers, grades or kinds of schools and no names of people; a list of trainings has a
course and the day it was completed.
"""

from collections.abc import Callable

from coalitions.table_layouts import people_columns, school_columns
from coalitions.table_layouts.people_columns import STUDENT_COLUMNS
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import Table, bare_name

PEOPLE, SCHOOLS, TRAININGS, STUDENTS = "people", "schools", "trainings", "students"
WAYS_IN = {
    PEOPLE: "This is a list of people. Import it under Coalition, People (import_people at the command line).",
    SCHOOLS: "This is a list of schools or districts. Import it under Coalition, Schools (import_schools at the command line).",
    TRAININGS: "This is a list of trainings. Import it under Training (import_training at the command line).",
    STUDENTS: "This is a list of students, and no record of a student is stored here.",
}
ANY_TABLE = (
    "This is a table, not a plan. People, schools and trainings are imported each under its own heading (import_people, "
    "import_schools, import_training at the command line)."
)
_COURSES = frozenset((
    "course", "coursetitle", "coursename", "coursecode", "training", "trainingtitle", "trainingname", "classtitle", "classname",
))  # fmt: skip
_HELD = frozenset(
    (
        *(
            "datecompleted",
            "completiondate",
            "completedon",
            "dateofcompletion",
            "dateheld",
            "heldon",
            "dateoftraining",
        ),
        *("trainingdate", "coursedate", "classdate", "datetaken", "completed"),
    )
)
_OF_TRAININGS = frozenset(
    ("hours", "status", "score", "credits", "ceus", "ceu", "grade", "result", "expirationdate")
)
# In a directory of schools how many there are.
_COUNTED = frozenset(("student", "students"))
_OF_SCHOOLS = frozenset((
    "lowgrade", "highgrade", "gradelow", "gradehigh", "gradespan", "gradesoffered", "lowestgrade", "highestgrade", "grades",
    "districtcode", "screenname", "schooltype", "schoollevel", "charter", "charterschool", "titlei", "magnet", "parentsourcedid",
    "principalname", "ncesschoolid", "ncessch", "ncesid", "leaid", "ncesdistrictid", "schoolncesid", "districtncesid",
    "congressionaldistrict",
))  # fmt: skip
_NAMES_OF_SCHOOLS = frozenset(
    (
        "name",
        "schoolname",
        "school",
        "districtname",
        "district",
        "schname",
        "leaname",
        "officialname",
    )
)
# Beside a name, what no directory of schools says of its rows.
_OF_PEOPLE = frozenset(
    ("role", "roles", "username", "jobtitle", "position", "usertype", "orgsourcedids", "hiredate")
)


def kind_of_table(header: tuple[str, ...]) -> str:
    """PEOPLE, SCHOOLS, TRAININGS or STUDENTS; "" where the columns leave a doubt."""
    names = {bare_name(name) for name in header if name}
    if names & _COURSES and (names & _HELD or ("date" in names and names & _OF_TRAININGS)):
        return TRAININGS
    lists_people = _lists_people(header, names)
    if school_columns.recognised(Table(header, ())) and not lists_people:
        return SCHOOLS
    if names & STUDENT_COLUMNS - _COUNTED:
        return STUDENTS
    if lists_people:
        return PEOPLE
    return SCHOOLS if names & _OF_SCHOOLS and names & _NAMES_OF_SCHOOLS else ""


def _lists_people(header: tuple[str, ...], names: set[str]) -> bool:
    fields = {field for field, places in people_columns.guessed(header).items() if places}
    if {"given_name", "family_name"} <= fields:
        return True
    is_known = "name" in fields and people_columns.IDENTITY & fields
    return bool(
        is_known and (names & _OF_PEOPLE or ("email" in fields and not names & _OF_SCHOOLS))
    )


def refuse_elsewhere(header: tuple[str, ...], *, but: str) -> None:
    """Raise FileRefused for a table that surely belongs to another way in than `but`.

    Of students PEOPLE says more itself.
    """
    kind = kind_of_table(header)
    if kind not in {"", but} and (kind, but) != (STUDENTS, PEOPLE):
        raise FileRefused(WAYS_IN[kind])


def refusing(*, but: str) -> Callable[[Table], None]:
    """What asks of each sheet of a workbook whether it belongs here, as read_table wants it."""
    return lambda table: refuse_elsewhere(table.header, but=but)
