"""A transcript as it was read: trainings that count, rows that do not, rows that cannot be.

What importing is handed.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from safety_portal.core.files.tables import OF_NO_WORKBOOK, Origin
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.values import Note


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """One row that says that somebody trained. `who` is what the file calls the person, "" where it
    does not say;
    `hours` is None where the course's own count; `note` what the record keeps besides."""

    row: int
    who: str
    code: str
    title: str
    held_on: date
    hours: Decimal | None = None
    expires_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """A row that is no training, or one that counts for nothing; `reason` is a sentence."""

    row: int
    reason: str


@dataclass(frozen=True)
class Transcript:
    """A file as read; every one of its `total` rows is in `rows`, `skipped` or `rejected`.

    `columns`: field -> column.

    `warnings` are what somebody has to know before it is imported."""

    rows: list[TrainingRow]
    skipped: list[Skip]
    rejected: list[Refusal]
    total: int
    columns: dict[str, str]
    warnings: list[Note] = field(default_factory=list)
    origin: Origin = OF_NO_WORKBOOK
