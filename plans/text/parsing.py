"""Any HTML into the tree of blocks: the builder takes tags and words as they come (tags.tokens) and
gives them their one shape: text in paragraphs, items in lists, cells in rows, pictures and rules as
blocks of their own. Only what it knows by name gets into the tree, and the tree alone is written,
so nothing of a hostile text is left but its words.

Too deep is flattened, not refused: what is nested past DEPTH_MAX loses the list or table around it
and keeps its words, the same mark nested in itself is one mark. A refusal would have to be worded
and its words be kept on each of a dozen ways in, for texts that no editor makes. What is too long
is refused, at the door (plans.editions.forms.html): there somebody can shorten it.
"""

import re
from collections import Counter

from plans.text import allowed
from plans.text.attributes import link, of_container, picture
from plans.text.blocks import BREAK, Block, Run
from plans.text.characters import visible
from plans.text.frames import _finished, _Frame, _kind, _Leaf
from plans.text.marks import Marks
from plans.text.runs import canonical_runs
from plans.text.tags import END, WORDS, tokens
from safety_portal.core.markup import attributes_of

_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")
_CONTAINERS = {*allowed.LISTS, *allowed.CELLS, "li", "table", "tr", "blockquote", "caption"}
_VOID = {"br", "hr", "img"}
_OF_TABLES = {*allowed.CELLS, "tr", "thead", "tbody", "tfoot", "caption"}
# Cells and captions keep their own marks to themselves, and no end tag of a list reaches out of
# them.
_WALLS = {*allowed.CELLS, "caption"}
# An end tag does not reach past these; those of tables stop at the table they are in.
_STOPS = {"li": {*allowed.LISTS, *_WALLS, "table"}} | {
    tag: {*_WALLS, "table"} for tag in (*allowed.LISTS, "blockquote")
}


def parse(html: str) -> tuple[Block, ...]:
    """The blocks of any HTML, hostile or not, canonical or not.

    Plain text parts into paragraphs at blank lines.

    Never raises on text. Takes time and room in proportion to its length.
    """
    builder = _Builder()
    for kind, name, attributes in tokens(_one_kind_of_line_end(html)):
        if kind == WORDS:
            builder.words.append(name)
        elif kind == END:
            builder.end(name)
        else:
            builder.start(name, attributes)
    return builder.finish()


