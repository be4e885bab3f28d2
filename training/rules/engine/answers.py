"""What the engine says of one rule, one subject and one day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from training.rules.engine.facts import Record
from training.rules.engine.rules import Law, Rule
from training.rules.engine.statuses import Status


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A record that did not count, and why not."""

    record: Record
    why: str


@dataclass(frozen=True, slots=True)
class Satisfier:
    """What would satisfy what is open: from which day on, what, with whom."""

    earliest: date | None
    what: str
    involving: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """How one instance of a rule stands: "October 2026", "semester 2"."""

    label: str
    status: Status
    due: date | None
    have: Decimal
    need: Decimal
    unmet: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    parts: Mapping[str, Status] = field(default_factory=dict)
    counted: tuple[Record, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    warnings: tuple[str, ...] = ()
    by: str = ""
    is_curable: bool = True
    starts: date | None = None
    law: Law | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer, with all that explains it. `due`: the last day on which it is done in time."""

    rule: Rule
    on: date
    status: Status
    law: Law | None = None
    due: date | None = None
    has_deadline: bool = True
    have: Decimal = Decimal(0)
    need: Decimal = Decimal(0)
    unmet: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    by: str = ""
    because: str = ""
    needs: tuple[str, ...] = ()
    is_curable: bool = True
    warnings: tuple[str, ...] = ()
    instances: tuple[Judged, ...] = ()
    parts: Mapping[str, Status] = field(default_factory=dict)
    counted: tuple[Record, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    satisfied_by: Satisfier | None = None
    next_due: date | None = None
    last_year: Status | None = None

    @property
    def sentence(self) -> str:
        return self.rule.asks

    @property
    def citation(self) -> str:
        return self.law.citation if self.law else ""

    @property
    def confidence(self) -> str:
        """The lower one of the duty's confidence and its due date's: that is shown at a date."""
        return lower(self.law.confidence, self.law.due_confidence) if self.law else ""

    @property
    def is_to_verify(self) -> bool:
        """Whether it is not to be shown as law: verify first, or a recommendation only."""
        return self.rule.is_recommended or bool(self.law and self.law.confidence == "low")


def lower(one: str, other: str) -> str:
    """The lower one of two confidences."""
    order = ("low", "medium", "high")
    return order[min(order.index(one), order.index(other))]
