"""What is owed in one coalition on a day, each thing once, for whoever runs it by a command."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from coalitions.coalition.models import Coalition
from safety_portal.core.look.wording import counted, full_day, listed
from safety_portal.core.notices.obligation import Obligation
from safety_portal.core.values import day
from safety_portal.portal.reminders.asking import KINDS
from safety_portal.portal.reminders.obligations import owed

Thing = dict[str, Any]


def due_in(coalition: Coalition, *, on: date) -> list[Thing]:
    """What current members owe in it on the day, soonest first; who owes the same stands together.

    By what is on record now, whichever day is asked for. `rule` is the law that asks for it, else
    the portal's own time limit of its kind, in words.
    """
    things: dict[tuple[str, date], Thing] = {}
    for obligation in owed(scopes=[coalition], on=on):
        thing = things.setdefault((obligation.key, obligation.due_on), _thing(obligation, on=on))
        thing["owed_by"].append(_person(obligation))
    return list(things.values())


def _thing(obligation: Obligation, *, on: date) -> Thing:
    return {
        "key": obligation.key,
        "kind": obligation.kind,
        "title": obligation.title,
        "why": obligation.why,
        "due_on": str(obligation.due_on),
        "overdue": obligation.due_on < on,
        "rule": obligation.law or KINDS[obligation.kind].limit,
        "path": obligation.path,
        "owed_by": [],
    }


def _person(obligation: Obligation) -> dict[str, Any]:
    return {
        "name": obligation.person_name,
        "has_account": obligation.account_id is not None,
    }


def as_lines(things: Sequence[Mapping[str, Any]], *, name: str, on: date) -> Iterator[str]:
    """The same for a person: a line what and by when, and under it who owes it and why."""
    late = sum(thing["overdue"] for thing in things)
    said = f", {late} of them overdue" if late else ""
    yield f"{name}, {full_day(on)}: {counted(len(things), 'thing')} owed{said}."
    for thing in things:
        until = full_day(day(thing["due_on"]))
        yield f"{'Overdue since' if thing['overdue'] else 'By'} {until}: {thing['title']}"
        yield f"  {listed([person['name'] for person in thing['owed_by']])}. {thing['why']}"
        yield f"  Rule: {thing['rule']}."
