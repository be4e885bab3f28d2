"""An optional cell that nobody can read never loses the school.

The row is used without it, and a note says so.
"""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from coalitions.directory_import.readers import cells as readers_cells
from coalitions.directory_import.readers.directories import read_directory
from coalitions.schools.models import School
from tests import builders
from tests.plugins.skips import SHARED, needs_shared

GRADE_RANGES = SHARED / "data" / "8-reported" / "schools" / "s07_grade_range.csv"
MAP = [
    *(
        "--map",
        "name=School",
        "state_id=Code",
        "district_state_id=District Code",
        "district_name=District",
    ),
    *("state=State", "grades=Grades"),
]
FIELDS = (
    "NCES School ID,School Name,State,Street Address,City,ZIP,County Name,Phone,Locale,Charter,Students,Teachers,Type,Status,"
    "Latitude,Longitude"
)
LONG = "x" * 250


def command(capsys, path, *options):
    call_command("import_schools", str(path), "--json", *options)
    return json.loads(capsys.readouterr().out)


def only(cells):
    """(the values, the notes as (field, sentence)) of the one school of a small NCES export."""
    directory = read_directory(
        f"{FIELDS},Low Grade,High Grade\n120003000018,Alachua,FL,{cells}\n".encode()
    )
    assert directory.rejected == []
    [row] = directory.rows
    return row.values, [(note.field, note.reason) for note in directory.notes]


@needs_shared
@pytest.mark.django_db
def test_ten_of_ten_schools_come_in_whatever_their_grades(capsys):
    seen = command(capsys, GRADE_RANGES, *MAP)
    done = command(capsys, GRADE_RANGES, *MAP, "--apply")
    assert done == {**seen, "applied": True}
    assert (done["rows"], done["created"], done["rejected"]) == (10, 10, [])
    assert list(School.objects.order_by("name").values_list("name", "low_grade", "high_grade")) == [
        ("A", "PK", "05"), ("B", "KG", "03"), ("C", "PK", "05"), ("D", "09", "12"), ("E", "UG", "UG"),
        ("F", "06", "08"), ("G", "KG", "12"), ("H", "", ""), ("I", "", ""), ("J", "", ""),
    ]  # fmt: skip
    assert done["notes"] == [
        {"row": 3, "field": "grades", "reason": "These grades are in parts; kept as KG to 03, the lowest and the highest."},
        {"row": 4, "field": "grades", "reason": "These grades are in parts; kept as PK to 05, the lowest and the highest."},
        {"row": 8, "field": "grades", "reason": "These grades are in parts; kept as KG to 12, the lowest and the highest."},
        {"row": 9, "field": "grades",
         "reason": "A grade is PK, KG or 1 to 13; correct it, or leave it empty. The row is used without it."},
        {"row": 10, "field": "grades",
         "reason": "A spreadsheet has made a day of these grades; write them as K-5, or leave them empty. "
                   "The row is used without it."},
    ]  # fmt: skip
    again = command(capsys, GRADE_RANGES, *MAP, "--apply")
    assert (again["unchanged"], len(again["notes"])) == (10, 5)


@needs_shared
@pytest.mark.django_db
def test_a_person_reads_the_notes_before_what_to_do(capsys):
    call_command("import_schools", str(GRADE_RANGES), *MAP)
    lines = capsys.readouterr().out.splitlines()
    assert lines[3:5] == [
        "Look at 5 rows first:",
        "  Row 3, grades: These grades are in parts; kept as KG to 03, the lowest and the highest.",
    ]
    assert lines[-1] == "Nothing was written. Add --apply to import 10 schools."


@pytest.mark.parametrize(
    ("cell", "ends"),
    [
        ("EE KG-05", ("PK", "05")),
        ("EE-KG 09-12", ("PK", "12")),
        ("PK 01-06", ("PK", "06")),
        ("K, 1, 2", ("KG", "02")),
        ("KG-5;9-12", ("KG", "12")),
        ("9 & 10", ("09", "10")),
        ("KG-05 UG", ("KG", "05")),
        ("Pre-K – 5", ("PK", "05")),
        ("6 through 8", ("06", "08")),
        ("12", ("12", "12")),
    ],
)
def test_of_grades_in_parts_the_lowest_and_the_highest_count(cell, ends):
    assert readers_cells.grades(cell) == ends


