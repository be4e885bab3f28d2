"""What only the owner of the tables can do: change rows with our triggers off."""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection

from safety_portal.core.audit.chain import seal
from tests.plugins.databases import as_owner

OURS = ("audit", "plans", "coalitions")


@contextmanager
def by_the_owner():
    """Inside, no trigger of ours runs, neither those that refuse nor those that chain.

    What was written before is chained.
    """
    seal()
    tables = [
        model._meta.db_table for label in OURS for model in apps.get_app_config(label).get_models()
    ]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _triggers(cursor, "DISABLE", tables)
        yield cursor
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _triggers(cursor, "ENABLE", tables)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _triggers(cursor, how, tables):
    cursor.execute("; ".join(f'ALTER TABLE "{table}" {how} TRIGGER USER' for table in tables))
