"""Two roles of PostgreSQL.

The owner of the tables, which migrates, and the application's, which can lift no protection.

Whoever owns a table can disable its triggers and empty it. So web, worker and beat connect as a
role that owns nothing and has, table by table, only what the portal needs. `migrate` gives it that
as its last step, each time: no table can be forgotten.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pgtrigger
from django.conf import settings
from django.core.management.base import CommandError
from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg2 import sql

OWNED = "The application connects as the owner of its tables, who can lift their protection."
HINT = "Give it a role of its own: docs/operation.md, 6."

EVERYTHING = ("SELECT", "INSERT", "UPDATE", "DELETE")
# Written by migrate alone.
READ_ONLY = {"django_migrations": ("SELECT",)}

MAY_CHANGE_TABLES = """
    SELECT has_schema_privilege('public', 'CREATE') OR EXISTS (
        SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND pg_has_role(relowner, 'MEMBER')
    )
"""
# Roles whose rights the application has and must not have.
TOO_MUCH = r"""
    SELECT rolname FROM pg_roles WHERE pg_has_role(%s, oid, 'MEMBER') AND (
        rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls OR rolname = current_user OR rolname LIKE 'pg\_%%'
    )
"""
# A sweep works in a temporary table (portal/reminders/obligations.py).
OF_THE_DATABASE = """
    REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM PUBLIC, {role};
    GRANT TEMPORARY ON DATABASE {database} TO {role};
    REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role};
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {role};
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {role};
    GRANT CONNECT ON DATABASE {database} TO {role};
    GRANT USAGE ON SCHEMA public TO {role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}
"""
# A temporary table is found before one of ours of the same name: not by what triggers ask, which
# name no schema.
TRIGGERS_ASK_OURS = """
    DO $$
    DECLARE
        ours regprocedure;
    BEGIN
        FOR ours IN SELECT pg_proc.oid FROM pg_proc JOIN pg_language ON pg_language.oid = prolang
            WHERE pronamespace = 'public'::regnamespace AND lanname = 'plpgsql' AND pg_has_role(proowner, 'MEMBER')
        LOOP
            EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', ours);
        END LOOP;
    END $$
"""
# What pgtrigger.ignore() says is a setting that any role can make. Only who may disable the trigger
# anyway is heard. Every migration that writes a trigger brings pgtrigger's own function back, which
# hears everybody.
ONLY_THE_OWNER_IGNORES = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean AS $$
    DECLARE
        told text := current_setting('pgtrigger.ignore', true);
    BEGIN
        IF told IS NULL OR told = '' THEN
            RETURN false;
        END IF;
        RETURN trigger_name::text = ANY (told::text[]) AND EXISTS (
            SELECT FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
            WHERE tgname = trigger_name AND pg_has_role(relowner, 'MEMBER')
        );
    END;
    $$ LANGUAGE plpgsql
"""


@contextmanager
def as_owner() -> Iterator[None]:
    """Inside, the connection is that of the tables' owner, where DATABASE_OWNER_URL names one.

    CommandError if it cannot be.

    For commands, outside a transaction.
    """
    before = connection.settings_dict
    owner = before | settings.DATABASE_OWNER
    # How the portal's queries are planned goes along: the bench measures as the owner what the
    # application's role serves.
    owner["OPTIONS"] = {"options": before["OPTIONS"]["options"]} | owner["OPTIONS"]
    if owner == before:
        yield
        return
    connection.close()
    connection.settings_dict = owner
    try:
        _connect()
        yield
    finally:
        connection.close()
        connection.settings_dict = before


def _connect() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as refused:
        raise CommandError(f"DATABASE_OWNER_URL: {str(refused).strip()}") from refused


def may_change_tables() -> bool:
    """Whether the role that is connected owns what is in the database, or could make more of it."""
    with connection.cursor() as cursor:
        cursor.execute(MAY_CHANGE_TABLES)
        return cursor.fetchone()[0]


def require_owner(command: str) -> None:
    """Raise CommandError unless the connected role is the tables' owner."""
    if not may_change_tables():
        raise CommandError(
            f"{command} has to be run by the owner of the tables, and {_role()} is not: set DATABASE_OWNER_URL, as"
            " docs/operation.md says."
        )


@transaction.atomic
def grant(role: str) -> None:
    """Give `role` what the portal needs of each table and take everything else.

    CommandError where that would not bind it.

    Run by the owner. Said again, it changes nothing.
    """
    with connection.cursor() as cursor:
        _refuse_who_would_not_be_bound(cursor, role)
        names = {
            "database": sql.Identifier(connection.settings_dict["NAME"]),
            "role": sql.Identifier(role),
        }
        cursor.execute(sql.SQL(OF_THE_DATABASE).format(**names))
        cursor.execute(ONLY_THE_OWNER_IGNORES)
        cursor.execute(TRIGGERS_ASK_OURS)
        given = privileges(connection.introspection.table_names(cursor))
        cursor.execute(
            sql.SQL(";").join(_grant(table, which, role) for table, which in given.items())
        )


def privileges(tables: list[str]) -> dict[str, Sequence[str]]:
    """What the application may do with each of these tables.

    Everything but what its triggers always refuse.
    """
    refused: dict[str, set[str]] = {}
    for model, trigger in pgtrigger.registered():
        if isinstance(trigger, pgtrigger.Protect) and trigger.condition is None:
            refused.setdefault(model._meta.db_table, set()).update(
                str(trigger.operation).split(" OR ")
            )
    by_table: dict[str, Sequence[str]] = {
        table: [right for right in EVERYTHING if right not in refused.get(table, ())]
        for table in tables
    }
    return {**by_table, **READ_ONLY}


def _grant(table: str, which: Sequence[str], role: str) -> sql.Composed:
    return sql.SQL("GRANT {} ON {} TO {}").format(
        sql.SQL(", ").join(map(sql.SQL, which)), sql.Identifier(table), sql.Identifier(role)
    )


def _refuse_who_would_not_be_bound(cursor: CursorWrapper, role: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if not cursor.fetchone():
        raise CommandError(
            f"The role {role}, which DATABASE_URL names, is not there: createuser {role}"
        )
    cursor.execute(TOO_MUCH, [role])
    if roles := [name for (name,) in cursor.fetchall()]:
        raise CommandError(
            f"The role {role}, which DATABASE_URL names, has the rights of {', '.join(roles)}: no protection of the tables"
            " would bind it. Take them from it."
        )


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]
