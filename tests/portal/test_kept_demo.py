"""The demo as the tests keep it between runs.

Whole when it is read again, and made anew when it would be another.
"""

import uuid

import pytest
from django.db import connection
from psycopg2 import sql

from coalitions.agreements.models.paper import AgreementPaper
from tests.architecture.house import imports, modules
from tests.plugins import databases, kept_demo

IN_IT = """
    SELECT (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal), (SELECT count(*) FROM pg_constraint),
           (SELECT count(*) FROM pg_indexes), (SELECT count(*) FROM pg_proc),
           (SELECT string_agg(relname || coalesce(relacl::text, ''), ' ' ORDER BY relname) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace)
"""

ROWS = sql.SQL("SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {} AS t")


def contents():
    """Every table's rows as one number, what guards them, and who may do what, in the database
    connected to.
    """
    tables = sorted(connection.introspection.django_table_names(only_existing=True))
    with connection.cursor() as cursor:
        cursor.execute(IN_IT)
        guarded = cursor.fetchone()
        rows = {}
        for table in tables:
            cursor.execute(ROWS.format(sql.Identifier(table)))
            rows[table] = cursor.fetchone()
    return guarded, rows


def test_what_is_kept_is_read_again_whole(seeded_database, django_db_blocker, tmp_path):
    name = f"copy_{uuid.uuid4().hex[:12]}"
    there, again = tmp_path / "kept", tmp_path / "again"
    dump = there / "demo-kept.dump"
    (there / "demo-of-yesterday.uploads" / "scans").mkdir(parents=True)
    (there / "demo-of-yesterday.dump").touch()
    kept_demo.Kept(dump).keep(
        databases.address("DATABASE_OWNER_URL", connection.settings_dict["NAME"]), databases.UPLOADS
    )
    assert {path.name for path in there.iterdir()} == {dump.name, "demo-kept.uploads"}
    databases.on_server(f"CREATE DATABASE {name}")
    kept = kept_demo.Kept(dump)
    assert kept.is_there
    kept.restore(databases.address("DATABASE_OWNER_URL", name), again)
    with django_db_blocker.unblock():
        made = contents()
        with databases.copied(name):
            assert contents() == made
    databases.drop(name)
    assert made[1]["plans_edition"][0] > 10
    papers = AgreementPaper.objects.values_list("file", flat=True)
    assert papers
    assert all((again / name).is_file() for name in papers)


def test_nothing_is_kept_on_the_servers_of_others(monkeypatch):
    monkeypatch.setattr(kept_demo, "FOLDER", None)
    with kept_demo.kept() as kept:
        assert not kept.is_there


@pytest.mark.parametrize(
    "path",
    [
        "safety_portal/demo/seed.py",
        "safety_portal/demo/names.yaml",
        "plans/signing/actions/signing.py",
        "plans/migrations/0001_initial.py",
        "training/courses/data/courses.yaml",
        "templates/mail/message.html",
        "templates/coalitions/invitations/mail/invitation.text",
    ],
)
def test_what_the_demo_is_made_of_decides(monkeypatch, tmp_path, path):
    named = kept_demo.digest()
    files = kept_demo.files()
    changed = kept_demo.settings.BASE_DIR / path
    assert changed in files
    monkeypatch.setattr(kept_demo, "files", lambda: [each for each in files if each != changed])
    assert kept_demo.digest() != named


def test_the_day_decides_and_what_a_shell_says_to_the_portal(monkeypatch, time_machine):
    time_machine.move_to("2026-03-02 12:00 -0500", tick=False)
    named = kept_demo.digest()
    monkeypatch.setenv("PORTAL_TEST_RUN", "another")
    assert kept_demo.digest() == named
    monkeypatch.setenv("PORTAL_INVITATION_DAYS", "3")
    assert kept_demo.digest() != named
    monkeypatch.delenv("PORTAL_INVITATION_DAYS")
    time_machine.shift(kept_demo.FRESH_SECONDS)
    assert kept_demo.digest() != named


def test_what_is_left_out_has_no_part_in_it():
    """Nothing that the making of the demo imports, by however many steps, is what shows pages."""
    ours, known, waiting = modules(), set(), ["safety_portal.demo.seed"]
    while waiting:
        name = waiting.pop()
        known.add(name)
        waiting.extend(imports(ours[name]) - known)
    assert {"plans.signing.actions.signing", "coalitions.invitations.actions.inviting"} <= known
    assert [name for name in known if kept_demo.SHOWS_PAGES & set(name.split("."))] == []
