"""Duties without a period of the calendar: renewed from the last time, or to stand at all times."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from training.rules.engine.answers import Judged
from training.rules.engine.days.periods import FAR_OFF, LONG_AGO
from training.rules.engine.days.schedules import Instance
from training.rules.engine.days.spans import DayOfYear, Span, after, plus
from training.rules.engine.days.windows import Frame
from training.rules.engine.duties.counting import NONE_YET, amount
from training.rules.engine.duties.judging import judged
from training.rules.engine.facts import Facts, Record
from training.rules.engine.rules import Law, Rule
from training.rules.engine.statuses import Status

YEARLY = Span(1, "years")


def renewed(law: Law, records: Sequence[Record], facts: Facts, on: date) -> Judged:
    """A duty that comes again so long after it was last done, however often it was late before."""
    every = law.every or YEARLY
    need = law.need or NONE_YET + 1
    latest = _latest(law, records, need)
    since, due = latest[-1].on if latest else None, _first_due(law, facts)
    have = amount(law, [r for r in records if plus(after(r.on, every), 1) > on])
    if since is not None:
        due = _next(law, after(since, every))
    is_done = since is not None and due is not None and on <= due
    status = Status.SATISFIED if is_done else Status.DUE
    if not is_done and due is not None and on > due:
        status = Status.OVERDUE
    return Judged("", status, due, have, need, counted=tuple(latest), law=law)


def _next(law: Law, day: date) -> date:
    """The next last day: that day of the year which the text names, where it names one."""
    named = law.window.to
    return named.of(day.year) if isinstance(named, DayOfYear) else day


def _latest(law: Law, records: Sequence[Record], need: object) -> list[Record]:
    """The latest records that make up the need; none where all of them do not."""
    found: list[Record] = []
    for record in reversed(records):
        found.append(record)
        if amount(law, found) >= need:  # type: ignore[operator]
            return found
    return []


def _first_due(law: Law, facts: Facts) -> date | None:
    """By when it is to be done for the first time; None where nobody knows when it last was."""
    window = law.window
    if isinstance(window.to, date):
        return window.to
    known = {"appointment": "appointed", "placement": "placed"}.get(window.anchor)
    start = getattr(facts.person, known) if known and facts.person else None
    return after(start, window.within) if start and window.within else None


def cycled(law: Law, records: Sequence[Record], on: date) -> Judged:
    """A duty of a fixed cycle: due on a day that comes again, whenever it was done."""
    every, due = law.every or YEARLY, law.cycle_from or on
    previous = LONG_AGO
    while due < on:
        previous, due = due, after(due, every)
    frame = Frame(str(due.year), plus(previous, 1), due, previous)
    instance = Instance(str(due.year), frame.opens, due, due, law, frame)
    return judged(instance, records, on)


def in_force(rule: Rule, law: Law, records: Sequence[Record], on: date) -> Judged:
    """A duty to have something at all times: seats that are filled, an agreement in force."""
    now = [record for record in records if record.until is None or record.until >= on]
    frame = Frame("", LONG_AGO, FAR_OFF, LONG_AGO)
    instance = Instance("", LONG_AGO, None, FAR_OFF, law, frame)
    found = judged(instance, now, on)
    since = law.window.to
    if found.status is Status.DUE and isinstance(since, date):
        status = Status.OVERDUE if on > since else Status.DUE
        return replace(found, status=status, due=since)
    ends = [record.until for record in found.counted if record.until]
    return replace(found, due=min(ends)) if ends and found.status is Status.SATISFIED else found
