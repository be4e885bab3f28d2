"""What is known: of a school, of a person, of calendars, and what was recorded.

What is not known is left out, never guessed: it is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from training.rules.engine.days.calendars import SchoolYear

NONE: frozenset[str] = frozenset()
# What goes without saying of a drill or a training that says nothing of it.
TAKEN_FOR_GRANTED: Mapping[str, object] = {"students": True, "in_school_hours": True}
Answered = frozenset[str] | int


@dataclass(frozen=True, eq=False)
class School:
    """`answers` to the questions about a school, by their code; one that is missing is unknown."""

    type: str | None = None
    levels: frozenset[str] | None = None
    grades: frozenset[str] | None = None
    answers: Mapping[str, Answered] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Person:
    """Somebody a rule may ask something of. `facts`: what else is known, by name."""

    role: str | None = None
    appointed: date | None = None
    placed: date | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Record:
    """Something that happened on a day: a drill, a training, a notice, a review, a waiver.

    `what` it is, by its subject; `rule` or `of` name what it was done for, where somebody said so;
    `until`: how long it stays in force (a seat, an agreement).
    """

    what: str
    on: date
    id: str = ""
    kinds: frozenset[str] = NONE
    at: datetime | None = None
    course: str | None = None
    hours: Decimal | None = None
    rule: str | None = None
    of: date | None = None
    until: date | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)

    def said(self, name: str) -> object:
        """What it says of an attribute; None where it says nothing."""
        return self.attributes.get(name, TAKEN_FOR_GRANTED.get(name))

    @property
    def name(self) -> str:
        """What it is called where it is counted or not."""
        return (
            self.id or f"{' and '.join(sorted(self.kinds)) or self.course or self.what} {self.on}"
        )


@dataclass(frozen=True, eq=False)
class Facts:
    """All that an evaluation may know. `plan`: a drill that is planned and was not held."""

    school: School = field(default_factory=School)
    person: Person | None = None
    years: tuple[SchoolYear, ...] = ()
    records: Sequence[Record] = ()
    plan: Record | None = None

    @cached_property
    def by_what(self) -> Mapping[str, Sequence[Record]]:
        """The records of each subject, by day; in whatever order they were entered."""
        found: dict[str, list[Record]] = {}
        for record in sorted(self.records, key=_order):
            found.setdefault(record.what, []).append(record)
        return found

    def of(self, *subjects: str) -> Sequence[Record]:
        """The records of some subjects, by day."""
        if len(subjects) == 1:
            return self.by_what.get(subjects[0], ())
        return sorted((r for what in subjects for r in self.by_what.get(what, ())), key=_order)


def _order(record: Record) -> tuple[object, ...]:
    return (record.on, sorted(record.kinds), record.course or "", record.id)
