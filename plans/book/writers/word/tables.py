"""Tables.

Header rows that repeat on every page, rows that are not parted where they fit on one, merged cells.
"""

from collections.abc import Iterator

from plans.book.writers.word.grid import Placed, laid_out, widths
from plans.book.writers.word.place import CELL, CELL_PADDING, HEAD_CELL, BlockLayout
from plans.text.blocks import Block, head_rows, leaves
from safety_portal.core.exports.word.markup import paragraph

# Word holds no table that is wider.
COLUMNS_MAX = 63
# A row that says more may be longer than a page, and has to be parted then.
_LETTERS_ON_A_PAGE = 1_500
GAP = paragraph("", style="Gap")


def table_xml(table: Block, place: BlockLayout, writer) -> Iterator[str]:
    """The table in pieces, a row each.

    Of one that is too wide for Word only the cells are written, one below the other.
    """
    placed = laid_out(table.children)
    columns = placed[0][-1].column + placed[0][-1].columns
    if columns > COLUMNS_MAX:
        for cell in (cell for row in table.children for cell in row.children):
            yield from writer.blocks(cell.children, place)
        return
    sizes = widths(placed, place.width)
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PlanTable"/><w:tblW w:w="{place.width}" w:type="dxa"/>'
        f'<w:tblInd w:w="{place.indent}" w:type="dxa"/><w:tblLook w:val="0020"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    heads = head_rows(table)
    for index, line in enumerate(placed):
        yield _row(line, sizes, writer, is_head=index < heads)
    yield "</w:tbl>"


def _row(line: list[Placed], sizes: list[int], writer, *, is_head: bool) -> str:
    cells = [place.cell for place in line if place.cell]
    keeps = "<w:cantSplit/>" if _fits(cells) else ""
    head = "<w:tblHeader/>" if is_head else ""
    inner = "".join(_cell(place, sizes, writer) for place in line)
    return f"<w:tr>{f'<w:trPr>{keeps}{head}</w:trPr>' if keeps or head else ''}{inner}</w:tr>"


def _fits(cells: list[Block]) -> bool:
    letters = max(
        (sum(len(leaf.text) for leaf in leaves(cell.children)) for cell in cells), default=0
    )
    return letters <= _LETTERS_ON_A_PAGE and all(
        block.is_leaf for cell in cells for block in cell.children
    )


def _cell(placed: Placed, sizes: list[int], writer) -> str:
    width = sum(sizes[placed.column : placed.column + placed.columns])
    spans = f'<w:gridSpan w:val="{placed.columns}"/>' if placed.columns > 1 else ""
    merged = (
        "<w:vMerge/>"
        if placed.goes_on
        else '<w:vMerge w:val="restart"/>'
        if placed.reaches_down
        else ""
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merged}</w:tcPr>{_inside(placed.cell, width, writer)}</w:tc>'


def _inside(cell: Block | None, width: int, writer) -> str:
    """What stands in a cell; Word wants its last element to be a paragraph."""
    style = HEAD_CELL if cell and cell.tag == "th" else CELL
    inner = (
        "".join(writer.blocks(cell.children, BlockLayout(style, width=width - CELL_PADDING)))
        if cell
        else ""
    )
    return (
        inner
        if inner.endswith("</w:p>")
        else inner + paragraph("", style=style if not inner else "Gap")
    )
