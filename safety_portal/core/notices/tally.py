"""The balance of a day: for each scope how much is owed, and why it was told or not."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

# In the order of the scopes, so that of two who count at once one waits, and neither blocks the
# other.
COUNTED = """
    INSERT INTO notices_tally (scope, day, told, later, quiet, no_account)
    SELECT scope, %(on)s, told, CASE WHEN is_quiet THEN 0 ELSE rest END, CASE WHEN is_quiet THEN rest ELSE 0 END, no_account
    FROM (
        SELECT counted.*, scope = ANY(%(quiet)s::bigint[]) AS is_quiet FROM ({counted}) counted
    ) counted
    ORDER BY scope
    ON CONFLICT (scope, day) DO UPDATE SET told = EXCLUDED.told, later = EXCLUDED.later, quiet = EXCLUDED.quiet,
                                           no_account = EXCLUDED.no_account
    RETURNING scope
"""
# And a tally of the day goes where nothing is owed any more: in the same statement, so that what is
# owed is not read again.
WRITTEN = """
    WITH written AS ({written})
    DELETE FROM notices_tally WHERE day = %(on)s AND scope NOT IN (SELECT scope FROM written)
"""


@transaction.atomic
def write_tally(*, counted: str, values: dict[str, Any], quiet: Sequence[int], on: date) -> None:
    """Keep what is owed on the day `on` as that day's tally of each scope, over an earlier one.

    `counted` is SQL, with its `values`, of each scope where anything is owed: how much was `told`
    on the day, the `rest` of what may be told, and what `no_account` hears of. `quiet` are the
    scopes that have a holiday. One query.
    """
    with connection.cursor() as cursor:
        sql = WRITTEN.format(written=COUNTED.format(counted=counted))
        cursor.execute(sql, values | {"on": on, "quiet": list(quiet)})
