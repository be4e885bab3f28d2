"""Everything owed to anyone by a date: the apps' demands, composed. Home pages, reminders and who-is-behind ask here.

One query, whatever is asked: put together from the SQL of each demand, because a home page that asked them one by one
spent more time making queries than the database spent answering them.
"""

from itertools import groupby

from django.db import connection
from django.utils import timezone

import coalitions.obligations
import plans.obligations
import training.obligations
from safety_portal.notices.obligation import Owes

DEMANDS = {demand.kind: demand for demand in (*plans.obligations.DEMANDS, *training.obligations.DEMANDS)}
VALUES = coalitions.obligations.VALUES | {
    name: value for demand in DEMANDS.values() for name, value in demand.values.items()
}
COLUMNS = "account_id, person_id, person_name, scope, due_on, facts"
EACH = " UNION ALL ".join(
    f"SELECT '{kind}'::text AS kind, {kind}.* FROM ({demand.sql}) {kind}({COLUMNS})"  # noqa: S608  the demands' own SQL
    for kind, demand in DEMANDS.items()
)
TABLES = ", ".join(f"{name} AS MATERIALIZED ({query})" for name, query in coalitions.obligations.TABLES.items())
ASKED = f"WITH {TABLES}, owes AS ({EACH}) "
ROW = (
    "owes.kind, owes.account_id, owes.person_name, owes.scope, coalition.name, coalition.slug, owes.due_on, owes.facts"
)
OWED = f"{ASKED} SELECT {ROW} FROM owes JOIN coalitions_coalition coalition ON coalition.id = owes.scope"  # noqa: S608  ours
BEHIND = f"""{ASKED},
late AS (SELECT owes.*, MIN(due_on) OVER (PARTITION BY person_id) AS since FROM owes WHERE due_on < %(on)s),
owes_in_turn AS (SELECT late.*, DENSE_RANK() OVER (ORDER BY since, person_name, person_id) AS place FROM late)
SELECT owes.place, (SELECT MAX(place) FROM owes_in_turn), {ROW}
FROM owes_in_turn owes JOIN coalitions_coalition coalition ON coalition.id = owes.scope
WHERE owes.place <= %(most)s ORDER BY owes.place
"""  # noqa: S608  put together from the constants above; what is asked for goes in as values
CHUNK = 2000


def each_owed(*, accounts=None, scopes=None, on):
    """Yield what is owed on the day `on`, in no order: by these accounts, in these coalitions (ids), or by everybody.

    Only what current members owe. With `accounts` given nothing of people without an account is in it. One query.
    """
    # Of everybody through a server-side cursor: a state has hundreds of thousands of people, not all in memory at once.
    cursor = connection.chunked_cursor() if accounts is None else connection.cursor()
    with cursor:
        cursor.execute(OWED, _values(accounts, scopes, on))
        while rows := cursor.fetchmany(CHUNK):
            yield from (_obligation(row, on) for row in rows)


def owed(*, accounts=None, scopes=None, on):
    """What `each_owed` yields as a list, soonest first."""
    return sorted(each_owed(accounts=accounts, scopes=scopes, on=on), key=lambda obligation: obligation.order)


def behind(scope, *, on, most):
    """(how many people have something overdue in the coalition with id `scope`, what each of the first `most` of them owes).

    The longest overdue first; each a list of obligations, soonest first. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(BEHIND, _values(None, [scope], on) | {"most": most})
        rows = cursor.fetchall()
    by_person = [[_obligation(row[2:], on) for row in rows] for _, rows in groupby(rows, key=lambda row: row[0])]
    return (rows[0][1] if rows else 0), [sorted(late, key=lambda each: each.order) for late in by_person]


def _values(accounts, scopes, on):
    return VALUES | {
        "on": on,
        "zone": timezone.get_current_timezone_name(),
        "accounts": _ids(accounts),
        "scopes": _ids(scopes),
    }


def _ids(rows):
    return None if rows is None else [getattr(row, "pk", row) for row in rows]


def _obligation(row, on):
    return DEMANDS[row[0]].obligation(Owes(*row), on=on)
