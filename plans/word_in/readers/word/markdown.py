"""Text as typed: Markdown, or plain lines.

Read into the same stream of headings, lines, items and blocks as a Word file.
"""

import re
from collections.abc import Iterator

from plans.text.blocks import Block, Run
from plans.text.grid import squared
from plans.word_in.readers.word.guessing import Heading, Thing
from plans.word_in.readers.word.lines import LONGEST, Line
from plans.word_in.readers.word.lists import Item, grouped
from plans.word_in.readers.word.markdown_inline import plain_runs, runs_of
from plans.word_in.readers.word.numbering import Place
from plans.word_in.readers.word.report import Report

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})\s*$")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r" {0,3}> ?(.*)$")
_BULLET = re.compile(r"(\s*)([-*+•◦▪])\s+(\S.*)$")
_NUMBER = re.compile(r"(\s*)(\d{1,4})[.)]\s+(\S.*)$")
_TABLE_HEAD = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_IS_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6}\s+\S|\*\*\S|\]\([^)\s]+\)|^ {0,3}(?:```|~~~)|^\s*\|?\s*:?-{3,}:?\s*\|",
    re.MULTILINE,
)
# Lines at least so long were broken by a program, not by the writer.
_WRAPPED_FROM = 50
_DEEPEST_QUOTE = 20
_DEEPEST_LIST = 8


def is_markdown(text: str) -> bool:
    """Whether a text has signs that only Markdown gives a meaning."""
    return bool(_IS_MARKDOWN.search(text))


class TypedText:
    """``stream`` gives what stands in a text. ``report`` collects what is left out."""

    def __init__(self, report: Report, *, marked: bool):
        self.report = report
        self.is_marked = marked
        self.indents: list[int] = []

    def stream(self, lines: list[str], depth: int = 0) -> Iterator[Thing]:
        """The things of these lines, in order."""
        at = 0
        while at < len(lines):
            if not lines[at].strip():
                at += 1
                continue
            if not self._is_item(lines[at]):
                self.indents = []
            found, at = self._next(lines, at, depth)
            yield from found

    def _next(self, lines: list[str], at: int, depth: int) -> tuple[list[Thing], int]:
        """What begins at a line that is not blank, and the line behind it."""
        line = lines[at]
        if self.is_marked and (heading := _HEADING.match(line)):
            return self._heading(len(heading[1]), heading[2]), at + 1
        if at + 1 < len(lines) and _UNDERLINE.match(lines[at + 1]) and not self._begins(line):
            return self._heading(1 if "=" in lines[at + 1] else 2, line), at + 2
        if _RULE.match(line):
            return [Block("hr")], at + 1
        if self.is_marked and (fence := _FENCE.match(line)):
            return self._code(lines, at + 1, fence[1])
        if _QUOTE.match(line) and depth < _DEEPEST_QUOTE:
            return self._quote(lines, at, depth)
        if (
            "|" in line
            and at + 1 < len(lines)
            and "|" in lines[at + 1]
            and _TABLE_HEAD.match(lines[at + 1])
        ):
            return self._table(lines, at)
        if self._is_item(line):
            return self._item(lines, at)
        return self._paragraph(lines, at)

    def _is_item(self, line: str) -> bool:
        return bool(_BULLET.match(line) or (self.is_marked and _NUMBER.match(line)))

    def _begins(self, line: str) -> bool:
        """Whether a line begins something else than a paragraph."""
        marked = self.is_marked and (_HEADING.match(line) or _FENCE.match(line))
        return bool(marked or _RULE.match(line) or _QUOTE.match(line) or self._is_item(line))

    # ------------------------------------------------------------ kinds

    def _heading(self, level: int, text: str) -> list[Thing]:
        title = Block("p", runs=self._runs(text)).text
        return [Heading(level, " ".join(title.split()), (), 0)] if title.strip() else []

    def _code(self, lines: list[str], at: int, fence: str) -> tuple[list[Thing], int]:
        end = next(
            (index for index in range(at, len(lines)) if lines[index].strip().startswith(fence)),
            len(lines),
        )
        runs = plain_runs("\n".join(lines[at:end]))
        return [Block("p", runs=runs)] if runs else [], end + 1

    def _quote(self, lines: list[str], at: int, depth: int) -> tuple[list[Thing], int]:
        inner = []
        while at < len(lines) and (quoted := _QUOTE.match(lines[at])):
            inner.append(quoted[1])
            at += 1
        things = TypedText(self.report, marked=self.is_marked).stream(inner, depth + 1)
        blocks = grouped(flat for thing in things for flat in _flat(thing))
        return [Block("blockquote", blocks)] if blocks else [], at

    def _table(self, lines: list[str], at: int) -> tuple[list[Thing], int]:
        rows = [self._row(lines[at], "th")]
        at += 2
        while at < len(lines) and lines[at].strip() and "|" in lines[at]:
            rows.append(self._row(lines[at], "td"))
            at += 1
        return list(squared(tuple(rows))), at

    def _row(self, line: str, tag: str) -> Block:
        cells = _CELL_END.split(line.strip().removeprefix("|"))
        cells = cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells
        return Block("tr", tuple(self._cell(cell.replace("\\|", "|"), tag) for cell in cells))

    def _cell(self, text: str, tag: str) -> Block:
        runs = self._runs(text.strip())
        return Block(tag, (Block("p", runs=runs),) if runs else ())

    def _item(self, lines: list[str], at: int) -> tuple[list[Thing], int]:
        bullet = _BULLET.match(lines[at])
        indent, sign, text = (bullet or _NUMBER.match(lines[at])).groups()
        at += 1
        text = [text]
        while at < len(lines) and lines[at].strip() and not self._begins(lines[at]):
            text.append(lines[at].strip())
            at += 1
        place = Place(
            1, self._depth(len(indent.expandtabs(4))), not bullet, "", 0 if bullet else int(sign)
        )
        runs = self._runs(self._joined(text))
        item = Item(place, (Block("p", runs=runs),) if runs else ())
        title = " ".join(Block("p", runs=runs).text.split())
        is_short = not bullet and 0 < len(title) <= LONGEST
        return [Line(title, runs, (item,), depth=place.depth) if is_short else item], at

    def _depth(self, indent: int) -> int:
        """How deep an item of this indent stands among those before it."""
        around = [each for each in self.indents if each < indent]
        self.indents = [*around[:_DEEPEST_LIST], indent]
        return len(self.indents) - 1

    def _paragraph(self, lines: list[str], at: int) -> tuple[list[Thing], int]:
        end = at + 1
        while end < len(lines) and lines[end].strip() and not self._begins(lines[end]):
            end += 1
        text = lines[at:end]
        is_wrapped = self.is_marked or all(len(line) >= _WRAPPED_FROM for line in text[:-1])
        paragraphs = [self._joined(text)] if is_wrapped else text
        return [thing for paragraph in paragraphs for thing in self._said(paragraph)], end

    def _said(self, text: str) -> list[Thing]:
        runs = self._runs(text)
        title = " ".join(Block("p", runs=runs).text.split())
        paragraph = Block("p", runs=runs)
        if not title:
            return [paragraph] if runs else []
        return [Line(title, runs, (paragraph,))] if len(title) <= LONGEST else [paragraph]

    def _joined(self, lines: list[str]) -> str:
        """The lines of one paragraph: a break stands where Markdown has one."""
        is_break = self.is_marked
        ends = ["\n" if is_break and line.endswith(("  ", "\\")) else " " for line in lines]
        texts = [
            line.rstrip("\\") if end == "\n" else line
            for line, end in zip(lines, ends, strict=True)
        ]
        return "".join(text.strip() + end for text, end in zip(texts, ends, strict=True)).strip()

    def _runs(self, text: str) -> tuple[Run, ...]:
        return runs_of(text, self.report) if self.is_marked else plain_runs(text)


def _flat(thing: Thing) -> tuple[Item | Block, ...]:
    """In a quotation no line makes a section."""
    if isinstance(thing, Line):
        return thing.things
    if isinstance(thing, Heading):
        return (Block("p", runs=(Run(thing.title, frozenset({"strong"})),)),)
    return (thing,)
