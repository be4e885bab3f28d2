"""Reminders, composed: what the apps say is owed, told as each coalition wants it."""

from itertools import chain

from django.db import connection

from coalitions.chairs import chairs_of
from coalitions.models import Coalition, District
from safety_portal import escalation
from safety_portal.notices import heartbeat, ladder, sweep
from safety_portal.notices.ladder import Manners
from safety_portal.notices.tally import write_tally
from safety_portal.owed import OWED_TODAY, each_owed, owed_today

# The accounts that are to be told something on the day: of what is owed, and of what others owe where they chair, whatever has
# reached a step of its coalition's ladder that they were not told yet. Who has a digest of the day already gets no other. Most
# coalitions have the same ladder, worked out once; what no ladder reaches yet is left out first, and that is most of a million.
DUE = f"""
    WITH ladders AS MATERIALIZED (
        SELECT ladder, steps, {ladder.ENDS} FROM (
            SELECT ladder, ARRAY(SELECT JSONB_ARRAY_ELEMENTS_TEXT(ladder)::int) AS steps
            FROM (SELECT DISTINCT ladder FROM coalitions_coalition) different
        ) different WHERE steps <> '{{}}'
    ), stepped AS (
        SELECT owed.account_id, owed.key, owed.due_on, {ladder.STEP_REACHED} AS step
        FROM (
            SELECT account_id, scope, due_on, key FROM {OWED_TODAY}
            WHERE account_id > %(after)s AND due_on <= %(on)s::date + (SELECT MAX(furthest) FROM ladders)
            UNION ALL
            SELECT account_id, scope, due_on, key FROM ({escalation.CHAIRS}) chairs WHERE account_id > %(after)s
        ) owed JOIN coalitions_coalition coalition ON coalition.id = owed.scope
        JOIN ladders ON ladders.ladder = coalition.ladder
    )
    SELECT DISTINCT account.id FROM stepped
    JOIN accounts_user account ON account.id = stepped.account_id AND account.is_active
    LEFT JOIN LATERAL (
        SELECT MIN(told.step) AS step FROM notices_told told
        WHERE told.account_id = stepped.account_id AND told.key = stepped.key AND told.due_on = stepped.due_on
    ) told ON TRUE
    WHERE stepped.step IS NOT NULL AND (told.step IS NULL OR stepped.step < told.step)
      AND NOT EXISTS (SELECT 1 FROM notices_digest done WHERE done.account_id = account.id AND done.day = %(on)s)
    ORDER BY account.id
"""  # noqa: S608  put together from our own words


def remind(*, on, after=0, seconds=float("inf")):
    """One sweep for the day `on`: digests into the outbox for everybody due and not yet told; a sweep.Swept."""
    with owed_today(on=on):
        swept = sweep.sweep(**_asked(), on=on, after=after, seconds=seconds)
        if swept.after is None:
            write_tally(owed=OWED_TODAY, quiet=_quiet_scopes(on), on=on)
            heartbeat.beat("reminders")
    return swept


def preview(*, on):
    """Yield (sweep.Due, manners) for everybody whom a sweep on the day `on` would tell; writes nothing."""
    with owed_today(on=on):
        yield from sweep.preview(**_asked(), on=on)


def numbers(*, on):
    """How many things are owed on the day `on` by anybody who is reminded of them, and by people whom no mail reaches."""
    with owed_today(on=on), connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*), COUNT(*) FILTER (WHERE account_id IS NULL) FROM {OWED_TODAY}")  # noqa: S608  ours
        owed, no_account = cursor.fetchone()
    return {"owed": owed, "no_account": no_account}


def _asked():
    return {"accounts_due": _accounts_due, "each_owed": _each_told, "manners_of": manners_of}


def _accounts_due(*, on, after):
    """The ids of the accounts behind `after` that are to be told something on the day, in order; one query."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, escalation.VALUES | {"on": on, "after": after})
        return [account for (account,) in cursor.fetchall()]


def _each_told(*, accounts, on):
    """What these accounts owe, and what they hear as chairs of others."""
    return chain(
        each_owed(accounts=accounts, mailed=True, on=on), escalation.escalations(accounts=set(accounts), on=on)
    )


def manners_of(scopes, *, on):
    """How the people of these coalitions (ids) are reminded on the day, by id: two queries."""
    chairs = chairs_of(scopes, on=on)
    columns = ("id", "name", "ladder", "district__state", "district__name")
    return {
        pk: Manners(name=name, ladder=tuple(steps), chairs=chairs.get(pk, ()), state=state, sender=district)
        for pk, name, steps, state, district in Coalition.objects.filter(pk__in=scopes).values_list(*columns)
    }


def _quiet_scopes(on):
    """The coalitions (ids) in which the day is a holiday; two queries, one on most days."""
    states = District.objects.order_by().values_list("state", flat=True).distinct()
    quiet = [state for state in states if ladder.quiet_because(on, state=state)]
    return Coalition.objects.filter(district__state__in=quiet).values_list("pk", flat=True) if quiet else []
