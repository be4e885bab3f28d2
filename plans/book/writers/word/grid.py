"""Where the cells of a table stand. HTML says how far a cell reaches.

Word wants every place of every row filled.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from plans.text.blocks import Block, leaves, span

# A column gets room for so many letters, and for those of its longest cell up to so many more.
_LEAST, _MORE = 12, 48


@dataclass(frozen=True)
class Placed:
    """A cell at its first column. ``cell`` is None for a place that nothing fills; ``goes_on``: it
    began in a row above,
    ``reaches_down``: it goes on below."""

    cell: Block | None
    column: int
    columns: int
    goes_on: bool = False
    reaches_down: bool = False


def laid_out(rows: Sequence[Block]) -> list[list[Placed]]:
    """Each row's places from left to right, without gaps and all rows as wide as the widest."""
    placed: list[list[Placed]] = []
    reaching: dict[int, tuple[int, int]] = {}
    for row in rows:
        line, reaching = _line(deque(row.children), reaching)
        placed.append(line)
    widest = max((_end(line) for line in placed), default=0)
    return [_filled(line, widest) for line in placed]


def widths(placed: list[list[Placed]], total: int) -> list[int]:
    """The width of each column, `total` in sum, by how much its cells say."""
    longest = [0] * max(map(_end, placed))
    for place in (place for line in placed for place in line if place.cell and place.columns == 1):
        said = sum(len(leaf.text) for leaf in leaves(place.cell.children))
        longest[place.column] = max(longest[place.column], said)
    asked = [_LEAST + min(letters, _MORE) for letters in longest]
    shares = [total * letters // sum(asked) for letters in asked]
    shares[-1] += total - sum(shares)
    return shares


def _line(
    cells: deque, above: dict[int, tuple[int, int]]
) -> tuple[list[Placed], dict[int, tuple[int, int]]]:
    """One row's places, and what reaches into the next: first column to (columns, rows left)."""
    line: list[Placed] = []
    below: dict[int, tuple[int, int]] = {}
    column = 0
    while cells or any(first >= column for first in above):
        columns, rows = above.get(column, (0, 0))
        if columns:
            line.append(Placed(None, column, columns, goes_on=True))
        else:
            cell = cells.popleft() if cells else None
            room = min((first - column for first in above if first > column), default=None)
            columns, rows = (
                (min(span(cell, "colspan"), room or 50), span(cell, "rowspan"))
                if cell
                else (room, 1)
            )
            line.append(Placed(cell, column, columns, reaches_down=rows > 1))
        if rows > 1:
            below[column] = columns, rows - 1
        column += columns
    return line, below


def _end(line: list[Placed]) -> int:
    return line[-1].column + line[-1].columns if line else 0


def _filled(line: list[Placed], widest: int) -> list[Placed]:
    missing = widest - _end(line)
    return [*line, Placed(None, _end(line), missing)] if missing else line
