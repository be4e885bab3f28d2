"""Footnotes and endnotes: a number in the text, the note at the end of its section."""

from collections import deque
from dataclasses import dataclass, field

from plans.text.blocks import Block, Run
from plans.word_in.readers.word.archive.names import W
from plans.word_in.readers.word.story.story import Parts, Story

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


@dataclass
class _Order:
    """What the notes of a file share with those of files inserted in it.

    The numbers, and who waits for its place.
    """

    referred: int = 0
    waiting: deque = field(default_factory=deque)
    members: list["Notes"] = field(default_factory=list)


class Notes:
    """The notes of one file, numbered in the order in which the text refers to them. ``beside``:
    those of the file that
    this one is inserted in, with which they are numbered."""

    def __init__(self, parts: Parts, *, beside: "Notes | None" = None):
        self._parts = parts
        self._order = beside._order if beside else _Order()
        self._order.members.append(self)
        self._found: dict[tuple[str, str], tuple[object, str]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        package = parts.package
        for kind, part, outside in package.relations(package.main).values():
            root = (
                package.story(part) if kind in {"footnotes", "endnotes"} and not outside else None
            )
            for node in root if root is not None else ():
                if node.get(f"{W}type") not in _SEPARATORS:
                    self._found[kind.removesuffix("s"), node.get(f"{W}id", "")] = node, part

    def refer(self, kind: str, note_id: str) -> int:
        """The number of a note that the text refers to; 0 where the file has no such note."""
        key = kind, note_id
        if key not in self._found:
            return 0
        if key not in self._numbers:
            self._order.referred += 1
            self._numbers[key] = self._order.referred
            self._order.waiting.append((self, key))
        return self._numbers[key]

    @property
    def referred(self) -> int:
        """How many notes the text has referred to so far."""
        return self._order.referred

    def take(self, up_to: int | None = None) -> tuple[Block, ...]:
        """The notes referred to since the last call, up to this number, each beginning with its
        number.
        """
        blocks: list[Block] = []
        waiting = self._order.waiting
        while waiting and (up_to is None or waiting[0][0]._numbers[waiting[0][1]] <= up_to):
            notes, key = waiting.popleft()
            blocks += self._numbered(notes._numbers[key], notes._read(key))
        return tuple(blocks)

    def take_unreferred(self) -> tuple[Block, ...]:
        """The notes that no text refers to: their words are words of the file all the same."""
        return tuple(
            block
            for notes in self._order.members
            for key in notes._found
            if key not in notes._numbers
            for block in notes._read(key)
        )

    def _read(self, key: tuple[str, str]) -> tuple[Block, ...]:
        node, part = self._found[key]
        return Story(self._parts, node, part, self).flat_blocks(node)

    @staticmethod
    def _numbered(number: int, blocks: tuple[Block, ...]) -> list[Block]:
        mark = Run(f"[{number}]", frozenset({"a"}), f"#ref-{number}")
        if blocks and blocks[0].tag == "p":
            first, *others = blocks
            return [Block("p", runs=(mark, Run(" "), *first.runs)), *others]
        return [Block("p", runs=(mark,)), *blocks]
