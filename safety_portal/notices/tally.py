"""The balance after a sweep: for each scope how much is owed, and why it was told today or not."""

from django.db import connection, transaction

# What was told is counted from the few rows that say so, not by looking up each of a million.
COUNTED = """
    INSERT INTO notices_tally (scope, day, told, later, quiet, no_account)
    SELECT scope, %(on)s, told, CASE WHEN is_quiet THEN 0 ELSE rest END, CASE WHEN is_quiet THEN rest ELSE 0 END, no_account
    FROM (
        SELECT owed.scope, COALESCE(told.told, 0) AS told, owed.things - owed.reached AS no_account,
               owed.reached - COALESCE(told.told, 0) AS rest, owed.scope = ANY(%(quiet)s::bigint[]) AS is_quiet
        FROM {in_scopes} owed LEFT JOIN (
            SELECT scope, COUNT(*) AS told FROM {near}
            WHERE (account_id, key) IN (SELECT account_id, key FROM notices_told WHERE told_on = %(on)s) GROUP BY scope
        ) told ON told.scope = owed.scope
    ) counted
    ON CONFLICT (scope, day) DO UPDATE SET told = EXCLUDED.told, later = EXCLUDED.later, quiet = EXCLUDED.quiet,
                                           no_account = EXCLUDED.no_account
    RETURNING scope
"""
# And a tally of the day goes where nothing is owed any more: in the same statement, so that what is owed is not read again.
WRITTEN = """
    WITH counted AS ({counted}) DELETE FROM notices_tally WHERE day = %(on)s AND scope NOT IN (SELECT scope FROM counted)
"""


@transaction.atomic
def write_tally(*, in_scopes, near, quiet, on):
    """Keep what is owed on the day `on` as that day's tally of each scope, over an earlier one.

    `in_scopes` is a table of how many `things` are owed in each scope, and how many `reached` an account; `near` one of the
    account_id, scope and key of each obligation that may have been told; `quiet` the scopes that have a holiday. One query.
    """
    with connection.cursor() as cursor:
        values = {"on": on, "quiet": list(quiet)}
        cursor.execute(WRITTEN.format(counted=COUNTED.format(in_scopes=in_scopes, near=near)), values)
