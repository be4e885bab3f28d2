"""A portal from before there were two roles gets its second one, as docs/server/roles has it.

And a backup comes back so.
"""

import os
import subprocess
import sys

import psycopg2
import pytest
from psycopg2.errors import InsufficientPrivilege

from tests.architecture import house
from tests.plugins import databases

# What a portal with one role had: no superuser, as on a server.
ONE, TWO, NAME = (f"{word}_{databases.RUN}" for word in ("one", "two", "undivided"))
ROW = "INSERT INTO django_session VALUES ('key', 'signed in', now())"
ROWS = "SELECT session_key, session_data FROM django_session"
TRUNCATE = "TRUNCATE cache"
STATE = """
    SELECT relname, relowner::regrole::text, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT proname, proowner::regrole::text, proacl::text FROM pg_proc WHERE proname LIKE '%pgtrigger%'
    UNION ALL SELECT datname, datdba::regrole::text, datacl::text FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT extname, extowner::regrole::text, '' FROM pg_extension WHERE extname <> 'plpgsql'
    ORDER BY 1, 2
"""


def url(variable, role, name=NAME):
    """The address of the database as another role than the tests'."""
    before = databases.address(variable, name)
    user = before.partition("//")[2].partition("@")[0]
    return before.replace(f"//{user}@", f"//{role}@", 1)


def migrate(*arguments, **owner):
    """`manage.py migrate` as the portal's role; what it says."""
    known = databases.environment(NAME, DATABASE_URL=url("DATABASE_URL", ONE)) | owner
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", *arguments],
        env=known, cwd=house.ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


BY_OWNER = {"DATABASE_OWNER_URL": url("DATABASE_OWNER_URL", TWO)}


def tried(role, statement, name=NAME):
    """What a statement brings back, for good; raises as PostgreSQL refuses it."""
    made = psycopg2.connect(url("DATABASE_URL", role, name))
    try:
        with made, made.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None
    finally:
        made.close()


def divide():
    """What docs/server/roles has PostgreSQL do."""
    names = ("--set", f"application={ONE}", "--set", f"owner={TWO}")
    file = house.ROOT / "docs/server/roles.sql"
    subprocess.run(
        [
            "psql",
            "--quiet",
            "--dbname",
            databases.address("DATABASE_OWNER_URL", NAME),
            *names,
            "--file",
            file,
        ],
        check=True,
    )


@pytest.fixture(scope="module")
def undivided():
    """A database that one role made, owns and uses, with a row in it."""
    databases.on_server(f"CREATE ROLE {ONE} LOGIN")
    databases.on_server(f"CREATE DATABASE {NAME} OWNER {ONE}")
    try:
        migrate()
        tried(ONE, ROW)
        yield
    finally:
        for name in (NAME, f"{NAME}_again"):
            databases.drop(name)
        for role in (ONE, TWO):
            databases.on_server(f"DROP ROLE IF EXISTS {role}")


def test_an_installation_of_one_role_becomes_one_of_two_and_loses_nothing(undivided):
    tried(ONE, TRUNCATE)  # as its owner can
    divide()
    # The portal works on until migrate has run, and owns nothing any more.
    assert tried(
        ONE, "UPDATE django_session SET session_data = 'still here' RETURNING session_key"
    ) == [("key",)]
    with pytest.raises(InsufficientPrivilege):
        tried(ONE, TRUNCATE)
    # The account that migrates on a server is let in as the owner alone.
    databases.on_server(f"ALTER ROLE {ONE} CONNECTION LIMIT 0")
    migrate(**BY_OWNER)
    databases.on_server(f"ALTER ROLE {ONE} CONNECTION LIMIT -1")
    state = tried(TWO, STATE)
    assert {owner for _, owner, _ in state} == {TWO}
    with pytest.raises(InsufficientPrivilege):
        tried(ONE, "DELETE FROM audit_auditrow")
    assert tried(ONE, ROWS) == [("key", "still here")]
    divide()
    migrate(**BY_OWNER)
    assert tried(TWO, STATE) == state


def test_migrations_there_and_back_leave_the_application_what_it_had(undivided):
    divide()
    migrate(**BY_OWNER)
    state = tried(TWO, STATE)
    migrate("plans", "0022", **BY_OWNER)
    assert "plans_finding" not in {name for name, *_ in tried(TWO, STATE)}
    migrate(**BY_OWNER)
    assert sorted(tried(TWO, STATE)) == sorted(state)
    # The migrations above wrote triggers, with pgtrigger's own answer to who ignores them.
    assert (
        "pg_has_role"
        in tried(TWO, "SELECT prosrc FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'")[0][0]
    )


def test_a_backup_made_by_the_application_is_restored_by_the_owner(undivided, tmp_path):
    """The commands of docs/server/backup and docs/server/restore."""
    divide()
    migrate(**BY_OWNER)
    again, file = f"{NAME}_again", tmp_path / "database"
    with open(file, "wb") as dump:
        subprocess.run(
            ["pg_dump", "--format=custom", "--no-owner", url("DATABASE_URL", ONE)],
            stdout=dump,
            check=True,
        )
    databases.on_server(f"CREATE DATABASE {again} OWNER {TWO}")
    restore = [
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--dbname",
        url("DATABASE_OWNER_URL", TWO, again),
    ]
    subprocess.run([*restore, file], check=True)
    known = os.environ | {variable: url(variable, role, again) for variable, role in
                          {"DATABASE_URL": ONE, "DATABASE_OWNER_URL": TWO}.items()}  # fmt: skip
    known["DJANGO_SETTINGS_MODULE"] = "safety_portal.settings.demo"
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        env=known,
        cwd=house.ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    renamed = [(name.removesuffix("_again"), *more) for name, *more in tried(TWO, STATE, again)]
    assert sorted(renamed) == sorted(tried(TWO, STATE))
    assert tried(ONE, ROWS, again) == tried(ONE, ROWS) != []
