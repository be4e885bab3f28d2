"""Everything owed to anyone by a date: what the apps say of it, composed.

Home pages, reminders and who-is-behind ask here.

How the queries are put together stands in asking.py.
"""

import json
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

import coalitions.memberships.obligations
from safety_portal.core.database.bulk import as_array
from safety_portal.core.database.kept_counts import KeptCounts
from safety_portal.core.notices.obligation import ObligationRow
from safety_portal.core.web.addresses import looked_up_once
from safety_portal.portal.reminders.asking import (
    BEHIND,
    COUNTED,
    KINDS,
    MAILED,
    OF_ACCOUNT,
    OF_MEMBER,
    OF_PEOPLE,
    SHOWN,
    VALUES,
    asked,
    each_of,
)

CHUNK = 2000
OWED_TODAY = "owed_today"
# What a sweep may hold in memory for each step of a query: with PostgreSQL's own 4 MB it works
# through files, at half the speed.
WORK_MEMORY = "64MB"
# No ladder of any coalition reaches further than this day; null where nobody is reminded at all.
FURTHEST = """
    SELECT %(on)s::date + MAX(step::int)
    FROM (SELECT DISTINCT ladder FROM coalitions_coalition) different,
         JSONB_ARRAY_ELEMENTS_TEXT(ladder) step
"""
# The day is compared beside each kind, and as a value: so the database looks up what is near where
# it can, and knows how much that is. Most of a million is not even read.
NEAR = """
    CREATE TEMPORARY TABLE {today} AS WITH {tables} {near};
    ANALYZE {today} (account_id, scope, due_on)
"""
# What a balance counts of each scope: the things that somebody was told on the day, the rest of
# what is owed by people with an account, and what is owed by people without one.
COUNTED_IN_SCOPES = """
    WITH {tables}, owes AS ({each})
    SELECT owes.scope, COUNT(told.key) AS told, COUNT(owes.account_id) - COUNT(told.key) AS rest,
           COUNT(*) - COUNT(owes.account_id) AS no_account
    FROM owes LEFT JOIN (
        SELECT DISTINCT account_id, scope, key FROM notices_reminder WHERE told_on = %(on)s
    ) told ON told.account_id = owes.account_id AND told.scope = owes.scope AND told.key = owes.key
    GROUP BY owes.scope
"""
# Who is behind, by coalition and day, where that is more people than are counted: of those a page
# says that they are many, and shows the first.
MANY_BEHIND, SECONDS_KEPT = KeptCounts(), 60


def each_owed(*, accounts=None, scopes=None, mailed=False, before=None, administers=True, on):
    """Yield what is owed on the day `on`, in no order, by these accounts, in these coalitions
    (ids), or by everybody.

    Only what current members owe; with `mailed` only what they are reminded of by mail, with a day
    `before` only what was due before it. With `accounts` given nothing of people without an account
    is in it. An account that `administers` nothing is asked for less. One query.
    """
    narrowed = _narrowed(accounts, scopes)
    if narrowed == "accounts" and len(accounts) == 1 and not mailed and before is None:
        (account,) = map(_id, accounts)
        query = OF_ACCOUNT if administers else OF_MEMBER
        yield from _obligations(query.rows(on=on, zone=_zone(), accounts=account), on)
        return
    # Of everybody through a server-side cursor: a state has hundreds of thousands of people, not
    # all in memory at once.
    cursor = connection.chunked_cursor() if accounts is None else connection.cursor()
    with cursor:
        kinds = MAILED if mailed else KINDS
        cursor.execute(
            asked(narrowed, kinds, before=before is not None),
            _values(accounts, scopes, on) | {"before": before},
        )
        while rows := cursor.fetchmany(CHUNK):
            yield from _obligations(rows, on)


def owed(*, accounts=None, scopes=None, administers=True, on):
    """What `each_owed` yields as a list, soonest first."""
    with looked_up_once():
        return _in_order(
            each_owed(accounts=accounts, scopes=scopes, administers=administers, on=on)
        )


def behind(scope, *, on, most):
    """(how many people are behind in the coalition with id `scope`, what each of the first `most`
    of them owes).

    Behind is who has let something pass that they were reminded of. Counted as far as COUNTED and
    one more. The longest overdue first; each a list of obligations, soonest first. Two queries. Of
    more than COUNTED, who they are may be SECONDS_KEPT old, what they owe not.
    """
    return behind_and_own(scope, people=(), on=on, most=most)[:2]