@pytest.mark.parametrize(
    "cell", ["All", "01-May", "9-Dec", "5/8", "K-5-8", "Elementary", "K-99", "9 " * 50, "-", ";"]
)
def test_grades_that_nobody_can_read_are_none(cell):
    with pytest.raises(readers_cells.NotRead):
        readers_cells.grades(cell)


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("street", LONG),
        ("city", LONG),
        ("city", "#REF!"),
        ("postal_code", "3.2601E+08"),
        ("postal_code", "1" * 20),
        ("county", "#NAME?"),
        ("phone", "5" * 50),
        ("phone", "3.52956E+09"),
        ("students", "many"),
        ("students", "-5"),
        ("students", '"1,5"'),
        ("teachers", "12 FTE"),
        ("teachers", "#DIV/0!"),
        ("latitude", "29.7N"),
        ("latitude", '"29,7"'),
        ("longitude", "-820"),
        ("longitude", "-8.2E+01"),
        ("status", "Maybe"),
        ("kind", LONG),
        ("locale", LONG),
        ("low_grade", "Low"),
        ("high_grade", "01-May"),
    ],
)
def test_each_optional_cell_may_be_anything(field, cell):
    names = ["street", "city", "postal_code", "county", "phone", "locale", "is_charter", "students", "teachers", "kind", "status",
             "latitude", "longitude", "low_grade", "high_grade"]  # fmt: skip
    found, notes = only(",".join(cell if name == field else "" for name in names))
    assert [name for name, _ in notes] == [field]
    assert notes[0][1].endswith(". The row is used without it.")
    assert set(found) == {"nces_id", "state", "name"}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("1.20003E+11,Alachua,FL", "nces_id"),
        ("#REF!,Alachua,FL", "nces_id"),
        ("120003000018,#NAME?,FL", "name"),
        ("120003000018,,FL", "name"),
    ],
)
def test_what_says_which_school_it_is_has_to_be_right(row, field):
    directory = read_directory(f"NCES School ID,School Name,State\n{row}\n".encode())
    assert (directory.rows, [refusal.field for refusal in directory.rejected]) == ([], [field])


@pytest.mark.django_db
def test_what_is_known_here_stays_where_a_cell_cannot_be_read(capsys, tmp_path):
    path = tmp_path / "schools.csv"
    head = "NCES School ID,School Name,State,NCES District ID,District,Phone,Students\n"
    path.write_text(head + "120003000018,Alachua,FL,1200030,ALACHUA,3529557300,512\n")
    command(capsys, path, "--apply")
    path.write_text(head + f"120003000018,Alachua,FL,1200030,ALACHUA,{'5' * 50},many\n")
    told = command(capsys, path, "--apply")
    assert (told["unchanged"], [note["field"] for note in told["notes"]]) == (
        1,
        ["phone", "students"],
    )
    assert School.objects.values_list("phone", "students").get() == ("(352) 955-7300", 512)


@pytest.mark.django_db
def test_the_page_shows_the_notes_before_the_button(client):
    client.force_login(builders.make_account(is_superuser=True, is_staff=True))
    text = "NCES School ID,School Name,State,NCES District ID,District,Phone\n120003000018,Alachua,FL,1200030,ALACHUA,#REF!\n"
    answer = client.post("/schools/import/", {"file": SimpleUploadedFile("a.csv", text.encode())})
    page = " ".join(client.get(answer.url).content.decode().split())
    assert "<h1>1 school is new</h1>" in page
    assert "1 cell is not used as it stands" in page
    assert page.index("A spreadsheet shows #REF! here") < page.index("Import 1 school</button>")
