"""Duties that recur with every event: a notice before each drill, a report after each."""

from collections.abc import Sequence
from datetime import date, timedelta

from training.rules.engine.answers import Judged, NotCounted
from training.rules.engine.days.calendars import SchoolYear, year_of
from training.rules.engine.days.periods import FAR_OFF, LONG_AGO, records_year
from training.rules.engine.days.spans import HOURS_OF_A_DAY, Span, after, before, plus
from training.rules.engine.days.windows import day_in
from training.rules.engine.duties.counting import NONE_YET
from training.rules.engine.facts import Facts, Record
from training.rules.engine.matching import matched, matches
from training.rules.engine.rules import Law, Match, Rule
from training.rules.engine.statuses import Status

ONE = NONE_YET + 1


def events_of(rule: Rule, law: Law, facts: Facts, on: date) -> list[Record]:
    """The events of this year of records that the rule speaks of; a planned drill is one."""
    trigger = law.trigger or Match(("drill",))
    since = records_year(on).opens
    found = [r for r in facts.of(*(trigger.subjects or ("drill",))) if since <= r.on <= on]
    found = [record for record in found if matches(trigger, record) and law.is_in_force(record.on)]
    plan = facts.plan
    return [*found, plan] if plan and matches(trigger, plan) else found


def nothing_owed(law: Law, facts: Facts, on: date) -> str:
    """Why nothing is owed: which events there were instead."""
    trigger = law.trigger or Match(("drill",))
    others = [r for r in facts.of(*(trigger.subjects or ("drill",))) if r.on <= on and r.kinds]
    if not others:
        return "no such event"
    kinds = sorted({kind.replace("_", " ") for record in others for kind in record.kinds})
    return f"nothing is owed for a {' or '.join(kinds)} {others[0].what}"


def judged_events(
    rule: Rule, law: Law, facts: Facts, on: date, events: Sequence[Record]
) -> list[Judged]:
    """How each event stands, in order."""
    good, others = matched(rule, law.counts, facts)
    known = [record for record in good if record.on <= on]
    return [_judged(law, event, known, others, facts, on) for event in events]


def _judged(
    law: Law,
    event: Record,
    records: Sequence[Record],
    others: Sequence[NotCounted],
    facts: Facts,
    on: date,
) -> Judged:
    opens, due = _days(law, event.on, year_of(facts.years, event.on))
    mine = [r for r in records if r.of in (None, event.on)]
    timely = [r for r in mine if opens <= r.on <= (due or FAR_OFF) and _has_lead(law, event, r)]
    is_lead = _is_before(law)
    late = [] if is_lead or due is None else [r for r in mine if r.of and r.on > due]
    wrong = [NotCounted(r, _why(r, opens)) for r in mine if r not in timely and r not in late]
    return Judged(
        label=str(event.on),
        status=_status(timely, late, due, on),
        due=due,
        have=ONE if timely or late else NONE_YET,
        need=ONE,
        late=tuple(record.name for record in late) if not timely else (),
        counted=tuple((timely or late)[:1]),
        not_counted=(*wrong, *others),
        is_curable=not is_lead or due is None or on <= due,
        starts=event.on if event.on <= on else on,
        law=law,
    )


def _status(timely: Sequence[Record], late: Sequence[Record], due: date | None, on: date) -> Status:
    if timely:
        return Status.SATISFIED
    if late:
        return Status.SATISFIED_LATE
    return Status.OVERDUE if due is not None and on > due else Status.DUE


def _is_before(law: Law) -> bool:
    window = law.window
    return bool(window.lead_at_least or window.lead_at_most or window.is_before)


def _days(law: Law, day: date, year: SchoolYear | None) -> tuple[date, date | None]:
    """From when to when it is done in time: before the event, or after it."""
    window = law.window
    if _is_before(law):
        opens = before(day, window.lead_at_most) if window.lead_at_most else LONG_AGO
        return opens, _lead(day, window.lead_at_least, year)
    ends = [day_in(day, window.to)] if window.to else []
    if window.within is not None:
        ends.append(_until(day, window.within, year))
    return day, min((end for end in ends if end), default=None)


def _lead(day: date, lead: Span | None, year: SchoolYear | None) -> date:
    """The last day with the whole lead before an event."""
    if lead is None:
        return day
    if lead.is_of_school_days and year is not None:
        earlier = [each for each in year.all_days if each < day]
        return earlier[-lead.number] if len(earlier) >= lead.number else LONG_AGO
    return before(day, lead) if not lead.is_of_school_days else plus(day, -lead.number)


def _until(day: date, within: Span, year: SchoolYear | None) -> date:
    if within.is_of_school_days:
        if year is None or not within.number:
            return plus(day, within.number)
        return year.nth(plus(day, 1), within.number)
    return after(day, within)


def _has_lead(law: Law, event: Record, record: Record) -> bool:
    """Whether the hours are kept, where both times are known; else days decide.

    Times with a zone are compared as moments: on the day of a clock change 24 hours are 24.
    """
    lead = law.window.lead_at_least
    if lead is None or lead.unit != "hours" or event.at is None or record.at is None:
        return True
    if (event.at.utcoffset() is None) != (record.at.utcoffset() is None):
        return True
    shift = (record.at.utcoffset() or timedelta()) - (event.at.utcoffset() or timedelta())
    apart = event.at.replace(tzinfo=None) - record.at.replace(tzinfo=None) + shift
    return apart >= timedelta(
        days=lead.number // HOURS_OF_A_DAY, hours=lead.number % HOURS_OF_A_DAY
    )


def _why(record: Record, opens: date) -> str:
    return "too early" if record.on < opens else "outside the window"
