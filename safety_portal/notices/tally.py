"""The balance after a sweep: for each scope how much is owed, and why it was told today or not."""

from django.db import connection, transaction

# One row falls into one part, the first that holds.
COUNTED = """
    INSERT INTO notices_tally (scope, day, told, later, quiet, no_account)
    SELECT scope, %(on)s, COUNT(*) FILTER (WHERE part = 'told'), COUNT(*) FILTER (WHERE part = 'later'),
           COUNT(*) FILTER (WHERE part = 'quiet'), COUNT(*) FILTER (WHERE part = 'no_account')
    FROM (
        SELECT owed.scope, CASE WHEN owed.account_id IS NULL THEN 'no_account' WHEN told.key IS NOT NULL THEN 'told'
                                WHEN owed.scope = ANY(%(quiet)s::bigint[]) THEN 'quiet' ELSE 'later' END AS part
        FROM {owed} owed LEFT JOIN (SELECT DISTINCT account_id, key FROM notices_told WHERE told_on = %(on)s) told
             ON told.account_id = owed.account_id AND told.key = owed.key
    ) counted GROUP BY scope
    ON CONFLICT (scope, day) DO UPDATE SET told = EXCLUDED.told, later = EXCLUDED.later, quiet = EXCLUDED.quiet,
                                           no_account = EXCLUDED.no_account
"""
GONE = """
    DELETE FROM notices_tally tally
    WHERE day = %(on)s AND NOT EXISTS (SELECT 1 FROM {owed} owed WHERE owed.scope = tally.scope)
"""


@transaction.atomic
def write_tally(*, owed, quiet, on):
    """Count everything that is owed on the day `on` and keep it as that day's tally of each scope, over an earlier one.

    `owed` is a table of account_id, scope and key, a row for each obligation; `quiet` the scopes that have a holiday. Two
    queries, however much it is.
    """
    with connection.cursor() as cursor:
        values = {"on": on, "quiet": list(quiet)}
        cursor.execute(COUNTED.format(owed=owed), values)
        cursor.execute(GONE.format(owed=owed), values)
