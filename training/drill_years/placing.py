"""On which of its days a drill is best held, and at what hour.

Away from other drills, from its kind above all; on a weekday and at an hour that its kind had
least; near the middle of the days it has, or early where they are few. What is late already is
held soon.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from training.drill_years.drafts import Draft
from training.rules.engine.facts import Record
from training.rules.engine.matching import matches
from training.rules.engine.rules import Match

# Days between two drills, and between two of a kind, below which they are too close.
APART, KIND_APART = 6, 15
# Up to so many days to choose from are few. What one of the first days of school costs.
FEW, SETTLING = 12, 12
HOURS = (time(9, 30), time(13, 20), time(10, 15), time(14, 5), time(8, 40), time(11, 10))
HOURS_OF: Mapping[object, tuple[time, ...]] = {
    "lunch": (time(11, 45), time(12, 10)),
    "recess": (time(10, 45), time(12, 40)),
    "assembly": HOURS,
    "gathering": HOURS,
    "class_change": (time(9, 50), time(10, 50)),
    "arrival": (time(7, 50), time(8, 5)),
    "night": (time(20, 30), time(21, 15)),
}


@dataclass(frozen=True)
class Limits:
    """How many drills there may be at most: what a school sets itself.

    None: as many as the rules need. Two are on one day only where they leave no other.
    """

    a_day: int | None = None
    a_week: int | None = None
    a_month: int | None = None

    def allows(self, day: date, held: Iterable[Record]) -> bool:
        """Whether there is room on a day for one more."""
        days = [record.on for record in held]
        week, month = day.isocalendar()[:2], (day.year, day.month)
        return (
            _below(self.a_day, days.count(day))
            and _below(self.a_week, sum(each.isocalendar()[:2] == week for each in days))
            and _below(self.a_month, sum((each.year, each.month) == month for each in days))
        )


def _below(most: int | None, number: int) -> bool:
    return most is None or number < most


def by_fitness(
    draft: Draft, others: Sequence[Record], first_days: Collection[date] = ()
) -> Sequence[date]:
    """The days of a draft, the best first; `others` are held, planned or proposed; on `first_days`
    a school has other cares.
    """
    if any(demand.is_late for demand in draft.serves):
        return draft.days
    of_kind = [record for record in others if draft.kind in record.kinds]
    weekdays = Counter(record.on.weekday() for record in others)
    of_kind_weekdays = Counter(record.on.weekday() for record in of_kind)
    number = len(draft.days)
    best = number // 2 if number > FEW else min(FEW // 4, number // 3)

    def cost(place: int, day: date) -> tuple[int, date]:
        close = max(0, APART - _gap(day, others)) * 4 + max(0, KIND_APART - _gap(day, of_kind))
        same = of_kind_weekdays[day.weekday()] * 4 + weekdays[day.weekday()]
        return close + same + abs(place - best) * 12 // number + SETTLING * (day in first_days), day

    ranked = sorted(cost(place, day) for place, day in enumerate(draft.days))
    return [day for _, day in ranked]


def _gap(day: date, records: Iterable[Record]) -> int:
    """Days from a day to the nearest of some records."""
    return min((abs((record.on - day).days) for record in records), default=KIND_APART)


def record_on(
    draft: Draft, day: date, others: Sequence[Record], name: str, varied: Iterable[Match] = ()
) -> Record:
    """A draft on a day as the engine's record, at the hour that its kind had least.

    `varied`: of what rules want different hours; of those that its kind is one of, first.
    """
    attributes = draft.attributes
    hours = HOURS_OF.get(attributes.get("part_of_day"), HOURS)
    if attributes.get("at_night") is True:
        hours = HOURS_OF["night"]
    same_rule, same_kind, all_kinds = Counter[int](), Counter[int](), Counter[int]()
    taken = {record.at.hour for record in others if record.at is not None and record.on == day}
    mine = [match for match in varied if match.kinds is None or draft.kind in match.kinds]
    for record in others:
        if record.at is not None:
            all_kinds[record.at.hour] += 1
            same_kind[record.at.hour] += draft.kind in record.kinds
            same_rule[record.at.hour] += any(matches(match, record) for match in mine)

    def cost(at: time) -> tuple[bool, int, int, int]:
        hour = at.hour
        return hour in taken, same_rule[hour], same_kind[hour], all_kinds[hour]

    return Record(
        what=draft.what,
        on=day,
        id=name,
        kinds=frozenset({draft.kind}),
        at=datetime.combine(day, min(hours, key=cost)),
        attributes=attributes,
    )
