"""Reminders, composed: what the apps say is owed, told as each coalition wants it."""

from itertools import chain

from django.db import connection

from coalitions.briefs.offering.digest import BriefsOfTheDay
from coalitions.coalition.models import Coalition
from coalitions.memberships.chairs import chairs_of
from coalitions.schools.models import District
from safety_portal.core.database.kept_queries import among
from safety_portal.core.notices import heartbeat, ladder, sweep
from safety_portal.core.notices.ladder import ReminderSettings
from safety_portal.core.notices.tally import write_tally
from safety_portal.portal.reminders import escalation
from safety_portal.portal.reminders.obligations import (
    OWED_TODAY,
    counted_in_scopes,
    each_owed,
    owed_by_all,
    owed_today,
    planned_for_many,
)

# The accounts that are to be told something on the day: of what is owed, and of what others owe
# where they chair, whatever has reached a step of its coalition's ladder that they were not told
# yet. Who has a digest of the day already gets no other. Most coalitions have the same ladder, and
# most things fall on the same days: a step is worked out once for each ladder and day.
DUE = f"""
    WITH ladders AS MATERIALIZED (
        SELECT ladder, ROW_NUMBER() OVER () AS id, steps, {ladder.ENDS} FROM (
            SELECT ladder, ARRAY(SELECT JSONB_ARRAY_ELEMENTS_TEXT(ladder)::int) AS steps
            FROM (SELECT DISTINCT ladder FROM coalitions_coalition) different
        ) different WHERE steps <> '{{}}'
    ), kept AS MATERIALIZED (
        SELECT coalition.id AS scope, ladders.id AS ladder
        FROM coalitions_coalition coalition JOIN ladders ON ladders.ladder = coalition.ladder
    ), owed AS MATERIALIZED (
        SELECT owed.account_id, owed.key, owed.due_on, kept.ladder
        FROM (
            SELECT account_id, scope, due_on, key FROM {OWED_TODAY} WHERE account_id > %(after)s
            UNION ALL
            SELECT account_id, scope, due_on, key FROM ({escalation.CHAIRS}) chairs WHERE account_id > %(after)s
        ) owed JOIN kept ON kept.scope = owed.scope
    ), reached AS MATERIALIZED (
        SELECT day.ladder, day.due_on, {ladder.STEP_REACHED} AS step
        FROM (SELECT DISTINCT ladder, due_on FROM owed) day JOIN ladders ON ladders.id = day.ladder
    ), waiting AS MATERIALIZED (
        SELECT DISTINCT owed.account_id FROM owed
        JOIN reached ON reached.ladder = owed.ladder AND reached.due_on = owed.due_on AND reached.step IS NOT NULL
        WHERE NOT EXISTS (
            SELECT 1 FROM notices_reminder told
            WHERE told.account_id = owed.account_id AND told.key = owed.key AND told.due_on = owed.due_on
                  AND told.step <= reached.step
        )
    )
    SELECT account.id FROM waiting JOIN accounts_user account ON account.id = waiting.account_id AND account.is_active
    WHERE NOT EXISTS (SELECT 1 FROM notices_digest done WHERE done.account_id = account.id AND done.day = %(on)s)
    ORDER BY account.id
"""  # noqa: S608  put together from our own words


def remind(*, on, after=0, seconds=float("inf")):
    """One sweep for the day `on`: digests into the outbox for everybody due and not yet told.

    A sweep.Swept.
    """
    with owed_today(on=on):
        swept = sweep.sweep(**_asked(), on=on, after=after, seconds=seconds)
        if swept.after is None:
            heartbeat.beat("reminders")
    return swept


def preview(*, on):
    """Yield (sweep.Due, reminder_settings) for everybody whom a sweep on the day `on` would tell.

    Writes nothing.
    """
    with owed_today(on=on):
        yield from sweep.preview(**_asked(), on=on)


def numbers(*, on):
    """How many things are owed on the day `on` by anybody who is reminded of them, and by people
    whom no mail reaches.
    """
    owed, reached = owed_by_all(on=on)
    return {"owed": owed, "no_account": owed - reached}


def count_owed(*, on):
    """Keep the balance of the day `on` in each coalition, as it is now, over an earlier one of it.

    Meant for the day itself: what was owed on another day nobody can tell any more. A million
    things take seconds to count, which is why no sweep does it.
    """
    counted, values = counted_in_scopes(on=on)
    with planned_for_many():
        write_tally(counted=counted, values=values, quiet=_quiet_scopes(on), on=on)
    heartbeat.beat("balance")


def _asked():
    return {
        "accounts_due": _accounts_due,
        "each_owed": _each_told,
        "reminder_settings_of": reminder_settings_of,
        "reading_of": BriefsOfTheDay(),
    }


def _accounts_due(*, on, after):
    """The ids of the accounts behind `after` that are to be told something on the day, in order.

    One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(DUE, escalation.VALUES | {"on": on, "after": after})
        return [account for (account,) in cursor.fetchall()]


def _each_told(*, accounts, on):
    """What these accounts owe, and what they hear as chairs of others."""
    return chain(
        each_owed(accounts=accounts, mailed=True, on=on),
        escalation.escalations(accounts=set(accounts), on=on),
    )


def reminder_settings_of(scopes, *, on):
    """How the people of these coalitions (ids) are reminded on the day, by id: two queries."""
    chairs = chairs_of(scopes, on=on)
    columns = ("id", "name", "ladder", "district__state", "district__name")
    return {
        pk: ReminderSettings(
            name=name, ladder=tuple(steps), chairs=chairs.get(pk, ()), state=state, sender=district
        )
        for pk, name, steps, state, district in Coalition.objects.filter(
            among("pk", scopes)
        ).values_list(*columns)
    }


def _quiet_scopes(on):
    """The coalitions (ids) in which the day is a holiday; two queries, one on most days."""
    states = District.objects.order_by().values_list("state", flat=True).distinct()
    quiet = [state for state in states if ladder.quiet_because(on, state=state)]
    return (
        Coalition.objects.filter(district__state__in=quiet).values_list("pk", flat=True)
        if quiet
        else []
    )
