"""What is posted twice is done once.

Every form of every page, sent a second time as it is, adds no row and sends no mail.

A double click, Back and Send, a phone that tries again: nobody means a second one by it. Races of
the same kind are in tests/plans/comments/test_sent_twice.py.
"""

import pytest
from django.db import connection, transaction

from tests.everywhere import asking
from tests.everywhere.sending import KEPT

pytestmark = pytest.mark.django_db
INSERTED = """
    SELECT relname, n_tup_ins FROM pg_stat_xact_user_tables
    WHERE n_tup_ins > 0 AND relname NOT IN ('cache', 'django_session', 'usersessions_usersession', 'account_emailaddress')
    AND NOT relname = ANY(%s)
"""
# Asked for again on purpose: counted and limited where somebody could make a nuisance of it.
AGAIN = {
    "feed_own": "the address is shown once: the one in the last answer has to be the one that holds",
    "account_reset_password": "a new link is what is asked for, five an hour",
    "account_email": "of another package, which limits it",
    "invitation_form_coalition": "sends a fresh invitation, as its help says: the first link may be lost",
    "usersessions_list": "signs out elsewhere, and says so each time",
}


def test_no_form_sent_twice_does_it_twice(world, forms):
    wrong, done = [], set()
    for _view, sent, account in forms:
        with asking.undone():
            before = inserted()
            send(world, sent, account)
            between = inserted()
            send(world, sent, account)
            more = difference(between, inserted())
        if difference(before, between):
            done.add(sent.key[0])
        if more and sent.key[0] not in AGAIN:
            wrong.append(f"{sent.url} with {sorted(sent.given)}: {more}")
    assert wrong == [], (
        "Sent twice, it is done twice: under its lock the action looks whether it is done already, and raises WrongState."
    )
    assert len(done) > 40, f"Only these did anything: {sorted(done)}"


def send(world, sent, account):
    data = {name: value() if callable(value) else value for name, value in sent.given.items()}
    with transaction.atomic():
        return world.asker.ask(sent.url, account=account, method="POST", data=data)


def inserted():
    """Rows inserted so far in this transaction, by table; what reading leaves is left out."""
    with connection.cursor() as cursor:
        cursor.execute(INSERTED, [list(KEPT)])
        return dict(cursor.fetchall())


def difference(before, after):
    return {
        table: count - before.get(table, 0)
        for table, count in after.items()
        if count != before.get(table, 0)
    }
