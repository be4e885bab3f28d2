"""What is posted many times at once is done once.

Every form of every page that does anything, by the same account.

A double click, two tabs, a phone that tries again. Chance finds such a race once in a hundred runs,
so here the posts wait for each other before their first writing: what read the same before, and did
not lock it, writes twice for sure. How many are at it is PORTAL_AT_ONCE.
"""

import logging
import os
from threading import Condition

import pytest
from django.db import connection, transaction

from tests.everywhere import asking
from tests.everywhere.conftest import places_of, signed_in
from tests.everywhere.sending import KEPT, posts
from tests.everywhere.test_posted_twice import AGAIN
from tests.everywhere.world import make_world
from tests.plugins import databases

TIMES = int(os.environ.get("PORTAL_AT_ONCE", 3))
# Seconds that the first waits for the others, who may be waiting for a row that it has locked.
PATIENCE = 0.25
# What belongs to a session or to a limit, what reading leaves, and the chain of audit rows, which
# is written at the commit.
BESIDES = {
    "audit_chain",
    "audit_link",
    "cache",
    "django_session",
    "usersessions_usersession",
    "account_emailaddress",
    *KEPT,
}


class Rendezvous:
    """Where posts wait for each other before the first thing each writes."""

    def __init__(self):
        self.arrived, self.changed = 0, Condition()

    def wait(self):
        with self.changed:
            self.arrived += 1
            self.changed.notify_all()
            self.changed.wait_for(lambda: self.arrived >= TIMES, timeout=PATIENCE)


@pytest.fixture(scope="module")
def crowd(django_db_setup, django_db_blocker, tmp_path_factory):
    """(world, the name of a database with it, every form that does something with how many rows it
    adds to which table).
    """
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", str(tmp_path_factory.mktemp("uploads")))
        with databases.copied(databases.migrated()) as name:
            with transaction.atomic():
                world = signed_in(make_world())
            doing = [
                (sent, account, rows)
                for sent, account in forms_of(world)
                if (rows := alone(world, sent, account))
            ]
            connection.close()
            yield world, name, doing
    logging.disable(logging.NOTSET)


def forms_of(world):
    return [
        (sent, account)
        for _, sent, account in posts(world, places_of(world))
        if sent.key[0] not in AGAIN
    ]


def alone(world, sent, account):
    """The rows that one post adds, by table; undone."""
    with asking.undone():
        before = rows()
        with transaction.atomic():
            send(world, sent, account)
        return difference(before, rows())


def test_no_form_sent_at_once_does_it_twice(crowd, run_at_once):
    world, name, doing = crowd
    wrong = []
    for sent, account, expected in doing:
        with databases.copied(name):
            before = rows()
            answers = run_at_once(together(world, sent, account), times=TIMES)
            came = difference(before, rows())
        if came != expected or max(answers) >= 500 or min(answers) >= 400:
            wrong.append(
                f"{sent.url} with {sorted(sent.given)}: {came} instead of {expected}; answers {sorted(answers)}"
            )
    assert wrong == []
    assert len({sent.key[0] for sent, _, _ in doing}) > 40


def together(world, sent, account):
    """A post that waits for the others before it writes; returns the status of the answer."""
    meeting = Rendezvous()

    def one():
        wait = iter([meeting.wait])

        def before_writing(execute, statement, parameters, many, context):
            if is_writing(statement):
                next(wait, lambda: None)()
            return execute(statement, parameters, many, context)

        with connection.execute_wrapper(before_writing):
            return send(world, sent, account)

    return one


def is_writing(statement):
    words = str(statement).split(None, 3)
    return words[0] in ("INSERT", "UPDATE", "DELETE") and not any(
        table in str(statement)[:80] for table in BESIDES
    )


def send(world, sent, account):
    data = {name: value() if callable(value) else value for name, value in sent.given.items()}
    return world.asker.ask(sent.url, account=account, method="POST", data=data).status


def rows():
    """How many rows each table has, those left out that say nothing about what was done."""
    tables = [name for name in connection.introspection.table_names() if name not in BESIDES]
    with connection.cursor() as cursor:
        counts = (f"SELECT '{name}', count(*) FROM {name}" for name in tables)  # noqa: S608 - names of our tables
        cursor.execute(" UNION ALL ".join(counts))
        return dict(cursor.fetchall())


def difference(before, after):
    return {
        table: count - before[table] for table, count in after.items() if count != before[table]
    }
