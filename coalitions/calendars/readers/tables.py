"""The rows of a table as entries of a calendar: what, from, to, name."""

from collections.abc import Iterable, Mapping
from datetime import date

from coalitions.calendars.comparing.classifying import classified
from coalitions.calendars.comparing.entries import (
    LONG,
    OF_YEARS,
    Edge,
    Entry,
    Meaning,
    ReadCalendar,
    What,
)
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_table
from safety_portal.core.files.tables import Row, Table
from safety_portal.core.imports.columns import UnknownColumns, likely, one_of, parse_mapping
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.look.wording import full_day
from safety_portal.core.values import NotRead, day, short, text

FIELDS = {"what": "What", "from": "From", "to": "To", "name": "Name"}
# How files call them, best first.
NAMES = {
    "what": [
        "what",
        "kind",
        "type",
        "event type",
        "category",
        "event",
        "subject",
        "summary",
        "title",
        "description",
    ],
    "from": [
        "from",
        "start",
        "start date",
        "begins",
        "begin",
        "starts",
        "date",
        "first day",
        "day",
        "on",
    ],
    "to": ["to", "end", "end date", "ends", "through", "until", "last day", "thru"],
    "name": ["name", "label", "holiday", "note", "notes", "reason", "title", "description"],
}
MOST_ROWS = 5_000
LONGEST = 200


class RowRefused(Exception):
    """One row cannot be used."""

    def __init__(self, row: Row, field: str, reason: str, value: str = "") -> None:
        super().__init__(reason)
        self.refusal = Refusal(row.number, field, reason, value[:100])


def likely_columns(header: Iterable[str]) -> dict[str, str]:
    """field -> column, as files usually call them."""
    return likely(header, NAMES)


def parse_columns(pairs: Iterable[str]) -> dict[str, str]:
    """FIELD=COLUMN of the command line as field -> column. Raises FileRefused."""
    return parse_mapping(pairs, field_called=one_of(FIELDS), example="from=Start")


def columns_of(table: Table, mapping: Mapping[str, str]) -> dict[str, int]:
    """field -> where its column stands. Raises UnknownColumns where what or from is not known."""
    chosen = {**likely_columns(table.header), **mapping} if not mapping else dict(mapping)
    missing = [FIELDS[name] for name in ("what", "from") if not chosen.get(name)]
    if missing:
        raise UnknownColumns(
            f"Nobody knows which column is “{missing[0]}”. Choose it; the file has"
            f" {table.listed()}."
        )
    return {name: table.index(column) for name, column in chosen.items() if column}


def read_calendar_table(
    data: bytes, mapping: Mapping[str, str], *, sheet: str = ""
) -> ReadCalendar:
    """The calendar in a table. Raises FileRefused, UnknownColumns for columns nobody knows."""
    table = read_table(data, sheet=sheet)
    if len(table.rows) > MOST_ROWS:
        raise FileRefused(
            f"This file has {len(table.rows):,} rows and {MOST_ROWS:,} are read; leave out what is"
            " no day of the school year."
        )
    places = columns_of(table, mapping)
    entries: list[Entry] = []
    rejected: list[Refusal] = []
    skipped: list[Refusal] = []
    for row in table.rows:
        try:
            found = _entry(row, {name: text(row.cells[at]) for name, at in places.items()})
        except RowRefused as refused:
            rejected.append(refused.refusal)
            continue
        if isinstance(found, Entry):
            entries.append(found)
        else:
            skipped.append(found)
    return ReadCalendar(
        "a table", len(table.rows), tuple(entries), tuple(rejected), tuple(skipped), table.origin
    )


def _entry(row: Row, cells: Mapping[str, str]) -> Entry | Refusal:
    """The entry of a row; what it says, with why it is not used. Raises RowRefused."""
    what, name = cells.get("what", ""), cells.get("name", "")
    if row.surplus:
        reason = "This row has more cells than the header; put a cell with a comma into quotes."
        raise RowRefused(row, "row", reason)
    if not what:
        raise RowRefused(row, "what", "This row does not say what it is; add it.")
    meaning = classified(what)
    if isinstance(meaning, str):
        return Refusal(row.number, "what", meaning, what[:100])
    first, last = _days(row, cells)
    _check_whole(row, meaning, what, is_one_day=first == last)
    try:
        label = short(name or _label(what, meaning), LONGEST)
    except NotRead as wrong:
        raise RowRefused(row, "name", str(wrong), name) from None
    return Entry(row.number, meaning, first, last, label)


def _label(what: str, meaning: Meaning) -> str:
    """The words of a row as its name, unless they only say what it is."""
    if meaning.what in OF_YEARS:
        return ""
    return "" if what.casefold().replace(" ", "_") in [*What] else what


def _days(row: Row, cells: Mapping[str, str]) -> tuple[date, date]:
    first = _day(row, "from", cells.get("from", ""))
    if first is None:
        raise RowRefused(row, "from", "This row has no first day; add it.")
    last = _day(row, "to", cells.get("to", "")) or first
    if last < first:
        reason = f"It ends, {full_day(last)}, before it begins, {full_day(first)}."
        raise RowRefused(row, "to", reason, cells["to"])
    return first, last


def _day(row: Row, field: str, cell: str) -> date | None:
    try:
        return day(cell) if cell else None
    except NotRead as wrong:
        raise RowRefused(row, field, str(wrong), cell) from None


def _check_whole(row: Row, meaning: Meaning, what: str, *, is_one_day: bool) -> None:
    """Raise RowRefused for a semester of one day, where nobody said that it begins or ends then."""
    if meaning.edge == Edge.WHOLE and is_one_day and meaning.what in LONG:
        reason = "It needs a first and a last day; add the last one."
        raise RowRefused(row, "to", reason, what)
