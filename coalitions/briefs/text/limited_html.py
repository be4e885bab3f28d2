"""The HTML of a brief: paragraphs, headings, lists, a table, and in them bold, italics, links.

Read strictly, because an import loses nothing silently: what is not of it is refused. Written in
one way only, a block on a line, so that what was read and written again is the same to the letter.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape

from safety_portal.core.markup import TAG, attributes_of, read
from safety_portal.core.names import tidy_line

LINK = re.compile(r"(https?://[^/\s][^\s]*|mailto:[^\s]+|tel:[^\s]+)", re.IGNORECASE)
MARKS = ("strong", "em")
LEAVES, LISTS = ("p", "h3", "h4"), ("ul", "ol")
INSIDE = {"ul": ("li",), "ol": ("li",), "table": ("thead", "tbody", "tr")}
INSIDE |= {"thead": ("tr",), "tbody": ("tr",), "tr": ("th", "td")}
WORDS_IN = (*LEAVES, "li", "th", "td")
LONGEST = 20_000


class NotLimited(ValueError):
    """The text says what does not belong into a brief."""


@dataclass(frozen=True)
class Run:
    """Words that look alike: bold, in italics, a link to `href`."""

    text: str
    is_strong: bool = False
    is_em: bool = False
    href: str = ""

    def looks_like(self, other: "Run") -> bool:
        """Whether both are of one run."""
        return replace(self, text="") == replace(other, text="")


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph or heading (one item), a list (its items), a table (rows of cells)."""

    kind: str
    items: tuple[Runs, ...] = ()
    head: tuple[Runs, ...] = ()
    rows: tuple[tuple[Runs, ...], ...] = ()


@dataclass
class _Open:
    """An element that is being read."""

    kind: str
    children: list["_Open"]
    runs: list[Run]


