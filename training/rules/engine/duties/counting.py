"""How much of what one instance needs there is: amounts, parts, caps, and numbers that follow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import ceil

from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.days.schedules import Instance
from training.rules.engine.days.windows import Frame, narrowed
from training.rules.engine.facts import Record
from training.rules.engine.matching import matches
from training.rules.engine.rules import Cap, Law, Part

NONE_YET = Decimal(0)
MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class PartCount:
    """How a part stands: with what was in time, and with what came late."""

    part: Part
    due: date | None
    need: Decimal
    have: Decimal
    have_late: Decimal

    @property
    def is_met(self) -> bool:
        return self.have >= self.need

    @property
    def is_met_late(self) -> bool:
        return self.have_late >= self.need


@dataclass(frozen=True, slots=True)
class Count:
    """How an instance stands: `have_late` counts what came after its last day, too."""

    need: Decimal
    have: Decimal
    have_late: Decimal
    parts: tuple[PartCount, ...]
    counted: tuple[Record, ...]
    in_time: tuple[Record, ...]
    too_many: tuple[Record, ...]


def amount(law: Law, records: Sequence[Record]) -> Decimal:
    """How much some records are, in the unit of a law."""
    if law.unit == "hours":
        return sum((record.hours or NONE_YET for record in records), NONE_YET)
    if law.unit == "minutes":
        hours = sum((record.hours or NONE_YET for record in records), NONE_YET)
        return hours * MINUTES_OF_AN_HOUR
    return NONE_YET + len(records)


def counted(
    law: Law, instance: Instance, records: Sequence[Record], others: Sequence[Record]
) -> Count:
    """Count the records that match; `others` are what a relative number is compared with."""
    last = instance.due or instance.until
    inside = [r for r in records if instance.opens <= r.on <= max(instance.until, last)]
    kept, too_many = capped(law.caps, inside, instance.frame.year)
    in_time = [record for record in kept if record.on <= last]
    parts = tuple(_part(law, part, instance, kept, in_time) for part in law.parts)
    if law.is_sum_of_parts:
        need = sum((each.need for each in parts), NONE_YET)
        have = sum((min(each.have, each.need) for each in parts), NONE_YET)
        late = sum((min(each.have_late, each.need) for each in parts), NONE_YET)
    else:
        need = _need(law, instance, others)
        have, late = amount(law, in_time), amount(law, kept)
    return Count(need, have, late, parts, tuple(kept), tuple(in_time), tuple(too_many))


def _need(law: Law, instance: Instance, others: Sequence[Record]) -> Decimal:
    """The number of the law; "as often as" others, how many those were, and at least one."""
    if law.as_often_as is None:
        return Decimal(1) if law.need is None else law.need
    held = sum(1 for r in others if instance.opens <= r.on <= (instance.due or instance.until))
    return NONE_YET + max(held, 1)


def _part(
    law: Law, part: Part, instance: Instance, kept: Sequence[Record], in_time: Sequence[Record]
) -> PartCount:
    opens, due = part_days(part, instance)
    of_part = [record for record in kept if opens <= record.on and matches(part.match, record)]
    need = part.need
    if part.share:
        need = NONE_YET + ceil(len(in_time) * part.share[0] / part.share[1])
    last = due or instance.until
    timely = [record for record in of_part if record.on <= last]
    late = of_part if law.late_counts else timely
    return PartCount(part, due, need, amount(law, timely), amount(law, late))


def part_days(part: Part, instance: Instance) -> tuple[date, date | None]:
    """From when to when a part is done in time."""
    if part.window is None:
        return instance.opens, instance.due
    frame = instance.frame
    narrow = Frame(frame.label, instance.opens, instance.due or frame.ends, frame.base, frame.year)
    return narrowed(narrow, part.window)


def capped(
    caps: Sequence[Cap], records: Sequence[Record], year: SchoolYear | None
) -> tuple[list[Record], list[Record]]:
    """Those that count where at most so many do, and those above the cap: the later ones."""
    kept, over = list(records), []
    for cap in caps:
        seen: dict[object, int] = {}
        for record in list(kept):
            if not matches(cap.match, record):
                continue
            key = bucket(cap.per, record.on, year)
            seen[key] = seen.get(key, 0) + 1
            if seen[key] > cap.most:
                kept.remove(record)
                over.append(record)
    return kept, over


def bucket(per: str, on: date, year: SchoolYear | None) -> object:
    """Of which month, semester or quarter a day is; None for all of a year."""
    if per == "month":
        return (on.year, on.month)
    if per in ("semester", "quarter") and year is not None:
        spans = year.semesters if per == "semester" else year.quarters
        return next((n for n, (first, last) in enumerate(spans) if first <= on <= last), -1)
    return None


VARIED: dict[str, tuple[Callable[[Record], object], str]] = {
    "weekday": (lambda record: record.on.weekday(), "all on the same weekday"),
    "hour": (lambda record: record.at and record.at.hour, "all at the same time of day"),
    "time": (lambda record: record.at and record.at.hour, "two at the same time of day"),
}


def variety(law: Law, records: Sequence[Record]) -> list[str]:
    """What is not varied as the text wants, in words: a warning."""
    found = []
    for name in law.vary:
        value, words = VARIED[name]
        known = [each for each in map(value, records) if each is not None]
        is_same = len(known) > 1 and len(set(known)) == 1
        if is_same or (name == "time" and len(set(known)) < len(known)):
            found.append(words)
    if law.alternates and len(records) > 1:
        is_kind = [bool(record.kinds & law.alternates) for record in records]
        if any(one == other for one, other in pairwise(is_kind)):
            found.append("kinds do not alternate")
    return found