def behind_and_own(scope, *, people, on, most):
    """What `behind` answers, and as a third what `people` (ids) owe themselves, soonest first.

    By the same two queries.

    For a page that shows both: what is owed is asked once, because each time costs the database the
    same again.
    """
    behind, administrators = _people_behind(scope, on)
    rows = OF_PEOPLE.rows(
        on=on,
        zone=_zone(),
        scopes=scope,
        people=[*{*people, *behind[:most], *administrators}],
        own=[*people],
    )
    late = _longest_late(rows, scope, on)
    shown, own = {person: [] for person in late[:most]}, []
    wanted = [row for row in rows if row[2] in {*shown, *people}]
    with looked_up_once():
        obligations = list(_obligations(wanted, on))
    for obligation in obligations:
        if obligation.person_id in people:
            own.append(obligation)
        if obligation.person_id in shown and _is_behind(obligation, scope, on):
            shown[obligation.person_id].append(obligation)
    count = min(len({*behind, *late}), COUNTED + 1)
    return count, [_in_order(each) for each in shown.values()], _in_order(own)


def _people_behind(scope, on):
    """(the ids of those who are behind, the longest first, whatever administrators alone owe; the
    ids of the administrators).
    """

    def ask():
        ((behind, administrators),) = BEHIND.rows(on=on, zone=_zone(), scopes=scope)
        return behind, administrators

    return MANY_BEHIND.of(
        (scope, on), ask, seconds=SECONDS_KEPT, is_kept=lambda people: len(people[0]) > COUNTED
    )


def _longest_late(rows, scope, on):
    """The ids of those who are behind by the rows of what they owe, the longest first.

    Those of one day stay in the order of the rows.
    """
    since = {}
    for kind, _, person, _, place, _, _, due_on, *_ in rows:
        if place == scope and due_on < on and kind in SHOWN:
            since[person] = min(due_on, since.get(person, due_on))
    return sorted(since, key=since.__getitem__)


def _is_behind(obligation, scope, on):
    return obligation.scope == scope and obligation.due_on < on and obligation.kind in SHOWN


def _in_order(obligations):
    return sorted(obligations, key=lambda one: one.order)


@contextmanager
def owed_today(*, on):
    """A table of what everybody owes on the day `on`, while something is worked out from it.

    OWED_TODAY: account_id (null without an account), scope, due_on, key of what people are reminded
    of, and whether who chairs learns of it (is_shown); without words, and only what is due as soon
    as some coalition's ladder reaches. The connection's own; all its queries are planned for many.
    """
    with planned_for_many(), connection.cursor() as cursor:
        cursor.execute(FURTHEST, {"on": on})
        (last,) = cursor.fetchone()
        values = _values(None, None, on) | {"last": last}
        cursor.execute(f"DROP TABLE IF EXISTS {OWED_TODAY};{_near()}", values)
        try:
            yield
        finally:
            cursor.execute(f"DROP TABLE IF EXISTS {OWED_TODAY}")


@contextmanager
def planned_for_many():
    """Let the connection's queries work with WORK_MEMORY: for what everybody owes."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET work_mem = '{WORK_MEMORY}'")
        try:
            yield
        finally:
            cursor.execute("RESET work_mem")


def _near():
    chosen = "SELECT account_id, scope, due_on, key"
    near = " UNION ALL ".join(
        f"{chosen}, {kind in SHOWN} AS is_shown FROM ({each.sql}) {kind} WHERE due_on <= %(last)s"
        for kind, each in MAILED.items()
    )
    tables = coalitions.memberships.obligations.tables("all", kept=False)
    return NEAR.format(today=OWED_TODAY, tables=tables, near=near)


def counted_in_scopes(*, on):
    """(SQL of what COUNTED_IN_SCOPES counts, of every scope where anything is owed, its values)."""
    tables = coalitions.memberships.obligations.tables("all")
    return COUNTED_IN_SCOPES.format(tables=tables, each=each_of(SHOWN)), _values(None, None, on)


def owed_by_all(*, on):
    """(how much is owed on the day that people are reminded of, how much with an account)."""
    owes = f"WITH {coalitions.memberships.obligations.tables('all')}, owes AS ({each_of(MAILED)})"
    counted = f"{owes} SELECT COUNT(*), COUNT(account_id) FROM owes"  # noqa: S608  our own
    with planned_for_many(), connection.cursor() as cursor:
        cursor.execute(counted, _values(None, None, on))
        return cursor.fetchone()


def _narrowed(accounts, scopes):
    return {
        (False, False): "all",
        (True, False): "accounts",
        (False, True): "scopes",
        (True, True): "both",
    }[accounts is not None, scopes is not None]


def _values(accounts, scopes, on):
    asked = {"accounts": _ids(accounts), "scopes": _ids(scopes)}
    everybody = accounts is None and scopes is None
    return VALUES | asked | {"on": on, "zone": _zone(), "everybody": everybody}


def _zone():
    return timezone.get_current_timezone_name()


def _ids(rows):
    return None if rows is None else as_array(map(_id, rows))


def _id(row):
    return getattr(row, "pk", row)


def _obligations(rows, on):
    """Each row of ROW as an Obligation.

    The facts are read as one text, which takes half as long.
    """
    facts = json.loads(f"[{','.join(row[-1] for row in rows)}]")
    for row, known in zip(rows, facts, strict=True):
        yield KINDS[row[0]].obligation(ObligationRow(*row[:-1], known), on=on)