def tidy_runs(runs: list[Run]) -> Runs:
    """The runs with the white space of one line, neighbors that look alike made one."""
    joined: list[Run] = []
    for run in runs:
        text = re.sub(r"\s+", " ", run.text)
        if joined and joined[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if joined and joined[-1].looks_like(run):
            joined[-1] = replace(run, text=joined[-1].text + text)
        elif text:
            joined.append(replace(run, text=text))
    _strip(joined, 0, str.lstrip)
    _strip(joined, -1, str.rstrip)
    return tuple(replace(run, text=_tidied(run.text)) for run in joined)


def _strip(runs: list[Run], at: int, strip: Callable[[str], str]) -> None:
    """Take white space off one end, and runs that are nothing else."""
    while runs:
        text = strip(runs[at].text)
        if text:
            runs[at] = replace(runs[at], text=text)
            return
        del runs[at]


def _tidied(text: str) -> str:
    """Text without control characters; the spaces at its ends stay."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    line = tidy_line(text)
    return f"{' ' * before}{line}{' ' * (after and bool(line))}"


def blocks_of(html: str) -> tuple[Block, ...]:
    """What limited HTML says. Raises NotLimited, with what is wrong, for any other."""
    if len(html) > LONGEST:
        raise NotLimited(f"it has {len(html):,} letters; {LONGEST:,} is the most")
    root = _Reader(html).read()
    blocks = (_block(each) for each in root.children)
    return tuple(block for block in blocks if block.items or block.rows or block.head)


class _Reader:
    """Reads tags from left to right; each is looked at once."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.open = [_Open("", [], [])]
        self.marks: list[tuple[str, str]] = []

    def read(self) -> _Open:
        at = 0
        for match in TAG.finditer(self.html):
            self._words(self.html[at : match.start()])
            if not match["close"]:
                raise NotLimited("a “<” begins a tag that does not end; write &lt; for the sign")
            self._tag(bool(match[1]), match[2].lower(), match[3])
            at = match.end()
        self._words(self.html[at:])
        if len(self.open) > 1 or self.marks:
            left = self.marks[-1][0] if self.marks else self.open[-1].kind
            raise NotLimited(f"<{left}> is not closed")
        return self.open[0]

    def _words(self, words: str) -> None:
        if "<!" in words or "<?" in words:
            raise NotLimited("it holds a comment or a declaration")
        text = read(words)
        here = self.open[-1]
        if here.kind in WORDS_IN:
            marks = dict(self.marks)
            here.runs.append(Run(text, "strong" in marks, "em" in marks, marks.get("a", "")))
        elif text.strip():
            raise NotLimited(f"“{text.strip()[:30]}” stands outside of a paragraph or list")

    def _tag(self, is_end: bool, name: str, written: str) -> None:
        if name in MARKS or name == "a":
            self._mark(is_end, name, written)
        elif is_end:
            self._close(name)
        else:
            self._begin(name, written)

    def _mark(self, is_end: bool, name: str, written: str) -> None:
        if is_end:
            if not self.marks or self.marks[-1][0] != name:
                raise NotLimited(f"</{name}> closes nothing")
            self.marks.pop()
            return
        if self.open[-1].kind not in WORDS_IN or any(name == mark for mark, _ in self.marks):
            raise NotLimited(f"<{name}> cannot stand here")
        self.marks.append((name, _href(name, written)))

    def _begin(self, name: str, written: str) -> None:
        here = self.open[-1]
        may_hold = INSIDE.get(here.kind, ()) if here.kind else (*LEAVES, *LISTS, "table")
        if name not in may_hold:
            where = f"in <{here.kind}>" if here.kind else "in a brief"
            raise NotLimited(f"<{name[:20]}> cannot stand {where}")
        if attributes_of(written):
            raise NotLimited(f"<{name}> takes no attributes")
        child = _Open(name, [], [])
        here.children.append(child)
        self.open.append(child)

    def _close(self, name: str) -> None:
        if self.marks or self.open[-1].kind != name:
            raise NotLimited(f"</{name[:20]}> closes nothing")
        self.open.pop()


def _href(name: str, written: str) -> str:
    attributes = attributes_of(written)
    if name != "a":
        if attributes:
            raise NotLimited(f"<{name}> takes no attributes")
        return ""
    href = attributes.get("href", "")
    if set(attributes) != {"href"} or not is_link(href):
        raise NotLimited("a link needs an address that begins with https://, mailto: or tel:")
    return href


def is_link(href: str) -> bool:
    """Whether a link may lead there."""
    return len(href) <= 500 and bool(LINK.fullmatch(href)) and href.isprintable()


def _block(element: _Open) -> Block:
    if element.kind in LEAVES:
        runs = tidy_runs(element.runs)
        return Block(element.kind, items=(runs,) if runs else ())
    if element.kind in LISTS:
        items = (tidy_runs(item.runs) for item in element.children)
        return Block(element.kind, items=tuple(item for item in items if item))
    return _table(element)


def _table(table: _Open) -> Block:
    """A heading row at most, and rows of cells: what a page of a brief has room for."""
    parts: dict[str, list[_Open]] = {"thead": [], "tbody": []}
    for child in table.children:
        parts["thead" if child.kind == "thead" else "tbody"] += (
            [child] if child.kind == "tr" else child.children
        )
    if len(parts["thead"]) > 1:
        raise NotLimited("a table has one row of headings at most")
    if any(cell.kind != "th" for row in parts["thead"] for cell in row.children) or any(
        cell.kind != "td" for row in parts["tbody"] for cell in row.children
    ):
        raise NotLimited("headings of a table are <th> in its <thead>, all other cells <td>")
    head, rows = (
        [tuple(tidy_runs(cell.runs) for cell in row.children) for row in part if row.children]
        for part in parts.values()
    )
    if len({len(row) for row in (*head, *rows)}) > 1:
        raise NotLimited("all rows of a table have as many cells")
    return Block("table", head=head[0] if head else (), rows=tuple(rows))


def html_of(blocks: tuple[Block, ...]) -> str:
    """The one way in which blocks are written; ends with a line's end, "" for none."""
    return "".join(f"{line}\n" for block in blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    if block.kind in LEAVES:
        yield f"<{block.kind}>{_inline(block.items[0])}</{block.kind}>"
    elif block.kind in LISTS:
        yield f"<{block.kind}>"
        yield from (f"<li>{_inline(item)}</li>" for item in block.items)
        yield f"</{block.kind}>"
    else:
        yield "<table>"
        if block.head:
            yield f"<thead>{_row(block.head, 'th')}</thead>"
        yield from ["<tbody>", *(_row(row, "td") for row in block.rows), "</tbody>"]
        yield "</table>"


def _row(cells: tuple[Runs, ...], kind: str) -> str:
    return f"<tr>{''.join(f'<{kind}>{_inline(cell)}</{kind}>' for cell in cells)}</tr>"


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    html = escape(run.text, quote=False)
    html = f"<em>{html}</em>" if run.is_em else html
    html = f"<strong>{html}</strong>" if run.is_strong else html
    return f'<a href="{escape(run.href)}">{html}</a>' if run.href else html


def canonical(html: str) -> str:
    """Limited HTML in the one way it is written. Raises NotLimited."""
    return html_of(blocks_of(html))
