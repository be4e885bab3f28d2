"""Reminders, composed: what the apps say is owed, told as each coalition wants it."""

from itertools import chain

from coalitions.chairs import chairs_of
from coalitions.models import Coalition
from safety_portal.escalation import escalations
from safety_portal.notices import heartbeat, sweep
from safety_portal.notices.ladder import Manners
from safety_portal.notices.tally import write_tally
from safety_portal.owed import each_owed


def remind(*, on, after=0, seconds=float("inf")):
    """One sweep for the day `on`: digests into the outbox for everybody due and not yet told; a sweep.Swept."""
    swept = sweep.sweep(each_owed=_each_told, manners_of=manners_of, on=on, after=after, seconds=seconds)
    if swept.after is None:
        write_tally(each_owed=each_owed, manners_of=manners_of, on=on)
        heartbeat.beat("reminders")
    return swept


def preview(*, on):
    """Yield (sweep.Due, manners) for everybody whom a sweep on the day `on` would tell; writes nothing."""
    return sweep.preview(each_owed=_each_told, manners_of=manners_of, on=on)


def _each_told(*, accounts, on):
    """What these accounts owe, and what they hear as chairs of others."""
    return chain(each_owed(accounts=accounts, on=on), escalations(accounts=accounts, on=on))


def manners_of(scopes, *, on):
    """How the people of these coalitions (ids) are reminded on the day, by id: two queries."""
    chairs = chairs_of(scopes, on=on)
    rows = Coalition.objects.filter(pk__in=scopes).values_list("id", "name", "ladder", "district__state")
    return {
        pk: Manners(name=name, ladder=tuple(steps), chairs=chairs.get(pk, ()), state=state)
        for pk, name, steps, state in rows
    }
