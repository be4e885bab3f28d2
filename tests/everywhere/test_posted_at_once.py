"""What is posted many times at once is done once.

Every form of every page that does anything, by the same account.

A double click, two tabs, a phone that tries again. Chance finds such a race once in a hundred runs,
so here the posts wait for each other before their first writing: what read the same before, and did
not lock it, writes twice for sure. How many are at it is PORTAL_AT_ONCE.
"""

import logging
import os
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event

import pytest
from django.db import connection, transaction

from tests.everywhere import asking
from tests.everywhere.conftest import places_of, signed_in
from tests.everywhere.laid_back import contents, lay_back, put_aside
from tests.everywhere.sending import KEPT, posts
from tests.everywhere.test_posted_twice import AGAIN
from tests.everywhere.world import World, make_world
from tests.plugins import databases

TIMES = int(os.environ.get("PORTAL_AT_ONCE", 3))
# Seconds: how often is looked whether all are there, and how long for one who never comes.
LOOK_EVERY, PATIENCE = 0.005, 60
BLOCKED = """
    SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE NOT granted AND datname = current_database()
"""
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
        self.arrived, self._all_there = [], Event()

    def wait(self):
        self.arrived.append(True)
        self._all_there.wait(PATIENCE)

    def go_on(self):
        self._all_there.set()


@dataclass
class Crowd:
    """The world as it is committed, its `contents`, every form that does something with how many
    rows it adds to which table, and the threads that post, each on a connection of its own.
    """

    world: World
    before: dict
    doing: list
    threads: ThreadPoolExecutor

    def at_once(self, sent, account):
        """The statuses of as many posts as there are threads, which go on when each is there, is
        done, or waits for a row that one of the others has locked.
        """
        meeting = Rendezvous()
        post = together(self.world, sent, account, meeting)
        answers = [self.threads.submit(post) for _ in range(TIMES)]
        while len(meeting.arrived) + sum(each.done() for each in answers) + blocked() < TIMES:
            wait(answers, timeout=LOOK_EVERY)
        meeting.go_on()
        return [answer.result(timeout=PATIENCE) for answer in answers]


@pytest.fixture(scope="module")
def crowd(django_db_setup, django_db_blocker, tmp_path_factory):
    """The Crowd, in a database of its own."""
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", str(tmp_path_factory.mktemp("uploads")))
        with databases.copied(databases.migrated()), ThreadPoolExecutor(TIMES) as threads:
            with transaction.atomic():
                world = signed_in(make_world())
            before = put_aside()
            doing = [
                (sent, account, rows)
                for sent, account in forms_of(world)
                if (rows := alone(world, sent, account, counts(before)))
            ]
            yield Crowd(world, before, doing, threads)
    logging.disable(logging.NOTSET)


def forms_of(world):
    return [
        (sent, account)
        for _, sent, account in posts(world, places_of(world))
        if sent.key[0] not in AGAIN
    ]


def alone(world, sent, account, before):
    """The rows that one post adds to those of `before`, by table; undone."""
    with asking.undone():
        written = asking.rows_written(besides=BESIDES)
        with transaction.atomic():
            send(world, sent, account)
        is_nothing = asking.rows_written(besides=BESIDES) == written
        return {} if is_nothing else difference(before, counts(contents()))


def test_no_form_sent_at_once_does_it_twice(crowd):
    wrong, before = [], counts(crowd.before)
    for sent, account, expected in crowd.doing:
        answers = crowd.at_once(sent, account)
        after = contents()
        came = difference(before, counts(after))
        if came != expected or max(answers) >= 500 or min(answers) >= 400:
            wrong.append(
                f"{sent.url} with {sorted(sent.given)}: {came} instead of {expected}; answers {sorted(answers)}"
            )
        lay_back([name for name in after if after[name] != crowd.before[name]])
    assert wrong == []
    assert len({sent.key[0] for sent, _, _ in crowd.doing}) > 40


def together(world, sent, account, meeting):
    """A post that waits for the others before it writes; returns the status of the answer."""

    def one():
        waiting = iter([meeting.wait])

        def before_writing(execute, statement, parameters, many, context):
            if is_writing(statement):
                next(waiting, lambda: None)()
            return execute(statement, parameters, many, context)

        with connection.execute_wrapper(before_writing):
            return send(world, sent, account)

    return one


def blocked():
    """How many connections to this database wait for what another has locked."""
    with connection.cursor() as cursor:
        cursor.execute(BLOCKED)
        return cursor.fetchone()[0]


def is_writing(statement):
    words = str(statement).split(None, 3)
    return words[0] in ("INSERT", "UPDATE", "DELETE") and not any(
        table in str(statement)[:80] for table in BESIDES
    )


def send(world, sent, account):
    data = {name: value() if callable(value) else value for name, value in sent.given.items()}
    return world.asker.ask(sent.url, account=account, method="POST", data=data).status


def counts(contents):
    """How many rows each table has, those left out that say nothing about what was done."""
    return {name: count for name, (count, _) in contents.items() if name not in BESIDES}


def difference(before, after):
    return {
        table: count - before[table] for table, count in after.items() if count != before[table]
    }
