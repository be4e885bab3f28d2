"""What a file of a calendar says, line by line, before it is compared with what is here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safety_portal.core.files.tables import OF_NO_WORKBOOK, Origin
from safety_portal.core.imports.comparison import Refusal


class What(StrEnum):
    """What an entry is: of a school year, or a span of it (the codes of SpanKind)."""

    YEAR = "year"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    CLOSED = "closed"
    SEMESTER = "semester"
    QUARTER = "quarter"
    SESSION = "session"


# What an entry says of a year itself.
OF_YEARS = (What.YEAR, What.FIRST_DAY, What.LAST_DAY)
# What is longer than a day, so that one day says too little of it.
LONG = (What.YEAR, What.SEMESTER, What.QUARTER, What.SESSION)


class Edge(StrEnum):
    """Whether an entry is a whole span, or only the day on which it begins or ends."""

    WHOLE = ""
    BEGINS = "begins"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words of an entry mean. `number`: which semester or quarter, where they say it."""

    what: What
    number: int | None = None
    edge: Edge = Edge.WHOLE


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a file: `row` is its row, or its place among the events, from 1."""

    row: int
    meaning: Meaning
    first: date
    last: date
    label: str = ""


@dataclass(frozen=True)
class ReadCalendar:
    """What was read of a file: `total` rows are entries, refused, or not understood (`skipped`)."""

    layout: str
    total: int
    entries: tuple[Entry, ...]
    rejected: tuple[Refusal, ...] = ()
    skipped: tuple[Refusal, ...] = ()
    origin: Origin = OF_NO_WORKBOOK
