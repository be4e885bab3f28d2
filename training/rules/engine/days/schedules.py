"""The instances of a rule: what is owed, from which day on, by when, and how long late counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.days.periods import (
    FAR_OFF,
    LONG_AGO,
    OF_A_CALENDAR,
    calendar_year,
    frames,
    records_year,
)
from training.rules.engine.days.spans import after
from training.rules.engine.days.windows import Frame, narrowed
from training.rules.engine.facts import Facts
from training.rules.engine.rules import Law, Rule

OF_THE_YEAR = frozenset(
    {"school_year", "month", "semester", "quarter", "session", "school_days", "week"}
)
OF_A_PERSON = ("appointment", "placement")


@dataclass(frozen=True, slots=True)
class Instance:
    """One obligation. `due` is None where the text has no last day; late counts `until` a day."""

    label: str
    opens: date
    due: date | None
    until: date
    law: Law
    frame: Frame


@dataclass(frozen=True, slots=True)
class Schedule:
    """The instances, in order; `needs` what has to be known first, `because` there are none."""

    instances: Sequence[Instance] = ()
    needs: tuple[str, ...] = ()
    because: str = ""
    last_year: SchoolYear | None = None


def scheduled(rule: Rule, facts: Facts, on: date) -> Schedule:
    """What a rule asks around a day."""
    law = rule.law_on(on) or rule.laws[-1]
    if law.period in OF_THE_YEAR:
        if _needs_no_calendar(rule, law):
            return _in_force(rule, [records_year(on)], law, facts)
        return _of_year(rule, facts, on)
    if law.period == "calendar_year":
        return _of_calendar_years(rule, law, on)
    return _once(rule, law, facts, on)


def _needs_no_calendar(rule: Rule, law: Law) -> bool:
    is_of_records = law.period == "school_year" and law.window.anchor != "school_start"
    return is_of_records and rule.asks_a_person


def _in_force(rule: Rule, found: Iterable[Frame], law: Law, facts: Facts) -> Schedule:
    made = [_instance(law, frame) for frame in found if rule.law_on(frame.ends) is law]
    kept = [instance for instance in made if not _came_later(instance, facts)]
    because = _not_in_force(rule) if not made else ""
    if made and not kept:
        because = f"appointed after the last day, {_in_words(made[-1].due)}"
    return Schedule(kept, because=because)


def _came_later(instance: Instance, facts: Facts) -> bool:
    """Nobody owes what was over before they came."""
    person = facts.person
    came = (person.placed or person.appointed) if person else None
    return came is not None and instance.due is not None and came > instance.due


def _in_words(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _not_in_force(rule: Rule) -> str:
    begins = min((law.since for law in rule.laws if law.since), default=None)
    ends = max((law.to for law in rule.laws if law.to), default=None)
    return f"not in force: from {begins or 'long ago'} to {ends or 'now'}"


def _instance(law: Law, frame: Frame) -> Instance:
    opens, due = narrowed(frame, law.window)
    is_open_ended = bool(law.window.anchor) and not (law.window.has_bound or law.window.after)
    until = frame.ends if law.late_counts else due
    return Instance(frame.label, opens, None if is_open_ended else due, max(until, due), law, frame)


def _of_year(rule: Rule, facts: Facts, on: date) -> Schedule:
    """The instances of the school year that a day belongs to."""
    if not facts.years:
        return Schedule(needs=("calendar",))
    year = _year_for(rule, facts.years, on)
    if year is not None:
        return _planned(rule, year)
    begun = [each for each in facts.years if each.records_from <= on]
    if not begun:
        return Schedule(needs=("calendar",))
    last = max(begun, key=lambda each: each.records_from)
    if any(law.period in ("month", "week") for law in rule.laws):
        return Schedule(because="no month in session", last_year=last)
    if not _planned(rule, last).instances:
        return _planned(rule, last)
    return Schedule(needs=("calendar",), last_year=last)


def _year_for(rule: Rule, years: Sequence[SchoolYear], on: date) -> SchoolYear | None:
    """The year whose duties are still to be done on a day: in July one that has summer months."""
    covering = [year for year in years if year.records_from <= on <= _horizon(rule, year)]
    covering.sort(key=lambda year: year.records_from)
    if not covering:
        return None
    first = covering[0]
    is_going_on = any(i.due and i.due >= on for i in _planned(rule, first).instances)
    return first if is_going_on else covering[-1]


@lru_cache(maxsize=8192)
def _horizon(rule: Rule, year: SchoolYear) -> date:
    """The last day on which a year is still the one to look at."""
    last = max((i.due for i in _planned(rule, year).instances if i.due), default=year.records_to)
    return max(year.records_to, _end_of_season(rule, year) or last, last)


def _end_of_season(rule: Rule, year: SchoolYear) -> date | None:
    seasons = [law.window for law in rule.laws if law.window.since and law.window.to]
    whole = Frame("", year.records_from, FAR_OFF, year.records_from, year)
    return max((narrowed(whole, season)[1] for season in seasons), default=None)


@lru_cache(maxsize=8192)
def _planned(rule: Rule, year: SchoolYear) -> Schedule:
    """The instances of one school year, each by the law of its last day."""
    found: list[Instance] = []
    for law in rule.laws:
        if law.period in OF_A_CALENDAR and not getattr(year, f"{law.period}s"):
            return Schedule(needs=(f"{law.period}s",))
        every = law.every.number if law.every and law.period == "school_days" else 1
        of_law = frames(
            law.period, year, is_drill=rule.is_drill, summer=law.has_summer, every=every
        )
        made = [_instance(law, frame) for frame in of_law if rule.law_on(frame.ends) is law]
        found += [i for i in made if i.due is None or i.opens <= max(i.due, i.until)]
    if found:
        return Schedule(tuple(sorted(found, key=lambda i: i.opens)))
    is_of_session = any(law.period == "session" for law in rule.laws)
    return Schedule(because="no summer session" if is_of_session else _not_in_force(rule))


def _of_calendar_years(rule: Rule, law: Law, on: date) -> Schedule:
    """Those years that have begun and whose last day is of this year of records, else the next."""
    since = records_year(on).opens
    made = [_instance(law, calendar_year(number)) for number in range(since.year, on.year + 2)]
    in_force = [i for i in made if rule.law_on(i.frame.ends) is law]
    begun = [i for i in in_force if i.frame.opens <= on and (i.due is None or i.due >= since)]
    ahead = [i for i in in_force if i.frame.opens > on]
    found = begun or ahead[:1]
    return Schedule(found, because="" if found else _not_in_force(rule))


def _once(rule: Rule, law: Law, facts: Facts, on: date) -> Schedule:
    """What is done once, or is to stand: from an appointment, by a date, or with no last day."""
    if not law.is_in_force(on):
        return Schedule(because=_not_in_force(rule))
    frame = Frame("", LONG_AGO, FAR_OFF, LONG_AGO)
    if law.window.anchor in OF_A_PERSON and (law.window.has_bound or facts.person):
        return _from_person(law, facts, frame)
    due = law.window.to if isinstance(law.window.to, date) else None
    return Schedule([Instance("", LONG_AGO, due, FAR_OFF, law, frame)])


def _from_person(law: Law, facts: Facts, frame: Frame) -> Schedule:
    known = "appointed" if law.window.anchor == "appointment" else "placed"
    start = getattr(facts.person, known) if facts.person else None
    if law.window.within is None:
        return Schedule([Instance("", LONG_AGO, None, FAR_OFF, law, frame)])
    if start is None:
        return Schedule(needs=(known,))
    due = after(start, law.window.within)
    return Schedule([Instance("", LONG_AGO, due, FAR_OFF, law, frame)])
