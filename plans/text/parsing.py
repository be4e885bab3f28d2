"""Any HTML into the tree of blocks. nh3 (html5ever) reads and sanitises it as a browser would; the builder gives what
is left its one shape: text in paragraphs, items in lists, cells in rows, pictures and rules as blocks of their own."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from plans.text import allowed
from plans.text.blocks import BREAK, Block, Run
from plans.text.characters import one_line, visible
from plans.text.grid import squared
from plans.text.runs import canonical_runs

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_CONTAINERS = {*allowed.LISTS, *allowed.CELLS, "li", "table", "tr", "blockquote", "caption"}
_VOID = {"br", "hr", "img"}


def parse(html: str) -> tuple[Block, ...]:
    """The blocks of any HTML, hostile or not, canonical or not. Plain text parts into paragraphs at blank lines."""
    sanitised = nh3.clean(
        html.encode("utf-8", "ignore").decode(),
        tags=allowed.ALLOWED | allowed.BREAKING | set(allowed.RENAMED),
        attributes=allowed.ATTRIBUTES,
        url_schemes=allowed.SCHEMES,
        clean_content_tags=allowed.DROPPED_WITH_CONTENT,
        link_rel=None,
        strip_comments=True,
    )
    builder = _Builder()
    builder.feed(sanitised)
    builder.close()
    return builder.finish()


@dataclass
class _Frame:
    """A container that is still open. ``before`` goes ahead of it: the caption of a table."""

    tag: str
    attrs: tuple[tuple[str, str], ...] = ()
    children: list[Block] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)


@dataclass
class _Leaf:
    """A paragraph or heading that is still open; pictures inside it wait until it ends."""

    tag: str
    runs: list[Run] = field(default_factory=list)
    pictures: list[Block] = field(default_factory=list)


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.frames = [_Frame("")]
        self.leaf: _Leaf | None = None
        self.marks: list[tuple[str, str]] = []
        self.too_deep: list[str] = []

    # ------------------------------------------------------------ what the parser calls

    def handle_starttag(self, tag, attrs):
        tag = allowed.RENAMED.get(tag, tag)
        given = {name: value or "" for name, value in attrs}
        if tag in allowed.MARKS:
            self.marks.append((tag, _link(given.get("href", "")) if tag == "a" else ""))
        elif tag in allowed.LEAVES:
            self._end_leaf()
            self.leaf = _Leaf(tag)
        elif tag in _CONTAINERS:
            self._open(tag, given)
        elif tag in _VOID:
            self._void(tag, given)
        else:
            self._end_leaf()

    def handle_endtag(self, tag):
        tag = allowed.RENAMED.get(tag, tag)
        if tag in allowed.MARKS:
            self._end_mark(tag)
        elif self.too_deep and self.too_deep[-1] == tag:
            self.too_deep.pop()
            self._end_leaf()
        elif tag in _CONTAINERS and any(frame.tag == tag for frame in self.frames):
            while self._close() != tag:
                pass
        else:
            self._end_leaf()

    def handle_data(self, data):
        if self.leaf is None and not data.strip():
            return
        if self.leaf is None and len(self.frames) == 1:
            self._plain_text(data)
        else:
            self._text(data)

    def finish(self) -> tuple[Block, ...]:
        while len(self.frames) > 1:
            self._close()
        self._end_leaf()
        return tuple(self.frames[0].children)

    # ------------------------------------------------------------ text

    def _plain_text(self, data: str) -> None:
        first, *further = _BLANK_LINE.split(data)
        self._text(first)
        for paragraph in further:
            self._end_leaf()
            if paragraph.strip():
                self._text(paragraph)

    def _text(self, data: str) -> None:
        links = [href for mark, href in self.marks if mark == "a" and href]
        marks = frozenset(mark for mark, _ in self.marks if mark != "a") | ({"a"} if links else frozenset())
        self._open_leaf().runs.append(Run(visible(data), marks, links[-1] if links else ""))

    def _end_mark(self, tag: str) -> None:
        for index in range(len(self.marks) - 1, -1, -1):
            if self.marks[index][0] == tag:
                del self.marks[index]
                return

    def _open_leaf(self) -> _Leaf:
        if self.leaf is None:
            self._make_room_for_blocks()
            self.leaf = _Leaf("p")
        return self.leaf

    def _end_leaf(self) -> None:
        leaf, self.leaf = self.leaf, None
        if leaf is None:
            return
        if runs := canonical_runs(leaf.runs):
            self._add(Block(leaf.tag, runs=runs))
        for picture in leaf.pictures:
            self._add(picture)

    # ------------------------------------------------------------ blocks

    def _void(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "br":
            if self.leaf:
                self.leaf.runs.append(BREAK)
        elif tag == "hr":
            self._end_leaf()
            self._add(Block("hr"))
        elif picture := _picture(attrs):
            if self.leaf and canonical_runs(self.leaf.runs):
                self.leaf.pictures.append(picture)
            else:
                self._add(picture)

    def _add(self, block: Block) -> None:
        self._make_room_for_blocks()
        self.frames[-1].children.append(block)

    def _make_room_for_blocks(self) -> None:
        """Blocks stand in items and cells, never straight in a list, table or row."""
        implied = {"ul": "li", "ol": "li", "table": "tr", "tr": "td"}
        while inner := implied.get(self.frames[-1].tag):
            self.frames.append(_Frame(inner))

    def _open(self, tag: str, attrs: dict[str, str]) -> None:
        self._end_leaf()
        if len(self.frames) > allowed.DEPTH_MAX:
            self.too_deep.append(tag)
            return
        self._make_place(tag)
        self.frames.append(_Frame(tag, _attributes(tag, attrs)))

    def _make_place(self, tag: str) -> None:
        """Open what ``tag`` must stand in, where the file left it out."""
        inside = self.frames[-1]
        if tag == "li":
            if inside.tag not in allowed.LISTS:
                self.frames.append(_Frame("ul"))
        elif tag in allowed.LISTS and inside.tag in allowed.LISTS:
            # A list straight in a list belongs to the item above it.
            last = inside.children.pop() if inside.children else Block("li")
            self.frames.append(_Frame("li", last.attrs, list(last.children)))
        elif tag in allowed.CELLS and inside.tag == "table":
            self.frames.append(_Frame("tr"))
        elif tag not in {"tr", "caption", *allowed.CELLS}:
            self._make_room_for_blocks()

    def _close(self) -> str:
        self._end_leaf()
        frame = self.frames.pop()
        parent = self.frames[-1]
        if frame.tag == "caption":
            target = parent.before if parent.tag == "table" else parent.children
            target.extend(frame.children)
            return frame.tag
        parent.children.extend(frame.before)
        parent.children.extend(_finished(frame))
        return frame.tag


def _finished(frame: _Frame) -> list[Block]:
    """The container as a block; nothing where it holds nothing that a reader could miss."""
    children = tuple(frame.children)
    if frame.tag == "table":
        return squared(children)
    if frame.tag == "ul":
        children = tuple(item for item in children if item.children)
    if frame.tag in allowed.LISTS and not any(item.children for item in children):
        return []
    if frame.tag in {"blockquote", "tr"} and not children:
        return []
    return [Block(frame.tag, children, attrs=frame.attrs)]


def _link(href: str) -> str:
    address = re.sub(r"[\x00-\x1f\x7f]", "", href).strip().replace(" ", "%20")
    return address if len(address) <= allowed.LINK_LENGTH and allowed.LINK.match(address) else ""


def _picture(attrs: dict[str, str]) -> Block | None:
    found = allowed.PICTURE.search(attrs.get("src", ""))
    if not found:
        return None
    alt = one_line(one_line(attrs.get("alt", ""))[: allowed.ALT_LENGTH])
    return Block("img", attrs=(("src", f"picture/{found[1]}"), ("alt", alt)))


def _attributes(tag: str, attrs: dict[str, str]) -> tuple[tuple[str, str], ...]:
    if tag == "ol":
        start, kind = _whole(attrs.get("start"), allowed.LIST_START_MAX, 1), attrs.get("type")
        numbered = (("start", str(start)),) if start != 1 else ()
        return (*numbered, *((("type", kind),) if kind in allowed.LIST_TYPES else ()))
    if tag in allowed.CELLS:
        spans = ((name, _whole(attrs.get(name), allowed.SPAN_MAX, 1)) for name in ("colspan", "rowspan"))
        return tuple((name, str(value)) for name, value in spans if value > 1)
    return ()


def _whole(text: str | None, most: int, default: int) -> int:
    """A whole number in ASCII digits, at most ``most``."""
    return min(int(text), most) if text and re.fullmatch(r"[0-9]{1,6}", text) else default
