"""One sheet as rows of text: what is hidden left out, merged cells filled, a heading of two lines
made one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from safety_portal.core.files.workbooks.cells import text_of
from safety_portal.core.files.workbooks.overlay import Overlay, Place, cell_name, letters

# A heading stands among the first rows.
HEAD_ROWS = 30
MOST_FILLED = 200_000
NAMED = 5
NOT_SEEN = (
    "Of this kind of file it cannot be seen how numbers are shown, what is hidden, or where an "
    "error stands. "
    "If IDs begin with zeros, save it as .xlsx and choose that."
)


@dataclass
class SheetRows:
    """The rows of a sheet, hidden and blank ones as []; `filled` counts the cells that say
    something.
    """

    name: str
    rows: list[list[str]] = field(default_factory=list)
    filled: int = 0
    remarks: list[str] = field(default_factory=list)


def sheet_rows(name: str, start: Place, values: Iterator[list], overlay: Overlay) -> SheetRows:
    """The sheet that calamine gives as `values`, row by row from the first; their columns begin at
    that of `start`.
    """
    sheet, merged, hidden = SheetRows(name), _Merged(overlay.merges), set()
    for row, cells in enumerate(values):
        shown = [
            _cell_as_shown(cell, (row, start[1] + at), overlay) for at, cell in enumerate(cells)
        ]
        texts = merged.filled(row, [""] * start[1] + shown)
        if row in overlay.hidden_rows:
            hidden |= {row} if any(texts) else set()
            texts = []
        sheet.rows.append(texts)
    heading = _join_heading(sheet.rows, overlay.merges)
    columns = _without_hidden_columns(sheet.rows, overlay.hidden_columns)
    sheet.filled = sum(1 for texts in sheet.rows for text in texts if text)
    has_merged = any(row > heading for row in merged.below)
    sheet.remarks = list(_remarks_on_sheet(overlay, hidden, columns, has_merged=has_merged))
    return sheet


def _cell_as_shown(value, place: Place, overlay: Overlay) -> str:
    """What a cell shows."""
    if text := overlay.errors.get(place) or overlay.texts.get(place):
        return text
    shape = overlay.shapes.get(place)
    if shape and isinstance(value, int | float) and not isinstance(value, bool):
        return shape.shown(value) or text_of(value)
    return text_of(value)


class _Merged:
    """Cells that cover others below themselves: what stands in them holds for each row. `below`:
    row -> what is covered.
    """

    def __init__(self, merges: list[tuple[Place, Place]]):
        self.below: dict[int, list[tuple[int, Place]]] = {}
        self.texts: dict[Place, str] = {}
        left = MOST_FILLED
        for first, last in merges:
            left -= last[0] - first[0]
            # What covers several columns, too, is a title.
            if last[0] > first[0] and last[1] == first[1] and left >= 0:
                self.texts[first] = ""
                for row in range(first[0] + 1, last[0] + 1):
                    self.below.setdefault(row, []).append((first[1], first))
        self.starts = {place[0] for place in self.texts}

    def filled(self, row: int, texts: list[str]) -> list[str]:
        """The cells of the next row, the covered ones filled."""
        for column, first in self.below.get(row, ()):
            texts += [""] * (column + 1 - len(texts))
            texts[column] = self.texts[first]
        if row in self.starts:
            starting = [column for column in range(len(texts)) if (row, column) in self.texts]
            self.texts |= {(row, column): texts[column] for column in starting}
        return texts


def _join_heading(rows: list[list[str]], merges: list[tuple[Place, Place]]) -> int:
    """Make one line of a heading of two, where some of its cells reach down over both; returns its
    row, -1 where the heading is as it should be.

    Where a heading stands over columns that have no name below, each gets one of its own.
    """
    for row in sorted({first[0] for first, _ in merges if first[0] < HEAD_ROWS}):
        of_row = [(first, last) for first, last in merges if first[0] == row]
        reaches_down = any(last[0] == row + 1 for _, last in of_row)
        groups = [(first, last) for first, last in of_row if last[0] == row and last[1] > first[1]]
        if row + 1 >= len(rows) or sum(map(bool, rows[row])) < 2:
            continue
        if reaches_down and (groups or rows[row] == rows[row + 1]):
            rows[row], rows[row + 1] = [], _joined_headings(rows[row], rows[row + 1], groups)
            return row + 1
        if groups and _says_values(rows[row + 1]):
            rows[row] = _numbered_headings(rows[row], groups)
            return row
    return -1


def _says_values(texts: list[str]) -> bool:
    """Whether a row is one of values rather than of names: a number, a day or an address is among
    them.
    """
    return any(character.isdecimal() or character == "@" for text in texts for character in text)


def _numbered_headings(texts: list[str], groups) -> list[str]:
    """The names of a heading, one that covers several columns numbered."""
    width = max(len(texts), *(last[1] + 1 for _, last in groups))
    names = texts + [""] * (width - len(texts))
    for first, last in groups:
        for column in range(first[1] + 1, last[1] + 1):
            names[column] = names[column] or f"{names[first[1]]} ({column - first[1] + 1})"
    return names


def _joined_headings(upper: list[str], lower: list[str], groups) -> list[str]:
    """The names below; of two that are the same, each with the name above."""
    above = {
        column: upper[first[1]]
        for first, last in groups
        for column in range(first[1], last[1] + 1)
        if first[1] < len(upper)
    }
    width = max(len(upper), len(lower))
    upper, lower = (line + [""] * (width - len(line)) for line in (upper, lower))
    names = [
        below or above.get(column) or name
        for column, (name, below) in enumerate(zip(upper, lower, strict=True))
    ]
    plain = [name.casefold() for name in names]
    return [
        f"{above[column]} {name}" if column in above and plain.count(name.casefold()) > 1 else name
        for column, name in enumerate(names)
    ]


def _without_hidden_columns(rows: list[list[str]], hidden: set[int]) -> list[int]:
    """Empty the hidden columns; returns those in which something stood."""
    found = set()
    for texts in rows if hidden else ():
        for column in hidden.intersection(range(len(texts))):
            if texts[column]:
                found.add(column)
                texts[column] = ""
    return sorted(found)


def _remarks_on_sheet(
    overlay: Overlay, hidden: set[int], columns: list[int], *, has_merged: bool
) -> Iterator[str]:
    """What somebody has to know of how the sheet was read, in sentences."""
    if hidden:
        rows = _named([f"{row + 1:,}" for row in sorted(hidden)])
        yield f"Hidden rows are not read ({rows}). Show them and save the file if they count."
    if columns:
        names = _named([letters(column) for column in columns])
        yield f"Hidden columns are not read ({names}). Show them and save the file if they count."
    if errors := _rows_not_hidden(overlay.errors, overlay):
        cells = _named([f"{overlay.errors[place]} in {cell_name(place)}" for place in errors])
        yield f"The sheet shows an error in place of a value ({cells})."
    if formulas := _rows_not_hidden(overlay.uncalculated, overlay):
        cells = _named([cell_name(place) for place in formulas])
        yield (
            f"Formulas were never calculated ({cells}). Save the file in a spreadsheet and choose "
            f"it again."
        )
    if has_merged:
        yield "The value of a merged cell counts for each row that it covers."
    if not overlay.is_complete:
        yield NOT_SEEN


def _rows_not_hidden(places, overlay: Overlay) -> list[Place]:
    """Those of the places that are not hidden, from top to bottom."""
    hidden_rows, hidden_columns = overlay.hidden_rows, overlay.hidden_columns
    return sorted(
        place for place in places if place[0] not in hidden_rows and place[1] not in hidden_columns
    )


def _named(names: list[str]) -> str:
    """The first of many, for a sentence."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more:,} more" if more > 0 else "")
