"""Tables that fit on paper, however many columns they have.

Smaller type, then a page on its side, then a larger sheet.

A browser gives a table as much room as its words need, and what does not fit on the paper is cut
off. So the room is worked out here, from the words: which type and which sheet a table needs, and
how wide each column is on it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from safety_portal.core.values import whole_number

_TOKEN = re.compile(r"<(/?)(table|tr|td|th|img)\b([^>]*)>|<[^>]+>|([^<]+)")
_SPAN = re.compile(r'(col|row)span="(\d+)"')
# A letter of the sans font takes about so much of its size, capitals and figures among them.
LETTER = 0.58
POINT_MM = 0.3528
# Letters in a line of a column below which it is hard to read, and the longest word that is kept
# whole.
FEW, LONG_WORD, PICTURE = 12, 24, 30
# On the last sheet words are broken rather than made smaller still.
BROKEN = 6


@dataclass(frozen=True)
class Sheet:
    """A way to print a table.

    Its class in book.css, the size of its type in points, room and padding of a cell in mm.
    """

    name: str
    points: float
    room: float
    padding: float

    def need(self, letters: int) -> float:
        """The width of a column of so many letters, in mm."""
        return letters * LETTER * self.points * POINT_MM + self.padding


# US letter less its margins, upright and on its side; 7.5 points is the smallest type that is read
# without effort.
AS_IT_IS = Sheet("", 9, 179, 4.4)
SHEETS = (
    Sheet("small", 7.5, 179, 2.4),
    Sheet("wide", 9, 243, 4.4),
    Sheet("wide small", 7.5, 243, 2.4),
)
# ANSI D, which is scaled when it is printed on less.
POSTER = Sheet("poster small", 7.5, 827, 2.4)


@dataclass
class Column:
    """What stands in a column.

    Letters of its longest word, of its fullest cell, and of all its cells.
    """

    word: int = 1
    cell: int = 1
    letters: int = 0

    @property
    def least(self) -> int:
        return max(min(self.word, LONG_WORD), min(self.cell, FEW))


@dataclass
class Grid:
    """The columns of a table, filled cell by cell.

    Cells that reach down take their place in the rows below.
    """

    columns: dict[int, Column] = field(default_factory=dict)
    _down: dict[int, int] = field(default_factory=dict)
    _at: int = 0

    def row(self) -> None:
        """Begin a row."""
        self._down = {at: rows - 1 for at, rows in self._down.items() if rows > 1}
        self._at = 0

    def measure_cell(self, attributes: str, words: str, *, has_picture: bool) -> None:
        """Put a cell into the next free place."""
        spans = {name: whole_number(number) for name, number in _SPAN.findall(attributes)}
        width, rows = spans.get("col", 1), spans.get("row", 1)
        while self._at in self._down:
            self._at += 1
        places = range(self._at, self._at + width)
        text = unescape(words)
        longest = max(map(len, text.split()), default=0)
        for at in places:
            column = self.columns.setdefault(at, Column())
            column.word = max(column.word, longest // width, PICTURE if has_picture else 0)
            column.cell = max(column.cell, len(text) // width)
            column.letters += len(text) // width
            if rows > 1:
                self._down[at] = rows + 1
        self._at += width


def boxed(html: str) -> str:
    """HTML with each outermost table in a box of its own.

    A sheet that holds it on paper, a region that scrolls on a screen.

    `html` is ours: canonical, or made by a template, with attributes on cells alone. A table in a
    cell stays as it is.
    """
    pieces = []
    end = 0
    for number, (start, inner_end) in enumerate(_printed_tables(html), start=1):
        table = html[start:inner_end]
        pieces += [html[end:start], _box(table, number)]
        end = inner_end
    return "".join([*pieces, html[end:]])


def _printed_tables(html: str) -> Iterator[tuple[int, int]]:
    """Where each outermost table of the HTML that is printed begins and ends."""
    depth = start = 0
    for tag in re.finditer(r"<(/?)table>", html):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, tag.end()


def _box(table: str, number: int) -> str:
    columns = [column for _, column in sorted(_grid(table).columns.items())]
    sheet = _sheet(columns)
    opened = "<table>"
    if sheet.name:
        widths = "".join(f'<col style="width:{width:.2f}%">' for width in _widths(columns, sheet))
        opened += f"<colgroup>{widths}</colgroup>"
    name = f"table-box {sheet.name}".strip()
    head = f'<div class="{name}" role="region" aria-label="Table {number}" tabindex="0">'
    return f"{head}{opened}{table.removeprefix('<table>')}</div>"


def _grid(table: str) -> Grid:
    """The grid of a table; what stands in a table within a cell counts as words of that cell."""
    grid, depth, cell, words, has_picture = Grid(), 0, None, [], False
    for end, tag, attributes, text in _TOKEN.findall(table):
        if tag == "table":
            depth += -1 if end else 1
        elif tag == "img":
            has_picture = True
        elif tag == "tr" and depth == 1 and not end:
            grid.row()
        elif tag in ("td", "th") and depth == 1:
            if end and cell is not None:
                grid.measure_cell(cell, " ".join(words), has_picture=has_picture)
            cell, words, has_picture = (None if end else attributes), [], False
        elif text:
            words.append(text)
    return grid


def _sheet(columns: list[Column]) -> Sheet:
    """The first sheet on which every column keeps its words whole.

    The last one that is needed where none does.
    """
    has_picture = any(column.word >= PICTURE for column in columns)
    for sheet in SHEETS if has_picture else (AS_IT_IS, *SHEETS):
        if sum(sheet.need(column.least) for column in columns) <= sheet.room:
            return sheet
    widest = SHEETS[-1]
    return widest if len(columns) * widest.need(BROKEN) <= widest.room else POSTER


def _widths(columns: list[Column], sheet: Sheet) -> list[float]:
    """The width of each column in percent.

    What its words need, and of the rest a share by how much stands in it.
    """
    least = [sheet.need(column.least) for column in columns]
    rest = max(0.0, sheet.room - sum(least))
    letters = sum(column.letters for column in columns) or 1
    wanted = [
        need + rest * column.letters / letters for need, column in zip(least, columns, strict=True)
    ]
    return [100 * width / sum(wanted) for width in wanted]
