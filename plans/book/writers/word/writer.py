"""Blocks of section HTML as paragraphs, lists and tables of Word."""

import re
from collections.abc import Iterable, Iterator

from plans.book.writers.word import notes, numbering
from plans.book.writers.word.place import BODY, NOTE, BlockLayout
from plans.book.writers.word.runs import runs_xml
from plans.book.writers.word.tables import GAP, table_xml
from plans.text.allowed import HEADINGS, LISTS
from plans.text.blocks import Block, Run
from plans.text.parsing import parse
from plans.word_in.readers.word.printed import MARK
from safety_portal.core.exports.word.markup import control, paragraph, reads_leftwards

# Headings inside a section make no section when the file comes back, nor do they stand in the
# contents.
_SUBHEADS = {tag: f"Subhead{index}" for index, tag in enumerate(HEADINGS, start=1)}
_BLOCK = re.compile(r"\{\{\s*(generated\.([a-z_]+))\s*\}\}")
_RIGHT_TO_LEFT = "<w:bidi/>"
_PICTURE = "picture/"


class Writer:
    """Writes the text of one part. What the parts share (lists, pictures) is handed in.

    Links belong to the part.

    `footnotes` is None in the part of the notes themselves; `drawn`: HTML of generated blocks by
    name.
    """

    def __init__(self, *, relations, numbers, media, footnotes=None, drawn=None):
        self.relations = relations
        self.numbers = numbers
        self.media = media
        self.footnotes = footnotes
        self.drawn = drawn or {}
        self.note_writer = None

    def blocks(self, blocks: Iterable[Block], place: BlockLayout) -> Iterator[str]:
        """The blocks in pieces of XML."""
        after_table = False
        for block in blocks:
            if block.tag == "table":
                # Two tables that touch become one.
                yield GAP if after_table else ""
                yield from table_xml(block, place, self)
            else:
                yield from self._block(block, place)
            after_table = block.tag == "table"

    def note(self, blocks: list[Block]) -> Iterator[str]:
        """The inside of a footnote; its first paragraph begins with its own number."""
        first, *others = blocks
        yield paragraph(
            f'{notes.OWN_NUMBER}<w:r><w:t xml:space="preserve"> </w:t></w:r>{self.words(first)}',
            style=NOTE,
        )
        inside = "".join(self.blocks(others, BlockLayout(NOTE)))
        yield inside if inside.endswith("</w:p>") or not inside else inside + GAP

    def words(self, leaf: Block) -> str:
        """The runs of a paragraph."""
        return runs_xml(
            leaf.runs, relations=self.relations, note=self._note if self.footnotes else None
        )

    def _note(self, run: Run) -> str:
        return self.footnotes.refer(run, self.note_writer) if run.href.startswith("#note-") else ""

    # ------------------------------------------------------------ blocks

    def _block(self, block: Block, place: BlockLayout) -> Iterator[str]:
        if block.tag in LISTS:
            yield from self._list(block, place)
        elif block.tag == "blockquote":
            yield from self.blocks(block.children, place.quoted())
        elif block.is_leaf and (match := _BLOCK.fullmatch(block.text)) and match[2] in self.drawn:
            yield from self._printed(match[1], match[2], place)
        else:
            yield self._paragraph(block, place, place.indentation)

    def _printed(self, name: str, block: str, place: BlockLayout) -> Iterator[str]:
        """A block that the portal made, so marked that it comes back as its placeholder."""
        inner = "".join(self.blocks(parse(self.drawn[block]), place))
        yield control(
            inner + GAP, tag=f"{MARK}{name}", title=f"Made by the portal: {block.replace('_', ' ')}"
        )

    def _list(self, block: Block, place: BlockLayout) -> Iterator[str]:
        depth = min(place.depth, numbering.DEEPEST)
        if block.tag == "ul":
            number = self.numbers.bulleted()
        else:
            start = int(block.get("start", "1"))
            number = self.numbers.numbered(kind=block.get("type"), depth=depth, start=start)
        for item in block.children:
            yield from self._item(
                item, place, numbering.properties(list_number=number, depth=depth)
            )

    def _item(self, item: Block, place: BlockLayout, as_item: str) -> Iterator[str]:
        """Word has no items, only paragraphs with a number: the first of the item has it."""
        first, others = (item.children[0], item.children[1:]) if item.children else (Block("p"), ())
        if not first.is_leaf:
            first, others = Block("p"), item.children
        yield self._paragraph(first, place, as_item)
        yield from self.blocks(others, place.deeper())

    def _paragraph(self, block: Block, place: BlockLayout, properties: str) -> str:
        if block.tag == "hr":
            return paragraph("", style="Rule")
        if block.tag == "img":
            sha256 = block.get("src").removeprefix(_PICTURE)
            drawing = self.media.drawing(
                sha256, block.get("alt"), width=place.width, relations=self.relations
            )
            return paragraph(drawing, style=place.style, properties=properties)
        style = place.style if block.tag == "p" else _SUBHEADS[block.tag]
        if "numPr" in properties and style == BODY:
            style = "ListParagraph"
        return paragraph(
            self.words(block), style=style, properties=_with_direction(block, properties)
        )


def _with_direction(block: Block, properties: str) -> str:
    """The properties in the order of the schema: list, direction, indentation."""
    if not reads_leftwards(block.text):
        return properties
    before, indentation, after = properties.partition("<w:ind ")
    return f"{before}{_RIGHT_TO_LEFT}{indentation}{after}"
