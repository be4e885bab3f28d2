"""Tables without holes: every row as wide as the widest, no cell reaching out of the table. The
editor repairs tables
the same way when it opens them, so a text comes back from it as it went."""

from dataclasses import replace

from plans.text.allowed import PADDED_CELLS_MAX, PADDED_COLUMNS_MAX
from plans.text.blocks import Block, span


def squared(rows: tuple[Block, ...]) -> list[Block]:
    """The table of these rows as one block, or nothing where there is no row."""
    if not rows:
        return []
    rows = tuple(_within(row, below=len(rows) - index) for index, row in enumerate(rows))
    widths = _widths(rows)
    widest = max(widths)
    if widest <= PADDED_COLUMNS_MAX and len(widths) * widest - sum(widths) <= PADDED_CELLS_MAX:
        rows = tuple(_padded(row, widest - width) for row, width in zip(rows, widths, strict=True))
    return [Block("table", rows)]


def _within(row: Block, *, below: int) -> Block:
    """No cell reaches below the last row. ``below`` counts this row too."""
    return replace(
        row,
        children=tuple(_reaching(cell, min(span(cell, "rowspan"), below)) for cell in row.children),
    )


def _reaching(cell: Block, rowspan: int) -> Block:
    others = tuple(pair for pair in cell.attrs if pair[0] != "rowspan")
    return replace(cell, attrs=others + ((("rowspan", str(rowspan)),) if rowspan > 1 else ()))


def _widths(rows: tuple[Block, ...]) -> list[int]:
    """How many columns each row fills, cells that reach down from rows above included."""
    widths = []
    reaching: list[tuple[int, int]] = []
    for row in rows:
        widths.append(
            sum(columns for columns, _ in reaching)
            + sum(span(cell, "colspan") for cell in row.children)
        )
        reaching += [(span(cell, "colspan"), span(cell, "rowspan")) for cell in row.children]
        reaching = [(columns, left - 1) for columns, left in reaching if left > 1]
    return widths


def _padded(row: Block, missing: int) -> Block:
    tag = row.children[0].tag
    return replace(row, children=row.children + (Block(tag),) * missing)
