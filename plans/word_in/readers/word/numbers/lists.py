"""List items, which Word keeps as paragraphs one after the other, put together as nested lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plans.text.blocks import Block
from plans.word_in.readers.word.numbers.numbering import Place


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: where it stands, and its blocks (none where it is empty)."""

    place: Place
    blocks: tuple[Block, ...]


@dataclass
class _Open:
    """A list that may still get items. ``expected`` is the number that the next one would have."""

    place: Place
    expected: int
    items: list[list[Block]] = field(default_factory=list)

    def takes(self, place: Place) -> bool:
        if place.is_ordered:
            return (
                self.place.is_ordered
                and self.place.type == place.type
                and self.expected == place.number
            )
        return not self.place.is_ordered

    def block(self) -> Block:
        tag = "ol" if self.place.is_ordered else "ul"
        start = (
            (("start", str(self.place.number)),)
            if self.place.is_ordered and self.place.number > 1
            else ()
        )
        kind = (("type", self.place.type),) if self.place.is_ordered and self.place.type else ()
        return Block(
            tag, tuple(Block("li", tuple(item)) for item in self.items), attrs=start + kind
        )


def grouped(things: Iterable[Item | Block]) -> tuple[Block, ...]:
    """Blocks as they come; runs of items as lists, nested by depth."""
    blocks: list[Block] = []
    lists: list[_Open] = []
    for thing in things:
        if isinstance(thing, Item):
            _put(thing, lists, blocks)
        else:
            _close(lists, blocks, down_to=0)
            blocks.append(thing)
    _close(lists, blocks, down_to=0)
    return tuple(blocks)


def renumbered(things: Iterable[Item | Block]) -> list[str]:
    """What Word shows for the items that a list here counts otherwise ("4.2.1" is 1 of its level)."""
    return [
        thing.place.label.text
        for thing in things
        if isinstance(thing, Item) and not thing.place.label.is_own
    ]


def _put(item: Item, lists: list[_Open], blocks: list[Block]) -> None:
    place = item.place
    keep = next(
        (index for index, open_list in enumerate(lists) if open_list.place.depth > place.depth),
        len(lists),
    )
    _close(lists, blocks, down_to=keep)
    if lists and lists[-1].place.depth == place.depth and not lists[-1].takes(place):
        _close(lists, blocks, down_to=len(lists) - 1)
    if not lists or lists[-1].place.depth < place.depth:
        lists.append(_Open(place, place.number))
    lists[-1].items.append(list(item.blocks))
    lists[-1].expected = place.number + 1


def _close(lists: list[_Open], blocks: list[Block], *, down_to: int) -> None:
    """End the innermost lists; each becomes part of the last item of the list around it."""
    while len(lists) > down_to:
        ended = lists.pop()
        if any(ended.items):
            (lists[-1].items[-1] if lists else blocks).append(ended.block())
