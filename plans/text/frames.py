"""What is open while HTML becomes blocks."""

from dataclasses import dataclass, field

from plans.text import allowed
from plans.text.blocks import Block, Run
from plans.text.grid import squared


@dataclass
class _Frame:
    """A container that is still open. ``before`` goes ahead of it: the caption of a table, and what
    stands in no cell of it.
    The items of a list stay frames until it is closed: a list that follows one belongs to it."""

    tag: str
    attrs: tuple[tuple[str, str], ...] = ()
    children: list[Block] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    items: list["_Frame"] = field(default_factory=list)


@dataclass
class _Leaf:
    """A paragraph or heading that is still open; pictures inside it wait until it ends."""

    tag: str
    runs: list[Run] = field(default_factory=list)
    pictures: list[Block] = field(default_factory=list)
    has_words: bool = False


def _finished(frame: _Frame) -> list[Block]:
    """The container as a block; nothing where it holds nothing that a reader could miss."""
    children = tuple(frame.children)
    if frame.tag == "table":
        return squared(children)
    if frame.tag in allowed.LISTS:
        items = [item for item in frame.items if item.children or frame.tag == "ol"]
        if not any(item.children for item in items):
            return []
        blocks = (Block("li", tuple(item.children), attrs=item.attrs) for item in items)
        return [Block(frame.tag, tuple(blocks), attrs=frame.attrs)]
    if frame.tag in {"blockquote", "tr"} and not children:
        return []
    return [Block(frame.tag, children, attrs=frame.attrs)]


def _kind(tag: str) -> str:
    """Any end tag of a heading ends any heading."""
    return "heading" if tag in allowed.HEADINGS else tag
