"""Text as typed: Markdown, or plain lines. Read into the same stream of headings, lines, items and
blocks as a Word file.

markdown-it parses both. Of plain lines it takes no more than what everybody types: bullets,
quotations, tables, rules and underlined headings.
"""

import re
from collections.abc import Iterator
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import image, link
from markdown_it.tree import SyntaxTreeNode

from plans.text.blocks import Block, Run
from plans.text.grid import squared
from plans.word_in.readers.word.headings.guessing import Heading, Thing
from plans.word_in.readers.word.headings.lines import LONGEST, Line
from plans.word_in.readers.word.numbers.lists import Item, grouped
from plans.word_in.readers.word.numbers.numbering import Place
from plans.word_in.readers.word.report import Report
from plans.word_in.readers.word.typed.markdown_inline import (
    INLINE,
    plain_runs,
    runs_of,
    stars,
    within_means,
)

_IS_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6}\s+\S|\*\*\S|\]\([^)\s]{1,300}\)|^ {0,3}(?:```|~~~)|^\s*\|?\s*:?-{3,}:?\s*\|",
    re.MULTILINE,
)
_OTHER_BULLETS = re.compile(r"^([ \t>]*)[•◦▪](?=[ \t])", re.MULTILINE)
_DIGITS = re.compile(r"\d*")
# More are no number of an item: a year or a telephone may stand so.
_LONGEST_NUMBER = 4
# What a line may be nested by: quotations, bullets and numbers, and spaces.
_PREFIX = re.compile(r"(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*")
_NESTING = re.compile(r"[>*+-]|\d+[.)]")
_DEEPEST, _WIDEST = 20, 40
# Past this the parser leaves out what it reads; by _DEEPEST and _WIDEST no text comes so far.
_NEVER = 100
# Lines at least so long were broken by a program, not by the writer.
_WRAPPED_FROM = 50
_TYPED = ("blockquote", "hr", "lheading", "list", "table")
_MARKED = ("fence", "heading")


def is_markdown(text: str) -> bool:
    """Whether a text has signs that only Markdown gives a meaning."""
    return bool(_IS_MARKDOWN.search(text))


class _Parser(MarkdownIt):
    """markdown-it, which hands on every address as it is written: which is a link is said here."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url


def _parser(*, marked: bool) -> MarkdownIt:
    parser = _Parser("zero", {"maxNesting": _NEVER, "html": True})
    parser.enable([*_TYPED, *_MARKED, *INLINE] if marked else [*_TYPED])
    # What a list may interrupt.
    above = {"alt": ["paragraph", "blockquote"]}
    parser.block.ruler.at("list", partial(_list, _LONGEST_NUMBER if marked else 0), above)
    if marked:
        parser.inline.ruler.at("emphasis", stars)
        parser.inline.ruler.at("link", within_means(link))
        parser.inline.ruler.at("image", within_means(image))
    else:
        parser.core.ruler.disable("inline")
    return parser


def _list(longest_number: int, state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A rule for markdown-it: lists, but for numbers of more digits than that."""
    digits = _DIGITS.match(state.src, state.bMarks[line] + state.tShift[line])
    if len(digits[0]) > longest_number:
        return False
    return list_block(state, line, end, silent)


class TypedText:
    """``stream`` gives what stands in a text. ``report`` collects what is left out."""

    def __init__(self, report: Report, *, marked: bool):
        self.report = report
        self.is_marked = marked
        self.lines: list[str] = []

    def stream(self, text: str) -> Iterator[Thing]:
        """The things of a text, in order."""
        text = _OTHER_BULLETS.sub(r"\1-", text)
        self.lines = [_tamed(line) for line in text.split("\n")]
        tokens = _parser(marked=self.is_marked).parse("\n".join(self.lines))
        yield from self._inside(SyntaxTreeNode(tokens), 0)

    def _inside(self, node: SyntaxTreeNode, depth: int) -> Iterator[Thing]:
        for child in node.children:
            yield from getattr(self, f"_{child.type}")(child, depth)

    # ------------------------------------------------------------ kinds

    def _heading(self, node: SyntaxTreeNode, depth: int) -> Iterator[Thing]:
        title = Block("p", runs=self._runs(node)).text
        if title.strip():
            yield Heading(int(node.tag[1:]), " ".join(title.split()), (), 0)

    def _hr(self, node: SyntaxTreeNode, depth: int) -> Iterator[Thing]:
        yield Block("hr")

    def _fence(self, node: SyntaxTreeNode, depth: int) -> Iterator[Thing]:
        if runs := plain_runs(node.content.removesuffix("\n")):
            yield Block("p", runs=runs)

    def _blockquote(self, node: SyntaxTreeNode, depth: int) -> Iterator[Thing]:
        if blocks := grouped(flat for thing in self._inside(node, 0) for flat in _flat(thing)):
            yield Block("blockquote", blocks)

    def _table(self, node: SyntaxTreeNode, depth: int) -> Iterator[Thing]:
        rows = [row for part in node.children for row in part.children]
        cells = [row for row in rows if row.map and "|" in self.lines[row.map[0]]]
        yield from squared(tuple(self._row(row) for row in cells))
        for row in rows[len(cells) :]:
            yield from self._paragraph(row.children[0], depth)

    def _row(self, node: SyntaxTreeNode) -> Block:
        return Block("tr", tuple(self._cell(cell) for cell in node.children))

    def _cell(self, node: SyntaxTreeNode) -> Block:
        runs = self._runs(node)
        return Block(node.type, (Block("p", runs=runs),) if runs else ())

    def _bullet_list(self, node: SyntaxTreeNode, depth: int) -> Iterator[Thing]:
        for item in node.children:
            yield from self._item(item, depth, None)

    def _ordered_list(self, node: SyntaxTreeNode, depth: int) -> Iterator[Thing]:
        for item in node.children:
            yield from self._item(item, depth, int(item.info))

    def _item(self, node: SyntaxTreeNode, depth: int, number: int | None) -> Iterator[Thing]:
        """An item and what stands in it; its first paragraph alone is the item's own."""
        children = list(node.children)
        first = children.pop(0) if children and children[0].type == "paragraph" else None
        runs = self._runs(first) if first else ()
        place = Place(1, min(depth, 8), number is not None, "", number or 0)
        item = Item(place, (Block("p", runs=runs),) if runs else ())
        title = " ".join(Block("p", runs=runs).text.split())
        is_short = number is not None and 0 < len(title) <= LONGEST
        yield Line(title, runs, (item,), depth=place.depth) if is_short else item
        for child in children:
            yield from getattr(self, f"_{child.type}")(child, depth + 1)

    def _paragraph(self, node: SyntaxTreeNode, depth: int) -> Iterator[Thing]:
        for runs in self._paragraphs(node):
            title = " ".join(Block("p", runs=runs).text.split())
            paragraph = Block("p", runs=runs)
            if runs:
                is_short = 0 < len(title) <= LONGEST
                yield Line(title, runs, (paragraph,)) if is_short else paragraph

    def _paragraphs(self, node: SyntaxTreeNode) -> list[tuple[Run, ...]]:
        """The runs of a paragraph; of plain lines that their writer broke, each is one."""
        typed = self.lines[slice(*node.map)] if node.map else []
        if self.is_marked or all(len(line) >= _WRAPPED_FROM for line in typed[:-1]):
            return [self._runs(node)]
        return [plain_runs(line) for line in node.children[0].content.split("\n")]

    def _runs(self, node: SyntaxTreeNode) -> tuple[Run, ...]:
        inline = node.children[0]
        if self.is_marked:
            return runs_of(inline, self.report)
        return plain_runs(" ".join(inline.content.split("\n")))


def _tamed(line: str) -> str:
    """The line, nested no deeper than a person would: what goes beyond is text."""
    prefix = _PREFIX.match(line)[0]
    if len(prefix) <= _DEEPEST:
        return line
    marks = [mark.start() for mark in _NESTING.finditer(prefix)]
    at = marks[_DEEPEST] if len(marks) > _DEEPEST else len(prefix)
    kept = prefix[:at]
    if len(kept.expandtabs(4)) > _WIDEST + 2 * _DEEPEST:
        kept, at = " " * _WIDEST if not marks else "", len(prefix)
    return f"{kept}\\{line[at:]}" if at < len(prefix) else f"{kept}{line[at:]}"


def _flat(thing: Thing) -> tuple[Item | Block, ...]:
    """In a quotation no line makes a section."""
    if isinstance(thing, Line):
        return thing.things
    if isinstance(thing, Heading):
        return (Block("p", runs=(Run(thing.title, frozenset({"strong"})),)),)
    return (thing,)
