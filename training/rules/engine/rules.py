"""What a rule is: whom it asks, and its law as dated values. Made by readers, evaluated here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from training.rules.engine.days.spans import DayOfYear, Span

NO_WORDS: tuple[str, ...] = ()


@dataclass(frozen=True)
class Test:
    """One condition on what is known: of the school (`fact`) or of the person (`person`).

    Exactly one of the comparisons is set. `otherwise` says in words why the rule does not apply;
    `applies_if_unknown`: so of nearly every school that nobody has to be asked first.
    """

    fact: str = ""
    person: str = ""
    any_of: frozenset[str] | None = None
    none_of: frozenset[str] | None = None
    at_least: int | None = None
    more_than: int | None = None
    lowest_in: frozenset[str] | None = None
    on_or_after: date | None = None
    otherwise: str = ""
    applies_if_unknown: bool = False


@dataclass(frozen=True)
class Audience:
    """Whom a rule asks. None: everybody. `or_where`: the other way in."""

    school_types: frozenset[str] | None = None
    levels: frozenset[str] | None = None
    is_by_lowest: bool = False
    roles: frozenset[str] | None = None
    where: tuple[Test, ...] = ()
    or_where: tuple[Test, ...] = ()


@dataclass(frozen=True)
class Match:
    """Which records count. None: whatever. `where`: attribute -> the values that do."""

    subjects: tuple[str, ...] = ()
    kinds: frozenset[str] | None = None
    courses: tuple[str, ...] | None = None
    students: bool | None = None
    where: Mapping[str, tuple[object, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Window:
    """When within its period something has to be done.

    `anchor` is what `within`, `after` and `is_before` are counted from. `since` and `to` are days
    of the year, or days of one year. Where several give a last day, the earliest is it.
    """

    anchor: str = ""  # school_start, period_start, appointment, placement, event
    since: DayOfYear | date | None = None
    to: DayOfYear | date | None = None
    within: Span | None = None
    is_first_n: bool = True
    after: Span | None = None
    is_before: bool = False
    lead_at_least: Span | None = None
    lead_at_most: Span | None = None

    @property
    def has_bound(self) -> bool:
        """Whether it says until when."""
        return bool(self.to or self.within or self.is_before or self.lead_at_least)


@dataclass(frozen=True)
class Part:
    """So many of what counts have to be of some kind, or fall into some window.

    `share`: that part of what was counted, rounded up, in place of a number.
    """

    label: str
    need: Decimal = Decimal(1)
    match: Match = field(default_factory=Match)
    window: Window | None = None
    share: tuple[int, int] | None = None


@dataclass(frozen=True)
class Cap:
    """At most so many of those that match count, in the whole or in each `per`."""

    most: int
    match: Match = field(default_factory=Match)
    per: str = ""  # semester, month, or "": the whole instance


@dataclass(frozen=True)
class Substitute:
    """What serves in place of a record: at most so many times in each `per`."""

    match: Match
    at_most: int | None = None
    per: str = "school_year"  # semester, quarter, school_year
    window: Window | None = None
    is_anytime: bool = False


@dataclass(frozen=True)
class Forbids:
    """What a planned drill may not be. `unless`: what it then has to be; `marks`: any of these."""

    words: str
    match: Match = field(default_factory=Match)
    marks: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    grades: frozenset[str] | None = None
    window: Window | None = None


@dataclass(frozen=True)
class Law:
    """The text of a rule between two days, and where it stands.

    `period`: school_year, calendar_year, semester, quarter, month, week, session, school_days,
    rolling, cycle, once, per_event, standing, or "": no number to count.
    """

    citation: str
    source: str = ""
    seen: str = ""
    confidence: str = "high"
    due_confidence: str = "high"
    since: date | None = None
    to: date | None = None
    need: Decimal | None = None
    unit: str = "occurrences"
    period: str = ""
    every: Span | None = None
    cycle_from: date | None = None
    has_summer: bool = False
    window: Window = field(default_factory=Window)
    counts: Match = field(default_factory=Match)
    parts: tuple[Part, ...] = ()
    is_sum_of_parts: bool = False
    total_label: str = ""
    as_often_as: Match | None = None
    caps: tuple[Cap, ...] = ()
    vary: tuple[str, ...] = ()
    alternates: frozenset[str] | None = None
    substitutes: tuple[Substitute, ...] = ()
    trigger: Match | None = None
    forbids: tuple[Forbids, ...] = ()
    is_waivable: bool = False
    may_agree_date: bool = False
    late_counts: bool = True
    note: str = ""

    def is_in_force(self, day: date) -> bool:
        """Whether it is the law of a day."""
        return (self.since is None or self.since <= day) and (self.to is None or day <= self.to)

    def __hash__(self) -> int:
        return id(self)


@dataclass(frozen=True)
class Rule:
    """One duty, of one jurisdiction or of a district's own. Rules are never merged.

    `handled`: executed; shown (never overdue, `reason` says why); not_converted. `part_of`: a
    permission, which asks nothing itself: that rule's substitutes have it.
    """

    code: str
    state: str
    subject: str
    title: str
    asks: str
    laws: tuple[Law, ...]
    scopes: tuple[str, ...] = ("school",)
    audience: Audience = field(default_factory=Audience)
    handled: str = "executed"
    reason: str = ""
    is_recommended: bool = False
    is_stricter_local: bool = False
    involves: tuple[str, ...] = ()
    recipient: str = ""
    counts_for: tuple[str, ...] = ()
    not_shared_with: tuple[str, ...] = ()
    part_of: str = ""
    keep: Span | None = None
    checked_on: date | None = None

    def __hash__(self) -> int:
        return id(self)

    @property
    def asks_a_person(self) -> bool:
        return "person" in self.scopes

    @property
    def is_drill(self) -> bool:
        return self.subject == "drill"

    def law_on(self, day: date) -> Law | None:
        """The law of a day: of two that overlap, the later one."""
        found = [law for law in self.laws if law.is_in_force(day)]
        return max(found, key=lambda law: law.since or date.min, default=None)
