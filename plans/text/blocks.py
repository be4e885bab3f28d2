"""Section HTML as a tree of blocks, and back. The tree has one shape for one text.

Writing it is canonical.

Leaves (p, h3 to h6) hold runs of text with marks; lists hold li; li, cells and quotations hold
blocks; a table holds rows, rows hold cells. The head of a table, and the scope of its header cells,
follow from which cells are th.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from plans.text.allowed import CELLS, LEAVES, MARKS, NOTE_LINK


@dataclass(frozen=True, slots=True)
class Run:
    """Text under the same marks. A line break is a run of its own (``BREAK``)."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""

    @property
    def is_break(self) -> bool:
        """True for a line break: no other run is a line end alone."""
        return self.text == "\n"

    @property
    def is_note_mark(self) -> bool:
        """True for the number of a footnote, in the text or before the note.

        Made by us, no word of the plan.
        """
        return bool(self.href) and NOTE_LINK.fullmatch(self.href) is not None


BREAK = Run("\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table, row or cell.

    Either blocks (`children`) or words (`runs`), never both.
    """

    tag: str
    children: tuple["Block", ...] = ()
    runs: tuple[Run, ...] = ()
    attrs: tuple[tuple[str, str], ...] = ()

    def get(self, name: str, default: str = "") -> str:
        return dict(self.attrs).get(name, default)

    @property
    def is_leaf(self) -> bool:
        return self.tag in LEAVES

    @property
    def text(self) -> str:
        """The text of a leaf as read: breaks are spaces, marks of notes are left out."""
        return "".join(
            " " if run.is_break else run.text for run in self.runs if not run.is_note_mark
        )


def leaves(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every paragraph and heading in reading order."""
    for block in blocks:
        if block.is_leaf:
            yield block
        else:
            yield from leaves(block.children)


def span(cell: Block, name: str) -> int:
    """How many rows or columns a cell covers: `name` is rowspan or colspan."""
    return int(cell.get(name, "1"))


# ---------------------------------------------------------------- writing


def to_html(blocks: tuple[Block, ...]) -> str:
    """The canonical HTML of blocks."""
    return "".join(map(_block_html, blocks))


def _block_html(block: Block) -> str:
    if block.is_leaf:
        return f"<{block.tag}>{runs_html(block.runs)}</{block.tag}>"
    if block.tag == "hr":
        return "<hr>"
    if block.tag == "img":
        return f"<img{attributes_html(block.attrs)}>"
    if block.tag == "table":
        return _table_html(block)
    if block.tag in {"li", *CELLS}:
        return (
            f"<{block.tag}{attributes_html(block.attrs)}>{_body_html(block.children)}</{block.tag}>"
        )
    return f"<{block.tag}{attributes_html(block.attrs)}>{to_html(block.children)}</{block.tag}>"


def _body_html(children: tuple[Block, ...]) -> str:
    """The inside of an item or cell.

    Its only paragraph, if it comes first, is written without its tag.
    """
    if has_bare_paragraph(children):
        return runs_html(children[0].runs) + to_html(children[1:])
    return to_html(children)


def has_bare_paragraph(children: tuple[Block, ...]) -> bool:
    """Whether the first of several blocks is their only paragraph, which is then written without
    its tag.
    """
    return (
        bool(children)
        and children[0].tag == "p"
        and sum(child.tag == "p" for child in children) == 1
    )


def _table_html(table: Block) -> str:
    head = head_rows(table)
    rows = [
        "<tr>"
        + "".join(_block_html(scoped(cell, in_head=index < head)) for cell in row.children)
        + "</tr>"
        for index, row in enumerate(table.children)
    ]
    thead = f"<thead>{''.join(rows[:head])}</thead>" if head else ""
    tbody = f"<tbody>{''.join(rows[head:])}</tbody>" if rows[head:] else ""
    return f"<table>{thead}{tbody}</table>"


def head_rows(table: Block) -> int:
    """How many rows at the top hold header cells only.

    A cell that reaches below them, or no row left, makes it 0.
    """
    head = 0
    for row in table.children:
        if any(cell.tag != "th" for cell in row.children):
            break
        head += 1
    if head == len(table.children):
        head = min(head, 1)
    reach = max((index + span(cell, "rowspan") for index, row in enumerate(table.children[:head])
                 for cell in row.children), default=0)  # fmt: skip
    return head if reach <= head else 0


def scoped(cell: Block, *, in_head: bool) -> Block:
    """A header cell that says of what: of its column in the table's head, of its row elsewhere."""
    if cell.tag != "th":
        return cell
    return Block("th", cell.children, attrs=(*cell.attrs, ("scope", "col" if in_head else "row")))


def attributes_html(attrs: tuple[tuple[str, str], ...]) -> str:
    """Attributes as they stand in a tag, each after a space."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attrs)


def words_html(words: str) -> str:
    """Words as they stand in canonical HTML between tags.

    Whatever writes them by itself writes them so.
    """
    return escape(words, quote=False)


def runs_html(runs: tuple[Run, ...]) -> str:
    """Runs with their marks, nested in the order of MARKS and kept open across runs that share
    them.
    """
    out: list[str] = []
    open_marks: list[tuple[str, str]] = []
    for run in runs:
        wanted = [(mark, run.href if mark == "a" else "") for mark in MARKS if mark in run.marks]
        shared = 0
        while shared < min(len(open_marks), len(wanted)) and open_marks[shared] == wanted[shared]:
            shared += 1
        out += [f"</{mark}>" for mark, _ in reversed(open_marks[shared:])]
        out += [_open(mark, href) for mark, href in wanted[shared:]]
        open_marks = wanted
        out.append("<br>" if run.is_break else words_html(run.text))
    out += [f"</{mark}>" for mark, _ in reversed(open_marks)]
    return "".join(out)


def _open(mark: str, href: str) -> str:
    return f'<a href="{escape(href)}">' if mark == "a" else f"<{mark}>"
