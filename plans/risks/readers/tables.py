"""The rows of a risk worksheet: hazard, building, four scores, priority, reason."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

from plans.risks.entries import ReadRow, ReadWorksheet
from plans.risks.readers import cells
from plans.risks.scales import CRITERIA, suggested
from plans.risks.weighed import DETAIL_MOST, REASON_MOST, Weighed
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_table
from safety_portal.core.files.tables import Row, Table
from safety_portal.core.imports.columns import UnknownColumns, likely
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.values import NotRead, short, text

FIELDS = {
    "hazard": "Threat or hazard",
    "building": "Building",
    "probability": "Probability",
    "magnitude": "Magnitude",
    "warning": "Warning",
    "duration": "Duration",
    "priority": "Risk priority",
    "reason": "Reason",
    "sureness": "How sure",
    "group": "Kind",
    "detail": "Detail (restricted)",
}
# How files call them, best first.
NAMES = {
    "hazard": [
        "threat/hazard",
        "threat or hazard",
        "threats and hazards",
        "hazard",
        "threat",
        "risk",
    ],
    "building": ["building", "location", "place", "campus"],
    "probability": ["probability", "likelihood", "frequency"],
    "magnitude": ["magnitude", "severity", "impact", "consequence"],
    "warning": ["warning", "warning time", "onset", "speed of onset"],
    "duration": ["duration", "length"],
    "priority": ["risk priority", "priority", "decided", "rating", "risk rating", "risk level"],
    "reason": ["reason", "because", "rationale", "comments", "notes"],
    "sureness": ["how sure", "confidence", "sureness"],
    "group": ["kind", "group", "category", "type", "hazard type"],
    "detail": ["detail", "detail (restricted)", "vulnerability"],
}
MOST_ROWS = 500
TITLE_MOST, BUILDING_MOST = 120, 120
Value = TypeVar("Value")
# The row of the sample worksheet that shows how one is filled in.
EXAMPLE = re.compile(r"\(\s*example\s*\)", re.IGNORECASE)


class RowRefused(Exception):
    """One row cannot be used."""

    def __init__(self, row: Row, field: str, reason: str, value: str = "") -> None:
        super().__init__(reason)
        self.refusal = Refusal(row.number, field, reason, value[:100])


def likely_columns(header: Iterable[str]) -> dict[str, str]:
    """field -> column, as files usually call them."""
    return likely(header, NAMES)


def columns_of(table: Table, mapping: Mapping[str, str]) -> dict[str, int]:
    """field -> where its column stands. Raises UnknownColumns where one that is needed is not."""
    chosen = dict(mapping) or likely_columns(table.header)
    missing = [FIELDS[name] for name in ("hazard", *CRITERIA) if not chosen.get(name)]
    if missing:
        raise UnknownColumns(
            f"Nobody knows which column is “{missing[0]}”. Choose it; the file has"
            f" {table.listed()}."
        )
    return {name: table.index(column) for name, column in chosen.items() if column}


def read_worksheet(data: bytes, mapping: Mapping[str, str], *, sheet: str = "") -> ReadWorksheet:
    """The risks in a table. Raises FileRefused, UnknownColumns for columns nobody knows."""

    def refuse(table: Table) -> None:
        columns_of(table, mapping)

    table = read_table(data, sheet=sheet, refuse=refuse)
    if len(table.rows) > MOST_ROWS:
        raise FileRefused(
            f"This file has {len(table.rows):,} rows; {MOST_ROWS:,} are read. Import it in parts."
        )
    places = columns_of(table, mapping)
    rows: list[ReadRow] = []
    rejected: list[Refusal] = []
    skipped: list[Refusal] = []
    for row in table.rows:
        given = {name: text(row.cells[at]) for name, at in places.items()}
        try:
            found = _row(row, given)
        except RowRefused as refused:
            rejected.append(refused.refusal)
            continue
        (rows if isinstance(found, ReadRow) else skipped).append(found)  # type: ignore[arg-type]
    return ReadWorksheet(
        len(table.rows), tuple(rows), tuple(rejected), tuple(skipped), table.origin
    )


def _row(row: Row, given: Mapping[str, str]) -> ReadRow | Refusal:
    """What a row says, or why it is not used. Raises RowRefused."""
    title = _cell(row, given, "hazard", TITLE_MOST)
    if row.surplus:
        reason = "This row has more cells than the header; put a cell with a comma into quotes."
        raise RowRefused(row, "row", reason)
    if not title:
        raise RowRefused(row, "hazard", "This row names no threat or hazard; add it.")
    if EXAMPLE.search(title):
        return Refusal(row.number, "hazard", "It is the example of the worksheet.", title)
    building = _cell(row, given, "building", BUILDING_MOST) if "building" in given else None
    group = _read(row, given, "group", cells.group) if given.get("group") else None
    weighed = _weighed(row, given)
    return ReadRow(row.number, title, building, group, weighed, bool(given.get("priority")))


def _weighed(row: Row, given: Mapping[str, str]) -> Weighed | None:
    """The scores and what was decided on them; None where a row gives none of it."""
    filled = [name for name in CRITERIA if given.get(name)]
    if not filled and not given.get("priority"):
        return None
    if missing := [name for name in CRITERIA if name not in filled]:
        reason = "Give all four scores; without any, the hazard is only put on the list."
        raise RowRefused(row, missing[0], reason)
    scores = {name: _read(row, given, name, partial(cells.score, name)) for name in CRITERIA}
    said = _read(row, given, "priority", cells.priority) if given.get("priority") else None
    return Weighed(
        scores,
        said or suggested(scores).priority,
        reason=_cell(row, given, "reason", REASON_MOST),
        sureness=_read(row, given, "sureness", cells.sureness) if given.get("sureness") else "",
        detail=_cell(row, given, "detail", DETAIL_MOST),
    )


def _read(row: Row, given: Mapping[str, str], name: str, read: Callable[[str], Value]) -> Value:
    try:
        return read(given[name])
    except NotRead as wrong:
        raise RowRefused(row, name, str(wrong), given[name]) from None


def _cell(row: Row, given: Mapping[str, str], name: str, most: int) -> str:
    try:
        return short(given.get(name, ""), most)
    except NotRead as wrong:
        raise RowRefused(row, name, str(wrong), given[name]) from None
