"""Rows that were committed, laid back as they were: for what several connections have to see.

A copy of the database for each such try costs its files and its connections; here only tables that
a try changed are written anew.
"""

from django.db import connection, transaction
from psycopg2 import sql

from tests.plugins.databases import as_owner

ASIDE = "aside"


def put_aside():
    """Keep a copy of every row; returns `contents` as they are now."""
    names = tables()
    with transaction.atomic(), as_owner(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {ASIDE}")
        for name in names:
            copied = sql.SQL("CREATE TABLE {} AS TABLE {}").format(
                aside(name), sql.Identifier(name)
            )
            cursor.execute(copied)
    return contents()


def lay_back(names):
    """Give these tables the rows that were put aside, and no other."""
    with transaction.atomic(), as_owner(), connection.cursor() as cursor:
        # No trigger asks what these rows have been asked before.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name in names:
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            laid = sql.SQL("INSERT INTO {} TABLE {}").format(sql.Identifier(name), aside(name))
            cursor.execute(laid)


def contents():
    """table -> (how many rows it has, a number that is another one where a value is)."""
    one = "SELECT {}::text, count(*), sum(hashtextextended(it::text, 0)) FROM {} it"
    counts = [sql.SQL(one).format(sql.Literal(name), sql.Identifier(name)) for name in tables()]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(counts))
        return {name: (count, number) for name, count, number in cursor.fetchall()}


def tables():
    return connection.introspection.table_names()


def aside(name):
    return sql.Identifier(ASIDE, name)
