"""Tables: merged cells as spans, header rows as header cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from plans.text.allowed import SPAN_MAX
from plans.text.blocks import Block, Run
from plans.text.grid import squared
from plans.word_in.readers.word.archive.names import MC, W, chosen, is_on, number, value

_WRAPPERS = {
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
}


@dataclass
class _Cell:
    column: int
    columns: int
    rows: int = 1
    blocks: list[Block] = field(default_factory=list)

    def block(self, *, is_header: bool) -> Block:
        spans = (("colspan", self.columns), ("rowspan", self.rows))
        attrs = tuple((name, str(min(count, SPAN_MAX))) for name, count in spans if count > 1)
        blocks = tuple(map(_without_bold, self.blocks)) if is_header else tuple(self.blocks)
        return Block("th" if is_header else "td", blocks, attrs=attrs)


def read_table(story, table) -> list[Block]:
    """A w:tbl as one block; nothing where it has no cells."""
    rows: list[list[_Cell]] = []
    heads: list[bool] = []
    reaching: dict[int, _Cell] = {}
    for node in _found(table, f"{W}tr"):
        row, taken_up = _read_row(story, node, reaching)
        if not row:
            # Every cell belongs to one above: the row is no row of its own.
            for cell in taken_up:
                cell.rows -= 1
            continue
        rows.append(row)
        heads.append(bool(is_on(node.find(f"{W}trPr"), "tblHeader")))
    return squared(_rows(rows, _header_count(rows, heads)))


def _rows(rows: list[list[_Cell]], headers: int) -> tuple[Block, ...]:
    return tuple(
        Block("tr", tuple(cell.block(is_header=index < headers) for cell in row))
        for index, row in enumerate(rows)
    )


def _read_row(story, node, reaching: dict[int, _Cell]) -> tuple[list[_Cell], list[_Cell]]:
    """The cells that begin in this row, and those from above that reach into it."""
    properties = node.find(f"{W}trPr")
    column = number(properties, "gridBefore", 0)
    row = [_Cell(0, column)] if column else []
    taken_up = []
    for tc in _found(node, f"{W}tc"):
        cell = _Cell(
            column, max(number(tc, "tcPr/gridSpan", 1), 1), blocks=list(story.flat_blocks(tc))
        )
        above = reaching.get(column)
        column += cell.columns
        if row and value(tc, "tcPr/hMerge", "continue" if _has(tc, "hMerge") else "") == "continue":
            row[-1].columns += cell.columns
            row[-1].blocks += cell.blocks
        elif above and _has(tc, "vMerge") and value(tc, "tcPr/vMerge", "continue") == "continue":
            above.rows += 1
            above.blocks += cell.blocks
            taken_up.append(above)
        else:
            reaching[cell.column] = cell
            row.append(cell)
    if after := number(properties, "gridAfter", 0):
        row.append(_Cell(column, after))
    return row, taken_up


def _has(tc, name: str) -> bool:
    return tc.find(f"{W}tcPr/{W}{name}") is not None


def _found(node, tag: str) -> Iterator:
    """The rows of a table or the cells of a row, also inside content controls and the like."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _found(child, tag)
        elif child.tag == f"{MC}AlternateContent" and (branch := chosen(child)) is not None:
            yield from _found(branch, tag)


# ---------------------------------------------------------------- header rows


def _header_count(rows: list[list[_Cell]], heads: list[bool]) -> int:
    """Rows at the top that repeat on every page.

    Else the first row where it alone is bold throughout.
    """
    marked = next((index for index, is_head in enumerate(heads) if not is_head), len(heads))
    if marked:
        return marked if marked < len(rows) else 1
    is_first_alone = (
        len(rows) > 1 and len(rows[0]) > 1 and _is_bold(rows[0]) and not _is_bold(rows[1])
    )
    return 1 if is_first_alone else 0


def _is_bold(row: list[_Cell]) -> bool:
    """True where every cell has text, and all of it is bold."""
    return all(_is_bold_cell(cell) for cell in row)


def _is_bold_cell(cell: _Cell) -> bool:
    runs = [run for block in cell.blocks for run in block.runs if run.text.strip()]
    return (
        bool(runs)
        and all(block.is_leaf for block in cell.blocks)
        and all("strong" in run.marks for run in runs)
    )


def _without_bold(block: Block) -> Block:
    """Header cells are bold by being header cells."""
    runs = tuple(Run(run.text, run.marks - {"strong"}, run.href) for run in block.runs)
    return replace(block, runs=runs)
