"""Databases made once in a run and copied.

The migrated one, which tests begin from, and the one with the demo in it.

Copying a database is files; migrating or seeding one is minutes of everybody's processor. ./run
test keeps both for the next run.
"""

import fcntl
import os
import subprocess
import sys
import uuid
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pgtrigger
import psycopg2
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase
from psycopg2 import sql

from safety_portal import env
from tests.plugins import kept_demo

# One name for all processes of a run: those that pytest starts inherit it.
RUN = os.environ.setdefault("PORTAL_TEST_RUN", uuid.uuid4().hex[:12])
# ./run test brings a migrated one along, which it keeps between runs.
KEPT = os.environ.get("PORTAL_TEST_MIGRATED")
# Where processes on copies of the demo find its files, whatever a test says of its own.
UPLOADS = env.VAR / "uploads"
MIGRATED, SEEDED = KEPT or f"migrated_{RUN}", f"seeded_{RUN}"
# What a migration makes out of the code and no test changes.
OF_THE_CODE = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def emptied_by_deleting():
    """Empty the database after a test that commits by deleting its few rows.

    Django truncates every table and writes all permissions anew, a third of a second each time.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: delete_all_rows())
        yield


@contextmanager
def as_owner():
    """Inside, the tests' connection has the rights of the tables' owner, also in the middle of a
    transaction.

    Everything else of a test runs as the application's role (settings/test.py), which may not even
    ignore a trigger.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(application())))


def application():
    """The name of the application's role."""
    return connection.settings_dict["OPTIONS"]["assume_role"]


@transaction.atomic
def delete_all_rows():
    """Delete what is in the tables of the portal, whatever keeps people from deleting it."""
    tables = sorted(
        set(connection.introspection.django_table_names(only_existing=True)) - OF_THE_CODE
    )
    with as_owner(), pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(";").join(
                sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in tables
            )
        )


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """The database of the tests.

    A copy of the migrated one, which the owner makes, since the application may make none.
    """
    name = f"test_{RUN}_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    copy(migrated(), name)
    with django_db_blocker.unblock():
        connection.settings_dict["NAME"] = name
        yield
        connection.close()
    drop(name)


@pytest.fixture
def seeded_database(django_db_setup, django_db_blocker):
    """A copy of the demo, in place of the empty database of the tests.

    What is changed in it is gone afterwards.
    """
    with django_db_blocker.unblock(), copied(seeded()):
        yield


@contextmanager
def copied(template):
    """A block in which connections lead to a copy of the database `template`, which nobody may be
    connected to; its name.
    """
    name = f"copy_{uuid.uuid4().hex[:12]}"
    copy(template, name)
    try:
        with leading_to(name):
            yield name
    finally:
        drop(name)


@contextmanager
def leading_to(name):
    """A block in which connections lead to the database of that name."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def migrated():
    """The name of a database with all tables and what migrations put into them."""
    with _made_once(MIGRATED) as is_new:
        if is_new and not KEPT:
            on_server(f"CREATE DATABASE {MIGRATED}")
            manage(MIGRATED, "migrate", "--no-input")
    return MIGRATED


def seeded():
    """The name of a database with the demo in it."""
    with _made_once(SEEDED) as is_new:
        if is_new:
            _make_seeded()
    return SEEDED


def _make_seeded():
    place = address("DATABASE_OWNER_URL", SEEDED)
    with kept_demo.kept() as kept:
        if kept.is_there:
            on_server(f"CREATE DATABASE {SEEDED}")
            kept.restore(place, UPLOADS)
        else:
            copy(migrated(), SEEDED)
            manage(SEEDED, "seed_demo")
            kept.keep(place, UPLOADS)


def copy(template, name):
    """A new database like another one that nobody is connected to."""
    on_server(f"CREATE DATABASE {name} TEMPLATE {template}")


def drop(name):
    """Take a database away, whoever is connected to it."""
    on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def environment(name, **more):
    """What a process needs to be the demo on the database of that name, as the application."""
    known = {
        variable: value
        for variable, value in os.environ.items()
        if variable != "DATABASE_OWNER_URL"
    }
    url = address("DATABASE_URL", name)
    return (
        known
        | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "safety_portal.settings.demo"}
        | more
    )


def address(variable, name):
    """The value of DATABASE_URL or DATABASE_OWNER_URL for the database of that name."""
    return urlsplit(os.environ[variable])._replace(path=f"/{name}").geturl()


def manage(name, *arguments, **more):
    """What a management command prints; raises AssertionError with all it said if it fails."""
    command = [sys.executable, settings.BASE_DIR / "manage.py", *arguments]
    known = environment(name, DATABASE_OWNER_URL=address("DATABASE_OWNER_URL", name), **more)
    done = subprocess.run(command, env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def on_server(statement):
    """Run one statement beside the databases: from the one that every server has."""
    server = psycopg2.connect(address("DATABASE_OWNER_URL", "postgres"))
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(statement)
    server.close()


@contextmanager
def _made_once(name):
    """Whether it is for us to make; other processes of this run wait until it is made."""
    folder = Path(os.environ["PORTAL_VAR"])
    done = folder / f"{name}.made"
    with open(folder / f"{name}.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not done.exists()
        done.touch()


def pytest_unconfigure(config):
    """Leave no database of this run behind on a server that lives on."""
    if not hasattr(config, "workerinput") and "DATABASE_URL" in os.environ:
        for name in (MIGRATED, SEEDED):
            drop(name)