class _Builder:
    def __init__(self) -> None:
        self.frames = [_Frame("")]
        self.leaf: _Leaf | None = None
        self.marks = Marks()
        # Read and not placed yet: tags that mean nothing do not part words.
        self.words: list[str] = []
        # How many are open of tables and of what is no container here.
        self.open: Counter[str] = Counter()
        self.too_deep: Counter[str] = Counter()

    # ------------------------------------------------------------ tags as they come

    def start(self, tag: str, written: str) -> None:
        tag = allowed.RENAMED.get(tag, tag)
        if tag in _OF_TABLES and not (self.open["table"] or self.too_deep):
            return
        if tag in allowed.MARKS:
            self._place_words()
            self.marks.open(tag, link(attributes_of(written).get("href", "")) if tag == "a" else "")
        elif tag in _CONTAINERS:
            self._open(tag, written)
        elif tag in _VOID:
            self._void(tag, written)
        else:
            self._end_leaf()
            self._begin(tag)

    def end(self, tag: str) -> None:
        tag = allowed.RENAMED.get(tag, tag)
        if tag in allowed.MARKS:
            self._place_words()
            self.marks.close(tag)
        elif tag == "br":
            self._void(tag, "")
        elif tag in _CONTAINERS:
            self._end_container(tag)
        elif tag == "p":
            self._end_leaf()
        elif self.open[_kind(tag)]:
            self.open[_kind(tag)] -= 1
            self._end_leaf()

    def finish(self) -> tuple[Block, ...]:
        while len(self.frames) > 1:
            self._close()
        self._end_leaf()
        return tuple(self.frames[0].children)

    def _begin(self, tag: str) -> None:
        """A paragraph, a heading, or what only keeps words apart."""
        if tag in allowed.LEAVES:
            self.leaf = _Leaf(tag)
        elif tag in _OF_TABLES and not self.too_deep:
            self._back_to({"table"})
        if tag != "p":
            self.open[_kind(tag)] += 1

    # ------------------------------------------------------------ text

    def _place_words(self) -> None:
        """Put the words of the HTML since the last tag where canonical text has them."""
        data = "".join(self.words)
        self.words.clear()
        if not data or (self.leaf is None and not data.strip()):
            return
        if self.leaf is None and len(self.frames) == 1:
            self._plain_text(data)
        else:
            self._text(data)

    def _plain_text(self, data: str) -> None:
        first, *further = _BLANK_LINE.split(data)
        self._text(first)
        for paragraph in further:
            self._end_leaf()
            if paragraph.strip():
                self._text(paragraph)

    def _text(self, data: str) -> None:
        if self.leaf is None:
            self._make_room_for_blocks()
            self.leaf = _Leaf("p")
        text = visible(data)
        self.leaf.runs.append(Run(text, self.marks.current, self.marks.href))
        self.leaf.has_words = self.leaf.has_words or bool(text.strip())

    def _end_leaf(self) -> None:
        self._place_words()
        leaf, self.leaf = self.leaf, None
        if leaf is None:
            return
        if runs := canonical_runs(leaf.runs):
            self._add(Block(leaf.tag, runs=runs))
        for pictured in leaf.pictures:
            self._add(pictured)

    # ------------------------------------------------------------ blocks

    def _void(self, tag: str, written: str) -> None:
        self._place_words()
        if tag == "br":
            if self.leaf:
                self.leaf.runs.append(BREAK)
        elif tag == "hr":
            self._end_leaf()
            self._add(Block("hr"))
        elif pictured := picture(attributes_of(written)):
            if self.leaf and self.leaf.has_words:
                self.leaf.pictures.append(pictured)
            else:
                self._add(pictured)

    def _add(self, block: Block) -> None:
        self._make_room_for_blocks()
        self._put([block])

    def _put(self, blocks: list[Block]) -> None:
        """Into what is open. Rows alone stand in tables, cells alone in rows.

        What else does goes ahead of the table.
        """
        inside = self.frames[-1]
        if inside.tag == "tr" and not all(block.tag in allowed.CELLS for block in blocks):
            self.frames[-2].before += blocks
        elif inside.tag == "table" and not all(block.tag == "tr" for block in blocks):
            inside.before += blocks
        else:
            inside.children += blocks

    def _make_room_for_blocks(self) -> None:
        """Blocks stand in items, never straight in a list."""
        if self.frames[-1].tag in allowed.LISTS:
            self.frames.append(_Frame("li"))

    def _open(self, tag: str, written: str) -> None:
        self._end_leaf()
        if not self.too_deep:
            self._end_before(tag)
        if self.too_deep or len(self.frames) > allowed.DEPTH_MAX:
            self.too_deep[tag] += 1
            return
        self._make_place(tag)
        self._push(tag, of_container(tag, attributes_of(written)) if written else ())

    def _push(self, tag: str, attrs: tuple[tuple[str, str], ...] = ()) -> None:
        self.frames.append(_Frame(tag, attrs))
        self.open[tag] += tag == "table"
        if tag in _WALLS:
            self.marks.enter()

    def _end_before(self, tag: str) -> None:
        """Close what a start tag closes, where the end tag was left out."""
        inside = self.frames[-1].tag
        if tag == "li" and inside == "li":
            self._close()
        elif tag in allowed.CELLS:
            self._back_to({"tr", "table"})
        elif tag in {"tr", "caption"}:
            self._back_to({"table"})
        elif tag == "table" and inside in {"tr", "table"}:
            self._back_to({"table"})
            self._close()

    def _make_place(self, tag: str) -> None:
        """Open what ``tag`` must stand in, where it was left out."""
        inside = self.frames[-1]
        if tag == "li":
            if inside.tag not in allowed.LISTS:
                self._push("ul")
        elif tag in allowed.LISTS and inside.tag in allowed.LISTS:
            # A list straight in a list belongs to the item above it.
            self.frames.append(inside.items.pop() if inside.items else _Frame("li"))
        elif tag in allowed.CELLS and inside.tag == "table":
            self._push("tr")
        elif tag not in {"tr", "caption", *allowed.CELLS}:
            self._make_room_for_blocks()

    def _end_container(self, tag: str) -> None:
        if self.too_deep[tag]:
            self.too_deep -= Counter([tag])
            self._end_leaf()
            return
        stops = _STOPS.get(tag, {"table"}) - {tag}
        nearest = next(
            (
                frame.tag
                for frame in reversed(self.frames)
                if frame.tag == tag or frame.tag in stops
            ),
            "",
        )
        if nearest == tag:
            self._back_to({tag})
            self._close()

    def _back_to(self, tags: set[str]) -> None:
        """Close whatever is open inside the nearest of these, which is open."""
        self._end_leaf()
        while self.frames[-1].tag not in tags:
            self._close()

    def _close(self) -> None:
        self._end_leaf()
        frame = self.frames.pop()
        self.too_deep.clear()
        self.open[frame.tag] -= frame.tag == "table"
        if frame.tag in _WALLS:
            self.marks.leave()
        if frame.tag == "caption":
            self.frames[-1].before += frame.children
        elif frame.tag == "li":
            self.frames[-1].items.append(frame)
        else:
            self._put([*frame.before, *_finished(frame)])


def _one_kind_of_line_end(html: str) -> str:
    return html.replace("\r\n", "\n").replace("\r", "\n") if "\r" in html else html
