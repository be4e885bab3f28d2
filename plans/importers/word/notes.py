"""Footnotes and endnotes: a number in the text, the note at the end of its section."""

from plans.importers.word.names import W
from plans.importers.word.story import Parts, Story
from plans.text.blocks import Block, Run

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


class Notes:
    """The notes of one file, numbered in the order in which the text refers to them."""

    def __init__(self, parts: Parts):
        self._parts = parts
        self._found: dict[tuple[str, str], tuple[object, str]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._waiting: list[tuple[str, str]] = []
        package = parts.package
        for kind, part, outside in package.relations(package.main).values():
            root = package.xml(part) if kind in {"footnotes", "endnotes"} and not outside else None
            for node in root if root is not None else ():
                if node.get(f"{W}type") not in _SEPARATORS:
                    self._found[kind.removesuffix("s"), node.get(f"{W}id", "")] = node, part

    def refer(self, kind: str, note_id: str) -> int:
        """The number of a note that the text refers to; 0 where the file has no such note."""
        key = kind, note_id
        if key not in self._found:
            return 0
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._waiting.append(key)
        return self._numbers[key]

    @property
    def referred(self) -> int:
        """How many notes the text has referred to so far."""
        return len(self._numbers)

    def take(self, up_to: int | None = None) -> tuple[Block, ...]:
        """The notes referred to since the last call, up to this number, each beginning with its number."""
        blocks: list[Block] = []
        while self._waiting and (up_to is None or self._numbers[self._waiting[0]] <= up_to):
            key = self._waiting.pop(0)
            blocks += self._numbered(self._numbers[key], self._read(key))
        return tuple(blocks)

    def take_unreferred(self) -> tuple[Block, ...]:
        """The notes that no text refers to: their words are words of the file all the same."""
        left = [key for key in self._found if key not in self._numbers]
        return tuple(block for key in left for block in self._read(key))

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
