"""propose(...): the fewest drills with which a school satisfies its rules this year, with days.

Greedy, and the same for the same facts: the demand with the fewest days is served first, by the
drill that serves most other demands with it, on the day that fits best. At last what is left out
without loss is left out. Each step asks the engine; nothing here knows a rule by its code.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from training.drill_years.demands import Demand, Open, by_narrowness, demands_of, is_practiced
from training.drill_years.drafts import Draft, drafted
from training.drill_years.placing import Limits, by_fitness, record_on
from training.rules.engine.answers import Answer
from training.rules.engine.conditions import applies
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Facts, Record
from training.rules.engine.rules import Rule
from training.rules.engine.statuses import Status

# More than any law asks of a year: a rule that is never content is no reason to go on forever.
MOST = 150
SETTLING_DAYS = 2


Undetermined = tuple[tuple[Rule, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Served:
    """An instance of a rule, or a part of it, for which a drill counts; its last day in time."""

    rule: Rule
    label: str
    last_day: date | None

    @property
    def is_to_verify(self) -> bool:
        """Whether the duty, or its last day, is not shown as law before somebody verified it."""
        law = (self.last_day and self.rule.law_on(self.last_day)) or self.rule.laws[-1]
        return self.rule.is_recommended or "low" in (law.confidence, law.due_confidence)


@dataclass(frozen=True, eq=False)
class Proposed:
    """A drill that is proposed: the record that it would be, what it is for, what has to be said of
    it before it may be planned (`to_say`). `reserve`: school days left after it before the first
    last day; None where nothing it is for has one.
    """

    record: Record
    serves: tuple[Served, ...]
    to_say: tuple[str, ...]
    reserve: int | None

    @property
    def on(self) -> date:
        """The day."""
        return self.record.on

    @property
    def kind(self) -> str:
        """The kind: there is one."""
        (kind,) = self.record.kinds
        return kind


@dataclass(frozen=True)
class Unplaced:
    """What no day was found for: how many of it, and why not, with the citation where it is law."""

    demand: Demand
    why: str
    citation: str = ""


@dataclass(frozen=True)
class Proposal:
    """The year. `undetermined`: the rules of which nobody can say yet what they ask, and what has
    to be known first.
    """

    drills: tuple[Proposed, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    undetermined: Undetermined = ()


@dataclass(frozen=True)
class Asked:
    """A school for which a year is proposed.

    `facts` has what was held and what is planned as records; `quiet` days are no days for a drill
    (tests, ceremonies); `first`: the first day that can be planned for.
    """

    rules: Sequence[Rule]
    facts: Facts
    year: SchoolYear
    first: date
    quiet: Collection[date] = ()
    limits: Limits = field(default_factory=Limits)


def propose(asked: Asked) -> Proposal:
    """The year of drills. Rules that ask for none, or that do not apply, are left aside."""
    return _Planner(asked).proposal()


class _Planner:
    """One year while it is put together: what is open of each rule, what was chosen so far."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        quiet = frozenset(asked.quiet)
        self.days = tuple(
            day for day in asked.year.all_days if day >= asked.first and day not in quiet
        )
        self.rules, self.unknown = _sorted_out(asked)
        self.forbidding = [rule for rule in asked.rules if rule.subject == "prohibition"]
        self.varied = [law.counts for rule in self.rules for law in rule.laws if law.vary]
        self.apart = _kept_apart(self.rules)
        self.chosen: list[Record] = []
        self.withheld: dict[str, frozenset[str]] = {}
        self.unplaced: dict[tuple[str, str, str], Unplaced] = {}
        self.demands = {rule.code: self._demands(rule, ()) for rule in self.rules}

    def proposal(self) -> Proposal:
        """Serve demands while there are any, leave out what is not needed, and say what it is."""
        while (demand := self._next()) is not None:
            if len(self.chosen) >= MOST:
                self._give_up(demand, "more drills than a year has room for")
            else:
                self._serve(demand)
        self._leave_out()
        drills = sorted(self.chosen, key=lambda record: (record.on, record.at, record.id))
        return Proposal(
            drills=tuple(self._told(record) for record in drills),
            unplaced=tuple(self.unplaced.values()),
            undetermined=self.unknown,
        )

    def _asked_of(self, rule: Rule, plan: Record) -> Answer:
        """What a rule says of a drill that is planned."""
        facts = replace(self.asked.facts, years=(self.asked.year,), plan=plan)
        return evaluate(rule, facts, plan.on)

    def _records(self, chosen: Iterable[Record], code: str = "") -> tuple[Record, ...]:
        """What was held, is planned and was chosen; for a rule, without what is kept from it."""
        kept = (each for each in chosen if code not in self.withheld.get(each.id, ()))
        return (*self.asked.facts.records, *kept)

    def _demands(self, rule: Rule, chosen: Iterable[Record]) -> list[Demand]:
        facts = replace(self.asked.facts, records=self._records(chosen, rule.code))
        return demands_of(rule, Open(facts, self.asked.year, self.days))

    def _open(self) -> list[Demand]:
        every = (demand for found in self.demands.values() for demand in found)
        return [demand for demand in every if demand.key not in self.unplaced]

    def _next(self) -> Demand | None:
        return next(iter(by_narrowness(self._open())), None)

    def _give_up(self, demand: Demand, why: str, citation: str = "") -> None:
        self.unplaced[demand.key] = Unplaced(demand, why, citation)

    def _serve(self, demand: Demand) -> None:
        """Choose a drill for a demand and a day for the drill, or say why there is none."""
        if not demand.days:
            self._give_up(demand, "no day for a drill is left before its last day")
            return
        used = Counter(kind for record in self._records(self.chosen) for kind in record.kinds)
        against: list[tuple[str, str]] = []
        for draft in drafted(demand, self._open(), used, self.apart):
            record = self._placed(draft, demand, against)
            if record is not None:
                self._choose(record)
                return
        if against:
            self._give_up(demand, *against[-1])
        else:
            self._give_up(demand, "every day that is left has as many drills as it may have")

    def _placed(
        self, draft: Draft, demand: Demand, against: list[tuple[str, str]]
    ) -> Record | None:
        """The draft on the best day on which nothing forbids it and it counts; None: on none."""
        others = self._records(self.chosen)
        name = f"proposed {len(self.chosen) + 1:03}"
        self.withheld[name] = draft.apart
        for day in self._days_of(draft, demand, others):
            if not self.asked.limits.allows(day, others):
                continue
            record = record_on(draft, day, others, name, self.varied)
            if refusal := self._refusal(record):
                against.append(refusal)
            elif self._counts(record, demand):
                return record
        return None

    def _days_of(self, draft: Draft, demand: Demand, others: Sequence[Record]) -> Sequence[date]:
        """Its days, the best first, then those outside its piece; those that have a drill last."""
        settling = self.asked.year.days[:SETTLING_DAYS]
        inside, taken = set(draft.days), {record.on for record in others}
        rest = tuple(day for day in demand.days if day not in inside)
        outside = replace(draft, days=rest, serves=(demand,))
        days = [
            *by_fitness(draft, others, settling),
            *by_fitness(outside, others, settling),
        ]
        return sorted(days, key=taken.__contains__)

    def _refusal(self, record: Record) -> tuple[str, str] | None:
        """What forbids such a drill on such a day, and its citation."""
        for rule in self.forbidding:
            answer = self._asked_of(rule, record)
            if answer.status is Status.FORBIDDEN:
                return f"{rule.code} forbids it: {answer.because}", answer.citation
        return None

    def _counts(self, record: Record, demand: Demand) -> bool:
        """Whether less of a demand is missing with it."""
        after = self._demands(demand.rule, [*self.chosen, record])
        left = next((each.missing for each in after if each.key == demand.key), 0)
        return left < demand.missing

    def _choose(self, record: Record) -> None:
        self.chosen.append(record)
        for rule in self.rules:
            self.demands[rule.code] = self._demands(rule, self.chosen)

    def _leave_out(self) -> None:
        """Take out each drill without which no more is missing, the last chosen first."""
        missing = _missing(self.demands.values())
        for record in reversed(tuple(self.chosen)):
            fewer = [each for each in self.chosen if each is not record]
            without = {rule.code: self._demands(rule, fewer) for rule in self.rules}
            if all(missing.get(key, 0) >= n for key, n in _missing(without.values()).items()):
                self.chosen, self.demands = fewer, without

    def _told(self, record: Record) -> Proposed:
        served = [each for rule in self.rules for each in self._served(rule, record)]
        warnings = [
            words for rule in self.forbidding for words in self._asked_of(rule, record).warnings
        ]
        last = min((each.last_day for each in served if each.last_day), default=None)
        reserve = sum(record.on < day <= last for day in self.days) if last else None
        return Proposed(record, tuple(served), tuple(dict.fromkeys(warnings)), reserve)

    def _served(self, rule: Rule, record: Record) -> list[Served]:
        """The demands of a rule that are open without a drill, and less so with it."""
        fewer = [each for each in self.chosen if each is not record]
        now = _missing([self._demands(rule, self.chosen)])
        return [
            Served(rule, " ".join(filter(None, (each.label, each.part))), each.due)
            for each in self._demands(rule, fewer)
            if now.get(each.key, 0) < each.missing
        ]


def _sorted_out(asked: Asked) -> tuple[list[Rule], Undetermined]:
    """The duties of practice that apply to a school, and those of which nobody can say yet."""
    facts = replace(asked.facts, years=(asked.year,))
    rules: list[Rule] = []
    unknown: list[tuple[Rule, tuple[str, ...]]] = []
    for rule in filter(is_practiced, asked.rules):
        answer = evaluate(rule, facts, asked.year.first_day)
        if answer.status is Status.UNDETERMINED:
            unknown.append((rule, answer.needs))
        elif applies(rule, facts).applies:
            rules.append(rule)
    return rules, tuple(unknown)


def _missing(demands: Iterable[Iterable[Demand]]) -> Mapping[tuple[str, str, str], int]:
    return {demand.key: demand.missing for found in demands for demand in found}


def _kept_apart(rules: Iterable[Rule]) -> Mapping[str, frozenset[str]]:
    """For each rule those for which a drill of it must not count as well; both ways."""
    found: dict[str, set[str]] = {}
    for rule in rules:
        for other in rule.not_shared_with:
            found.setdefault(rule.code, set()).add(other)
            found.setdefault(other, set()).add(rule.code)
    return {code: frozenset(others) for code, others in found.items()}
