"""School Data Sync v1.

School.csv, Teacher.csv and Student.csv, and others that say who is in which class.

The name of the file is the role: whoever is in Teacher.csv is a teacher. Of Student.csv the rows
are counted, nothing is read.
"""

from dataclasses import replace

from coalitions.rosters.readers.roles_file import columns_of_names, whole
from coalitions.rosters.roster import Org
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.streams import read_rows
from safety_portal.core.files.tables import bare_name
from safety_portal.core.values import text

TITLE = "Microsoft School Data Sync v1"
# Its delivery tells of teachers alone: what v2 made of others must not end by it.
SOURCE = "sds v1"
ROLE = "teacher"
A_STUDENT = "A student, in Student.csv; no record of a student is stored."
# In the British flavour schools have a number of the Department for Education.
IDS = ("sisid", "dfenumber", "id")
ORGS = ("schoolsisid", "schooldfenumber")


def with_roles(header: tuple[str, ...], rows):
    """The header and rows of Teacher.csv with the role that its name says.

    Raises FileRefused where it is another file.
    """
    names = {bare_name(name) for name in header}
    if not names & set(IDS) or not names & set(ORGS):
        raise FileRefused(
            "There is no column “SIS ID” or no column “School SIS ID”, which School Data Sync v1 has."
        )
    header = tuple("School SIS ID" if bare_name(name) in ORGS else name for name in header)
    return (*header, "Role"), (replace(row, cells=(*row.cells, ROLE)) for row in rows)


def read_schools(delivery) -> dict[str, Org]:
    """id -> school, of School.csv; {} where there is none."""
    if "school" not in delivery:
        return {}
    with delivery.opened("school") as file:
        header, rows = read_rows(file)
        places = columns_of_names(
            header, {*IDS, "name", "schoolnumber", "schoolncesid", "schoolncesnumber"}
        )
        own = next((name for name in IDS if name in places), None)
        if own is None:
            raise FileRefused("There is no column “SIS ID”.")
        schools = (
            _school({name: text(row.cells[place])[:200] for name, place in places.items()}, own)
            for row in rows
        )
        return {school.id: school for school in schools if school.id}


def _school(told: dict[str, str], own: str) -> Org:
    numbers = (told.get(name, "") for name in ("schoolncesid", "schoolncesnumber", "schoolnumber"))
    # A number of NCES has twelve digits; the samples of the format hold 1 and 2 there.
    number = next((each for each in map(whole, numbers) if len(each) > 2), "")
    return Org(whole(told[own]), told.get("name", ""), "school", number)


def count_students(delivery, *, limit) -> list[int]:
    """The numbers of the rows of Student.csv; nothing in them is looked at."""
    if "student" not in delivery:
        return []
    with delivery.opened("student") as file:
        _, rows = read_rows(file, limit=limit)
        return [row.number for row in rows]
