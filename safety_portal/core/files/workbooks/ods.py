"""What calamine does not tell of an .ods: numbers as they are shown, errors, hidden and merged
cells. Read as it streams.
"""

import re
import zipfile
from collections.abc import Iterator

from safety_portal.core.files.workbooks.markup import Scanner, plain
from safety_portal.core.files.workbooks.overlay import ERROR, Overlay
from safety_portal.core.values import INTEGER_MOST, whole_number

CONTENT = "content.xml"
MOST_COLUMNS, MOST_ROWS, LONGEST_TEXT = 16_384, 1_048_576, 200
_ZEROS_IN_FRONT = re.compile(r"[0-9 ()/-]*[0-9]")
_CELLS = frozenset(("table-cell", "covered-table-cell"))


def overlays(archive: zipfile.ZipFile) -> Iterator[tuple[str, Overlay]]:
    """(name of a sheet, its Overlay) for each. Raises FileRefused, KeyError and NoMarkup for what
    is none.
    """
    scan = _BookScan()
    with archive.open(CONTENT) as file:
        scan.scanner.scan(file)
    yield from scan.found


class _BookScan:
    """Reads all sheets of a file. Rows, columns and cells may be said once for many."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Overlay]] = []
        self.overlay = Overlay()
        self.depth = 0  # a table inside a cell is no sheet
        self.row = self.column = self.column_defined = 0
        self.rows = 1
        self.cell: dict[str, str] | None = None
        self.words, self.in_note = "", 0
        self.scanner = Scanner(self.start, end=self.end, text=self.add_words)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in one tag."""
        if tag == "table":
            self.start_table(plain(attributes))
        elif self.depth != 1:
            return
        elif tag in _CELLS:
            self.cell, self.words = plain(attributes), ""
            self.scanner.want_text(bool(self.cell.get("value-type")))
        elif tag == "annotation":
            self.in_note += 1
        elif tag == "table-column":
            self.start_column(plain(attributes))
        elif tag == "table-row":
            self.start_row(plain(attributes))

    def end(self, tag: str) -> None:
        """Take in the end of one tag."""
        if tag == "table":
            self.depth -= 1
        elif self.depth != 1:
            return
        elif tag == "annotation":
            self.in_note -= 1
        elif tag in _CELLS and self.cell is not None:
            self.end_cell(self.cell)
        elif tag == "table-row":
            self.row += self.rows

    def add_words(self, words: str) -> None:
        """What a cell shows."""
        if not self.in_note and len(self.words) < LONGEST_TEXT:
            self.words += words

    def start_table(self, attributes: dict[str, str]) -> None:
        """The next sheet."""
        self.depth += 1
        if self.depth == 1:
            self.overlay = Overlay()
            self.found.append((attributes.get("name", ""), self.overlay))
            self.row = self.column_defined = 0

    def start_column(self, attributes: dict[str, str]) -> None:
        """One column, or many that are alike."""
        count = _count(attributes, "number-columns-repeated", MOST_COLUMNS)
        if _is_hidden(attributes):
            last = min(self.column_defined + count, MOST_COLUMNS)
            self.overlay.hidden_columns |= set(range(self.column_defined, last))
        self.column_defined += count

    def start_row(self, attributes: dict[str, str]) -> None:
        """One row, or many that are alike."""
        self.column, self.rows = 0, _count(attributes, "number-rows-repeated", MOST_ROWS)
        if _is_hidden(attributes):
            last = min(self.row + self.rows, MOST_ROWS)
            self.overlay.hidden_rows |= set(range(self.row, last))

    def end_cell(self, cell: dict[str, str]) -> None:
        """What a cell shows, where that is not its value."""
        count = _count(cell, "number-columns-repeated", MOST_COLUMNS)
        if kind := cell.get("value-type"):
            self.overlay.stretch_to(self.row + self.rows - 1, self.column + count - 1)
            self.keep_shown(kind, cell.get("value", ""), count)
        down = _count(cell, "number-rows-spanned", MOST_ROWS)
        right = _count(cell, "number-columns-spanned", MOST_COLUMNS)
        if down > 1 or right > 1:
            last = (self.row + down - 1, self.column + right - 1)
            self.overlay.merges.append(((self.row, self.column), last))
        self.column += count
        self.cell = None
        self.scanner.want_text(False)

    def keep_shown(self, kind: str, value: str, count: int) -> None:
        """An error, a percentage, a number with zeros in front."""
        shown = self.words.strip()
        if ERROR.fullmatch(shown):
            kept = self.overlay.errors
        elif (kind == "percentage" and shown) or (kind == "float" and _has_zeros(shown, value)):
            kept = self.overlay.texts
        else:
            return
        # What is said once for a thousand rows is no list of anything.
        for row in range(self.row, self.row + min(self.rows, 1_000)):
            for column in range(self.column, self.column + min(count, 256)):
                kept[row, column] = shown


def _has_zeros(shown: str, value: str) -> bool:
    """Whether a number is shown with zeros in front, or dashes between: 00123, 32601-0048."""
    digits = "".join(character for character in shown if character.isdecimal())
    is_other = shown != value and digits.lstrip("0") == value.removesuffix(".0")
    return bool(is_other and _ZEROS_IN_FRONT.fullmatch(shown))


def _count(attributes: dict[str, str], name: str, most: int) -> int:
    return min(whole_number(attributes.get(name, ""), most=INTEGER_MOST) or 1, most)


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("visibility") in ("collapse", "filter")
