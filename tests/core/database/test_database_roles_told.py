"""Whoever runs the portal is told of the two roles, in one sentence each."""

import subprocess
import sys

import pytest
from django.db import connection

from tests.architecture import house
from tests.core.operation import test_settings_refused
from tests.plugins import databases
from tests.plugins.databases import as_owner


def manage(command, **more):
    """A command as the application alone, on the tests' database.

    Its exit status and what it says.
    """
    known = databases.environment(connection.settings_dict["NAME"], **more)
    done = subprocess.run(
        [sys.executable, "manage.py", command],
        env=known,
        cwd=house.ROOT,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", ["migrate", "seed_demo"])
def test_what_changes_tables_refuses_the_application_in_one_sentence(django_db_setup, command):
    assert manage(command) == (
        1,
        "",
        f"{command} has to be run by the owner of the tables, and {databases.application()} is not: set DATABASE_OWNER_URL, as"
        " docs/operation.md says.\n",
    )


def test_an_owner_that_cannot_connect_is_one_sentence(django_db_setup):
    nobody = databases.address("DATABASE_OWNER_URL", connection.settings_dict["NAME"]).replace(
        "//", "//nobody-", 1
    )
    status, _, sentence = manage("migrate", DATABASE_OWNER_URL=nobody)
    assert (
        status,
        sentence.count("\n"),
        sentence.startswith("DATABASE_OWNER_URL: connection to server"),
    ) == (
        1,
        1,
        True,
    )


WARNING = "The application connects as the owner of its tables, who can lift their protection."


def test_the_deployment_check_says_when_the_application_owns_its_tables(django_db_setup):
    check = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    name = connection.settings_dict["NAME"]
    as_it_was = {
        "DATABASE_URL": databases.address("DATABASE_OWNER_URL", name),
        "DATABASE_OWNER_URL": None,
    }
    result = test_settings_refused.run(*check, **as_it_was)
    assert (result.returncode, WARNING in result.stderr) == (1, True)
    parted = {variable: databases.address(variable, name) for variable in as_it_was}
    assert test_settings_refused.run(*check, **parted).returncode == 0


def test_readyz_says_so_too_and_stays_ready_for_it(client, db, settings):
    assert client.get("/readyz").json()["database_role"] == {"ok": True}
    with as_owner():
        told = client.get("/readyz").json()["database_role"]
        settings.DEMO = True
        assert client.get("/readyz").json()["database_role"] == {"ok": True}
    assert told == {
        "ok": False,
        "says": f"{WARNING} Give it a role of its own: docs/operation.md, 6.",
    }
