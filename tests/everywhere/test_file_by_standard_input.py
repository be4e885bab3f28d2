"""Importers read - as standard input.

On a server the portal's account can read no file of root's, and root's shell can.
"""

import io
import json
import os
import pwd
import sys
import zipfile

import docx
import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

from coalitions.people.models import Person
from coalitions.schools.models import District
from plans.editions.models.plan import Plan
from safety_portal.core.commands import OR_STANDARD_INPUT
from training.records.models import TrainingRecord

pytestmark = pytest.mark.django_db
DISTRICTS = b"NCES District ID,District Name,State\n1200030,Alachua County,FL\n"


@pytest.fixture
def given(monkeypatch):
    """given(bytes): what comes by standard input."""

    def give(content):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return give


def word_file(text):
    made, kept = docx.Document(), io.BytesIO()
    made.add_heading(text, level=1)
    made.add_paragraph("Words.")
    made.save(kept)
    return kept.getvalue()


def zipped(**files):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return kept.getvalue()


@pytest.mark.parametrize(
    "name", sorted(name for name in get_commands() if name.startswith("import_"))
)
def test_every_importer_says_so_in_its_help(name):
    command = load_command_class(get_commands()[name], name)
    assert OR_STANDARD_INPUT in " ".join(
        command.create_parser("manage.py", name).format_help().split()
    )


def test_schools(given, capsys):
    given(DISTRICTS)
    call_command("import_schools", "-", "--apply")
    assert capsys.readouterr().out.startswith("standard input: 1 row of districts")
    assert District.objects.get().name == "Alachua County"


def test_people_as_a_list_and_as_an_archive(given, coalition, capsys):
    given(b"Name,Email,Role\nAda Byron,ada@example.org,Teacher\n")
    call_command("import_people", "-", "--coalition", coalition.slug, "--apply")
    header = "sourcedId,status,enabledUser,givenName,familyName,role,email,orgSourcedIds"
    users = f"{header}\nu1,active,true,Bo,Li,teacher,bo@example.org,o1\n"
    given(zipped(users=users, orgs=f"sourcedId,name,type\no1,{coalition.school.name},school\n"))
    call_command(
        "import_people",
        "-",
        "--coalition",
        coalition.slug,
        "--org",
        f"o1={coalition.slug}",
        "--apply",
        "--json",
    )
    assert set(Person.objects.values_list("name", flat=True)) == {"Ada Byron", "Bo Li"}


def test_a_plan(given, coalition, capsys):
    given(word_file("Basic plan"))
    call_command("import_plan", "-", "--coalition", coalition.slug, "--title", "EOP", "--apply")
    assert capsys.readouterr().out.startswith("standard input: 1 heading")
    assert Plan.objects.get().title == "EOP"


def test_trainings(given, coalition, cast, capsys):
    given(b"Course,Date,Hours\nIS-100,2026-01-05,2\n")
    call_command(
        "import_training",
        "-",
        "--coalition",
        coalition.slug,
        "--person",
        cast.teacher.email,
        "--apply",
        "--json",
    )
    assert json.loads(capsys.readouterr().out)["created"] == 1
    assert TrainingRecord.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_file_is_refused_as_any_file(given, content):
    given(content)
    with pytest.raises(CommandError) as refused:
        call_command("import_schools", "-")
    assert (refused.value.returncode, "\n" in str(refused.value)) == (2, False)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_a_file_that_the_account_may_not_read_names_the_way(tmp_path):
    file = tmp_path / "districts.csv"
    file.write_bytes(DISTRICTS)
    file.chmod(0o600)
    command = load_command_class("coalitions", "import_schools")
    account = pwd.getpwnam("nobody")
    os.seteuid(account.pw_uid)
    try:
        with pytest.raises(CommandError) as refused:
            call_command(command, str(file))
    finally:
        os.seteuid(0)
    sentence = f"“{file}” cannot be read by nobody. Give it through standard input: import_schools - ... < {file}"
    assert (str(refused.value), refused.value.returncode) == (sentence, 2)
    assert District.objects.count() == 0
