"""manage.py import_schools, as other people's scripts rely on it."""

import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from coalitions.schools.models import School
from safety_portal.env import CHECKOUT
from tests.plugins.databases import environment
from tests.plugins.skips import SHARED, needs_shared

FOLDER = SHARED / "data" / "1-school-directories"
HEADER = "NCES School ID,School Name,District\n"


@pytest.fixture
def file(tmp_path):
    def write(text, name="schools.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def run(capsys, *arguments):
    call_command("import_schools", *arguments)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_the_json_is_one_object_of_the_contract(capsys, file):
    path = file(HEADER + "120003000018,A,ALACHUA\n120003000018,A,ALACHUA\n120003000019,†,ALACHUA\n")
    told = json.loads(run(capsys, path, "--json"))
    assert told == {
        "applied": False,
        "rows": 3,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "missing": 0,
        "not_yours": 0,
        "skipped": [{"row": 3, "reason": "The same as row 2."}],
        "rejected": [{"row": 4, "field": "name", "reason": "This row has no name; add it."}],
        "notes": [],
        "kind": "schools",
        "layout": "NCES school search",
        "sheet": None,
        "sheets": [],
        "remarks": [],
        "schools": {"created": 1, "updated": 0, "unchanged": 0},
        "districts": {"created": 1, "updated": 0, "unchanged": 0},
    }
    assert School.objects.count() == 0
    applied = json.loads(run(capsys, path, "--json", "--apply"))
    assert applied == {**told, "applied": True}
    assert School.objects.get().name == "A"


@pytest.mark.django_db
def test_a_person_reads_what_is_new_what_is_refused_and_what_to_do(capsys, file):
    path = file(HEADER + "120003000018,A,ALACHUA\n120003000019,†,ALACHUA\n")
    assert run(capsys, path) == (
        "schools.csv: 2 rows of schools, read as NCES school search.\n"
        "1 new, 0 changed, 0 unchanged, 1 refused, 0 repeated.\n"
        "1 district not here before, known by the schools' rows.\n"
        "Row 3, name: This row has no name; add it.\n"
        "Nothing was written. Add --apply to import 1 school.\n"
    )
    assert run(capsys, path, "--apply").endswith("\nImported 1 school.\n")
    assert run(capsys, path, "--apply").endswith(
        "\nNothing in the file is new. Nothing was written.\n"
    )
    path = file(HEADER + "120003000018,A,ALACHUA\n")
    assert run(capsys, path, "--apply").endswith(
        "\nThe file says what is here already. Nothing was written.\n"
    )


@pytest.mark.django_db
def test_a_header_alone_is_no_mistake(capsys, file):
    assert run(capsys, file(HEADER), "--apply").endswith(
        "\nThe file has a header and no rows. Nothing was written.\n"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("repeated", [False, True])
def test_columns_are_mapped_in_one_list_or_one_by_one(capsys, file, repeated):
    pairs = [
        "state_id=Code",
        "name=Official Name",
        "state==MI",
        "district_state_id=LEA",
        "district_name==Cedar",
    ]
    path = file("LEA;Official Name;Code\n07;Alder Creek;00187\n")
    options = (
        [part for pair in pairs for part in ("--map", pair)] if repeated else ["--map", *pairs]
    )
    assert json.loads(run(capsys, path, *options, "--json", "--apply"))["created"] == 1
    school = School.objects.select_related("district").get()
    assert (school.state, school.state_id, school.name, school.district.name) == (
        "MI",
        "00187",
        "Alder Creek",
        "Cedar",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("", [], "This file is empty."),
        (
            '[{"a": 1}]',
            ["--apply"],
            "This is a JSON file, not a table; save the list as CSV, one row for each entry.",
        ),
        (
            HEADER,
            ["--map", "name=Nome"],
            "The file has no column “Nome”; it has “NCES School ID”, “School Name”, “District”.",
        ),
        (
            HEADER,
            ["--map", "name"],
            '--map wants FIELD=COLUMN, as in --map name="Official Name", not “name”.',
        ),
    ],
)
def test_bad_input_is_refused_with_exit_2(file, text, options, sentence):
    with pytest.raises(CommandError) as refused:
        call_command("import_schools", file(text), *options)
    assert (str(refused.value), refused.value.returncode) == (sentence, 2)
    assert School.objects.count() == 0


@needs_shared
@pytest.mark.django_db(transaction=True)
def test_on_the_command_line_a_refusal_is_one_sentence_on_stderr():
    done = subprocess.run(
        [
            sys.executable,
            "manage.py",
            "import_schools",
            FOLDER / "pa_district_locations.json",
            "--apply",
            "--json",
        ],
        cwd=CHECKOUT,
        env=environment(connection.settings_dict["NAME"]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        2, "", "This is a JSON file, not a table; save the list as CSV, one row for each entry.\n",
    )  # fmt: skip
