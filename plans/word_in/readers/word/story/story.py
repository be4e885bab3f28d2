"""One story of a Word file (the body, a footnote).

Its paragraphs, lists, tables and boxes in reading order.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from plans.text.blocks import Block, Run
from plans.text.characters import one_line
from plans.text.runs import canonical_runs
from plans.word_in.readers.word.archive.names import MC, A, M, R, W, chosen, number, value
from plans.word_in.readers.word.archive.package import Package
from plans.word_in.readers.word.archive.styles import BODY_TEXT, Styles
from plans.word_in.readers.word.headings.guessing import Heading, Thing
from plans.word_in.readers.word.headings.lines import LONGEST, Line
from plans.word_in.readers.word.numbers.lists import Item, grouped, renumbered
from plans.word_in.readers.word.numbers.numbering import Numbering
from plans.word_in.readers.word.printed import CONTROL, printed_name, stands_for
from plans.word_in.readers.word.report import Report
from plans.word_in.readers.word.story.fields import Fields
from plans.word_in.readers.word.story.inline import InlineReader, Paragraph
from plans.word_in.readers.word.story.pictures import Pictures
from plans.word_in.readers.word.story.tables import read_table

_NO_TEXT = {
    f"{W}{name}"
    for name in (
        "sectPr",
        "del",
        "moveFrom",
        "sdtPr",
        "sdtEndPr",
        "tcPr",
        "tblPr",
        "pPr",
        "customXmlPr",
    )
}
_RUNS = {f"{W}{name}" for name in ("r", "hyperlink", "fldSimple")} | {f"{M}oMath", f"{M}oMathPara"}


@dataclass(frozen=True, slots=True)
class Parts:
    """What all stories of one file share.

    ``chunks`` reads the files inserted in it (chunks.Chunks).
    """

    package: Package
    styles: Styles
    numbering: Numbering
    pictures: Pictures
    report: Report
    chunks: object


class Story:
    """``root`` is the element whose fields begin and end in it; ``part`` the name of the part it
    stands in.
    """

    def __init__(self, parts: Parts, root, part: str, notes):
        self.package = parts.package
        self.styles = parts.styles
        self.numbering = parts.numbering
        self.pictures = parts.pictures
        self.report = parts.report
        self.parts = parts
        self.notes = notes
        self.fields = Fields(root)
        self.relations = parts.package.relations(part)

    def stream(self, container) -> Iterator[Thing]:
        """What stands in a container, in order.

        Content controls and the like are looked through.
        """
        for child in container:
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child)
            elif tag == f"{W}tbl":
                yield from (self._boxed(table) for table in read_table(self, child))
            elif tag == CONTROL and (name := printed_name(child)) is not None:
                yield from self._printed(name)
            elif tag == f"{MC}AlternateContent":
                branch = chosen(child)
                yield from self.stream(branch) if branch is not None else ()
            elif tag == f"{W}altChunk":
                yield from self.parts.chunks.things(self, child)
            elif tag in _RUNS:
                # Text that stands in no paragraph, as other programs write it, and formulas on a
                # line of their own.
                yield from self._loose(child)
            elif tag not in _NO_TEXT:
                yield from self.stream(child)

    def _loose(self, node) -> Iterator[Block]:
        found = InlineReader(self, frozenset()).read([node])
        yield from _blocks(canonical_runs(found.runs), found)

    def _printed(self, name: str) -> Iterator[Block]:
        self.report.note_printed()
        if text := stands_for(name):
            yield Block("p", runs=(Run(text),))

    def flat_blocks(self, container) -> tuple[Block, ...]:
        """As ``stream``, for cells, boxes and notes: headings there make no section."""
        things: list[Item | Block] = []
        for thing in self.stream(container):
            if isinstance(thing, Heading):
                self.report.note_number(thing.number)
            things += _flattened(thing)
        self.report.steps += renumbered(things)
        return grouped(things)

    def note_linked(self, node) -> None:
        """Note a document that is only linked (w:subDoc)."""
        _, target, _ = self.relations.get(node.get(f"{R}id", ""), ("", "", True))
        self.report.linked.append(posixpath.basename(target.replace("\\", "/")))

    def part_text(self, relation: str) -> str:
        """The text of a diagram's data part."""
        _, part, outside = self.relations.get(relation, ("", "", True))
        root = None if outside else self.package.xml(part)
        pieces = (node.text or "" for node in root.iter(f"{A}t")) if root is not None else ()
        return " ".join(" ".join(pieces).split())

    # ------------------------------------------------------------ paragraphs

    def _paragraph(self, node) -> Iterator[Thing]:
        properties = node.find(f"{W}pPr")
        style = value(properties, "pStyle") or self.styles.default_paragraph
        level = self._level(properties, style)
        place = self._place(properties, style)
        was_contents = self.fields.inside_contents
        if was_contents:
            self.report.note_contents(" ")
        notes_before = self.notes.referred
        found = InlineReader(self, frozenset() if level else self.styles.marks(style)).read(node)
        number = one_line(found.number)
        runs = canonical_runs(
            found.runs if level or not number else [Run(f"{number} "), *found.runs]
        )
        if was_contents and not runs:
            yield from [*found.before, *found.after]
        elif level:
            number = number or (place.label.text if place else "")
            yield from self._heading(level, runs, found, notes_before, number)
        else:
            things = self._item(place, runs, found) if place else _blocks(runs, found)
            yield from self._line(
                things, runs, found, node=node, style=style, place=place, notes_before=notes_before
            )

    def _level(self, properties, style: str) -> int | None:
        """The outline level of a heading, from the paragraph itself or its style."""
        own = number(properties, "outlineLvl")
        if own is not None:
            return own + 1 if 0 <= own < BODY_TEXT else None
        return self.styles.heading_level(style)

    def _place(self, properties, style: str):
        of_style, levels = self.styles.numbering(style)
        list_id = number(properties, "numPr/numId", of_style)
        depth = number(properties, "numPr/ilvl")
        return self.numbering.place(
            list_id, self.numbering.depth_of_style(list_id, levels) if depth is None else depth
        )

    def _heading(
        self, level: int, runs: tuple[Run, ...], found: Paragraph, notes_before: int, number: str
    ):
        title = " ".join(Block("p", runs=runs).text.split())
        if title:
            yield Heading(level, title, (*found.before, *found.after), notes_before, number=number)
        else:
            if not (found.before or found.after):
                self.report.empty_headings += 1
            yield from [*found.before, *found.after]

    @staticmethod
    def _item(place, runs: tuple[Run, ...], found: Paragraph) -> list[Item]:
        blocks = _blocks(runs, found)
        return [Item(place, tuple(blocks))] if blocks or place.is_ordered else []

    @staticmethod
    def _line(
        things: list[Item | Block], runs: tuple[Run, ...], found: Paragraph, *, place, **told
    ) -> Iterator[Thing]:
        """The things of a paragraph, as a Line where it is short enough to be a heading."""
        title = " ".join(Block("p", runs=runs).text.split())
        is_bullet = place is not None and not place.is_ordered
        if not 0 < len(title) <= LONGEST or is_bullet:
            yield from things
        else:
            anchored = (*found.before, *found.after)
            counted = {"depth": place.depth, "number": place.label.text} if place else {}
            yield Line(title, runs, tuple(things), anchored, **counted, **told)

    def _boxed(self, table: Block) -> Line | Block:
        """A table of one cell with one short paragraph is often a heading in a frame."""
        rows = table.children
        cell = rows[0].children[0] if len(rows) == 1 and len(rows[0].children) == 1 else None
        if cell is None or len(cell.children) != 1 or cell.children[0].tag != "p":
            return table
        [paragraph] = cell.children
        title = " ".join(paragraph.text.split())
        is_short = 0 < len(title) <= LONGEST
        return (
            Line(title, paragraph.runs, (table,), notes_before=self.notes.referred, in_box=True)
            if is_short
            else table
        )


def _blocks(runs: tuple[Run, ...], found: Paragraph) -> list[Block]:
    paragraph = [Block("p", runs=runs)] if runs else []
    return [*found.before, *paragraph, *found.after]


def _flattened(thing: Thing) -> list[Item | Block]:
    if isinstance(thing, Line):
        return list(thing.things)
    if not isinstance(thing, Heading):
        return [thing]
    return [Block("p", runs=(Run(thing.title, frozenset({"strong"})),)), *thing.blocks]
