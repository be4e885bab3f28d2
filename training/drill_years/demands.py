"""What rules still ask of a school year: so many of these, between these days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import ceil

from training.rules.engine.answers import Judged
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.days.schedules import Instance, scheduled
from training.rules.engine.duties.counting import Count, PartCount, counted, part_days
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Facts, Record
from training.rules.engine.matching import matched, matches
from training.rules.engine.rules import Law, Match, Rule
from training.rules.engine.statuses import DONE, Status

FROM_THE_LAST_TIME = frozenset({"rolling", "cycle"})
OF_THE_YEAR = frozenset(
    {"school_year", "calendar_year", "semester", "quarter", "month", "week", "session"}
    | {"school_days"}
)
# Subjects whose rules a year of drills has to satisfy.
PRACTICED = frozenset({"drill", "exercise"})
# Of the last days on which it would be in time a third is kept in reserve, and at most so many.
RESERVE = 5


@dataclass(frozen=True)
class Demand:
    """`missing` more of what `matches`, on one of `days`, for one instance of a rule or a part.

    `due` is the last day in time, None where the text has none. `pieces`: in how many parts its
    days are cut so that what it needs is spread; `taken`: the days of what counts already.
    """

    rule: Rule
    law: Law
    label: str
    part: str
    due: date | None
    is_late: bool
    missing: int
    pieces: int
    matches: tuple[Match, ...]
    days: tuple[date, ...]
    taken: tuple[date, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """Which it is, whatever is still missing of it."""
        return (self.rule.code, self.label, self.part)

    @cached_property
    def comfortable(self) -> tuple[date, ...]:
        """Its days without the reserve at their end; all of them where they are few, or late."""
        reserve = 0 if self.is_late else min(RESERVE, len(self.days) // 3)
        return self.days[: len(self.days) - reserve]

    @property
    def next_piece(self) -> tuple[date, ...]:
        """The first part of its days in which nothing of it is; all days where there is none."""
        days, number = self.comfortable, max(self.pieces, 1)
        for place in range(number):
            piece = days[len(days) * place // number : len(days) * (place + 1) // number]
            if piece and not any(piece[0] <= day <= piece[-1] for day in self.taken):
                return piece
        return days

    def is_of(self, kind: str, what: str) -> bool:
        """Whether a drill or an exercise of a kind is what it asks for."""
        subjects = self.law.counts.subjects or (self.rule.subject,)
        return what in subjects and all(
            match.kinds is None or kind in match.kinds for match in self.matches
        )


@dataclass(frozen=True)
class Open:
    """Of which school what is asked: its facts, the year, its days from the first one to plan."""

    facts: Facts
    year: SchoolYear
    days: tuple[date, ...]

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """Its days from one to another."""
        return tuple(day for day in self.days if first <= day <= last)

    @property
    def start(self) -> date:
        """From when on something can be planned."""
        return self.days[0] if self.days else date.max


def is_practiced(rule: Rule) -> bool:
    """Whether it is one that a year of drills can satisfy: executed, with a number and a period."""
    is_duty = rule.subject in PRACTICED and rule.handled == "executed" and not rule.part_of
    return is_duty and all(law.period in OF_THE_YEAR | FROM_THE_LAST_TIME for law in rule.laws)


def demands_of(rule: Rule, open_: Open) -> list[Demand]:
    """What a rule that applies still asks of the year, by what its facts record."""
    year, facts = open_.year, replace(open_.facts, years=(open_.year,))
    law = rule.law_on(year.first_day) or rule.laws[-1]
    if law.period in FROM_THE_LAST_TIME:
        return _renewed(rule, law, facts, open_)
    instances = scheduled(rule, facts, year.first_day).instances
    if not instances:
        return []
    last = max(instance.due or instance.until for instance in instances)
    judged = {each.label: each for each in evaluate(rule, facts, last).instances}
    found: list[Demand] = []
    for instance in instances:
        now = judged.get(instance.label)
        if now is not None and not _is_settled(instance, now, open_):
            found += _of_instance(rule, instance, now, facts, open_)
    return found


def _is_settled(instance: Instance, now: Judged, open_: Open) -> bool:
    """Whether nothing is left to do: done in time, or late where it cannot be in time any more.

    What is planned for a day after the last one does not settle what can still be in time.
    """
    is_over = instance.due is None or instance.due < open_.start
    return now.status is Status.SATISFIED or (is_over and now.status is Status.SATISFIED_LATE)


def _renewed(rule: Rule, law: Law, facts: Facts, open_: Open) -> list[Demand]:
    """One more where the last time is too long ago by the end of the year, or nobody knows it."""
    last = open_.year.last_school_day
    answer = evaluate(rule, facts, last)
    if not answer.instances or answer.instances[0].status in DONE:
        return []
    now = answer.instances[0]
    if law.period == "cycle" and now.due and now.due > last:
        return []
    is_late = now.due is not None and now.due < open_.start
    until = last if now.due is None or is_late else min(now.due, last)
    missing = max(1, ceil(now.need - now.have))
    days = open_.between(open_.start, until)
    return [
        Demand(rule, law, "", "", now.due, is_late, missing, missing, (law.counts,), days),
    ]


def _of_instance(
    rule: Rule, instance: Instance, now: Judged, facts: Facts, open_: Open
) -> list[Demand]:
    law = instance.law
    good, _ = matched(rule, law.counts, facts)
    others = [] if law.as_often_as is None else matched(rule, law.as_often_as, facts)[0]
    count = counted(law, instance, good, others)
    found = [_of_part(rule, instance, part, count, open_) for part in count.parts]
    if not law.is_sum_of_parts:
        served = int(now.have - max(count.have, count.have_late)) if law.substitutes else 0
        found.append(_of_whole(rule, instance, count, served, open_))
    return [demand for demand in found if demand.missing > 0]


def _of_whole(rule: Rule, instance: Instance, count: Count, served: int, open_: Open) -> Demand:
    late = instance.due is not None and instance.due < open_.start
    missing = ceil(count.need - (count.have_late if late else count.have)) - served
    records = count.counted if late else count.in_time
    return _demand(
        rule, instance, open_, records=records, missing=missing, days=(instance.opens, instance.due)
    )


def _of_part(rule: Rule, instance: Instance, part: PartCount, count: Count, open_: Open) -> Demand:
    opens, due = part_days(part.part, instance)
    late = due is not None and due < open_.start
    records = [
        record
        for record in (count.counted if late else count.in_time)
        if opens <= record.on and matches(part.part.match, record)
    ]
    if not late and due is not None:
        records = [record for record in records if record.on <= due]
    found = _demand(
        rule,
        instance,
        open_,
        records=records,
        missing=ceil(part.need - (part.have_late if late else part.have)),
        days=(opens, due),
    )
    return replace(found, part=part.part.label, matches=(*found.matches, part.part.match))


def _demand(
    rule: Rule,
    instance: Instance,
    open_: Open,
    *,
    records: Iterable[Record],
    missing: int,
    days: tuple[date, date | None],
) -> Demand:
    law, (opens, due) = instance.law, days
    late = due is not None and due < open_.start
    until = instance.until if late or due is None else due
    taken = tuple(record.on for record in records if record.on >= open_.start)
    return Demand(
        rule=rule,
        law=law,
        label=instance.label,
        part="",
        due=due,
        is_late=late,
        missing=missing,
        pieces=missing + len(taken),
        matches=(law.counts,),
        days=() if late and not law.late_counts else open_.between(opens, until),
        taken=taken,
    )


def by_narrowness(demands: Iterable[Demand]) -> Sequence[Demand]:
    """Those first that have the fewest days to choose from, then those whose last is the first."""
    return sorted(demands, key=lambda each: (len(each.days), each.due or date.max, each.key))
