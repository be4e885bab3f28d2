"""A transcript: a table in; trainings out, and what is no training, with the reason."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from safety_portal.core.files.reading import read_table, refuse_nothing
from safety_portal.core.files.tables import Row, Table
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.values import Note
from training.transcripts.readers import cells
from training.transcripts.readers.columns import but_trainings, columns_of, counts_ceus
from training.transcripts.transcript import Skip, TrainingRow, Transcript

_TOTAL = re.compile(
    r"(?:(?:sub|grand|year|yearly|annual|running)[\s-]*)*totals?\b.*|(?:19|20)\d{2}\s+(?:total\s+)?(?:hours|hrs|credits)\b.*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d,]*+\.\d++|[\d,]*\d")
_OLDEST_YEAR = 1970
_TOLD_EVERY = 2_000
_NEVER = frozenset(
    {"", "never", "none", "n/a", "na", "#n/a", "does not expire", "no expiration", "-"}
)
_TITLE_MAX, _CODE_MAX, _CERTIFICATE_MAX, _WHO_MAX = 200, 60, 100, 254


def read_transcript(
    source, mapping: dict[str, str] | None = None, *, on: date, sheet="", progress=None
) -> Transcript:
    """The trainings in a file (bytes or a path), as of the day `on`; `mapping` (field -> column)
    says what cannot be guessed; of a workbook those of `sheet`, or of the fullest that fits.

    `progress(read, total)` is called now and then with numbers of rows. Raises FileRefused with one
    sentence where there is no table, or where nobody knows which column is which.
    """
    refuse = refuse_nothing if mapping else but_trainings
    table = read_table(source, sheet=sheet, refuse=refuse)
    return transcript_of(table, mapping or {}, on=on, progress=progress)


def transcript_of(table: Table, mapping: dict[str, str], *, on: date, progress=None) -> Transcript:
    """As `read_transcript`, of a table. Pure."""
    columns = columns_of(table, mapping)
    places = {name: table.index(column) for name, column in columns.items()}
    header = [cell.casefold() for cell in table.header]
    ceus = counts_ceus(columns.get("hours", ""))
    rows, skipped, rejected = [], [], []
    for number, row in enumerate(table.rows):
        if progress and number % _TOLD_EVERY == 0:
            progress(number, len(table.rows))
        try:
            rows.append(_Reader(row, places, on, ceus).training(header))
        except _Skipped as reason:
            skipped.append(Skip(row.number, str(reason)))
        except _Refused as refused:
            rejected.append(refused.refusal)
    warnings = [_ten_hours_each(table.header_row, columns["hours"])] if ceus else []
    return Transcript(rows, skipped, rejected, len(table.rows), columns, warnings, table.origin)


def _ten_hours_each(row: int, column: str) -> Note:
    reason = f"“{column}” holds continuing education units (CEU), so each counts as {cells.HOURS_OF_A_CEU} hours."
    return Note(row, "hours", reason, column)


class _Skipped(Exception):
    """The row counts for nothing; the text says why."""


class _Refused(Exception):
    def __init__(self, refusal: Refusal):
        super().__init__(refusal.reason)
        self.refusal = refusal


@dataclass
class _Reader:
    """Reads one row."""

    row: Row
    places: dict[str, int]
    on: date
    has_ceus: bool
    notes: list[str] = field(default_factory=list)

    def training(self, header: list[str]) -> TrainingRow:
        """The training in the row. Raises _Skipped, _Refused."""
        self._no_total(header)
        if self.row.surplus:
            raise self._refused(
                "course",
                "This row has more cells than the header, so they have shifted; look at its commas.",
            )
        status = self._status()
        held_on = self._held_on()
        title, code = self._course()
        hours = self._hours()
        expires_on = self._expires_on(held_on, is_lapsed=status == "lapsed")
        if certificate := self._identifier("certificate", _CERTIFICATE_MAX):
            self.notes.insert(0, f"Certificate {certificate}.")
        who = self._identifier("person", _WHO_MAX)
        return TrainingRow(
            self.row.number, who, code, title, held_on, hours, expires_on, " ".join(self.notes)
        )

    def _no_total(self, header: list[str]) -> None:
        filled = [cell for cell in self.row.cells if cell]
        others = [cell for cell in filled if not _NUMBER.fullmatch(cell)]
        if len(others) == 1 and len(filled) <= 3 and _TOTAL.fullmatch(others[0]):
            raise _Skipped("A sum of hours, not a training.")
        if [cell.casefold() for cell in self.row.cells] == header:
            raise _Skipped("The header once more.")

    def _status(self) -> str:
        if "status" not in self.places:
            return "passed"
        cell = self._cell("status")
        if not cell:
            raise _Skipped("It has no status, so nothing says that it was completed.")
        kind, why = self._read("status", cells.status)
        if kind == "open":
            raise _Skipped(why)
        return kind

    def _held_on(self) -> date:
        if not self._cell("held_on"):
            raise _Skipped("It has no day, so nothing says that it was held.")
        held_on = self._read("held_on", cells.day)
        if held_on > self.on:
            raise self._refused(
                "held_on", "This day is in the future. Import it after it was held."
            )
        if held_on.year < _OLDEST_YEAR:
            raise self._refused(
                "held_on", "This day is more than fifty years ago. Look at the year."
            )
        return held_on

    def _course(self) -> tuple[str, str]:
        code = self._identifier("code", _TITLE_MAX)
        title = self._read("course", lambda cell: cells.short(cell, _TITLE_MAX))
        if not (title or code):
            raise self._refused("course", "The row names no course.")
        # What is longer is no code; cut short it could be that of another course.
        return title or code, code if len(code) <= _CODE_MAX else ""

    def _hours(self) -> Decimal | None:
        if not self._cell("hours"):
            return None
        told = self._read("hours", cells.hours_of_ceus if self.has_ceus else cells.hours)
        if not told:
            raise _Skipped(
                "It has no hours: they count elsewhere, or it is an entry of the office."
            )
        hours = cells.quarters(told)
        if self.has_ceus:
            self.notes.append(f"The file says {self._cell('hours')} CEU.")
        elif hours != told:
            self.notes.append(f"The file says {told} hours.")
        return hours

    def _expires_on(self, held_on: date, *, is_lapsed: bool) -> date | None:
        cell = self._cell("expires_on")
        if cell.casefold() in _NEVER:
            if is_lapsed:
                raise _Skipped("It has lapsed, and the file does not say when.")
            return None
        expires_on = self._read("expires_on", cells.day)
        if expires_on < held_on:
            raise self._refused("expires_on", "It expires before it was held. Look at both days.")
        if is_lapsed and expires_on >= self.on:
            raise _Skipped("It has lapsed before the day that the file says it expires.")
        return expires_on

    # ------------------------------------------------------------ cells

    def _cell(self, name: str) -> str:
        return cells.text(self.row.cells[self.places[name]]) if name in self.places else ""

    def _identifier(self, name: str, most: int) -> str:
        """What tells a person, a course or a certificate from another; "" where the file does not
        say it.
        """
        return self._read(name, lambda cell: cells.identifier(cell, 10_000))[:most]

    def _read(self, name: str, reader):
        try:
            return reader(self._cell(name))
        except cells.NotRead as wrong:
            raise self._refused(name, str(wrong)) from None

    def _refused(self, name: str, reason: str) -> _Refused:
        return _Refused(Refusal(self.row.number, name, reason, self._cell(name)[:100]))
