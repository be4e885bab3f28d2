"""Lists: which paragraphs are items, in which list and depth, and what number each has."""

from collections import defaultdict
from dataclasses import dataclass

from plans.importers.word.names import W, number, value

_TYPES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_LEVELS_MAX = 9


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: which list, how deep (0 to 8), numbered or not, how, and its number."""

    list_id: int
    depth: int
    is_ordered: bool
    type: str
    number: int


class Numbering:
    """The numbering part of a document (None where it has none). Keeps count while the paragraphs go by."""

    def __init__(self, root):
        self._abstract = {}
        self._lists = {}
        for node in root if root is not None else ():
            if node.tag == f"{W}abstractNum":
                self._abstract[node.get(f"{W}abstractNumId")] = node
            elif node.tag == f"{W}num":
                self._lists[node.get(f"{W}numId")] = node
        self._counts: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
        self._formats: dict[tuple[int, int], tuple[str, int]] = {}

    def place(self, list_id: int | None, depth: int | None) -> Place | None:
        """The place of the next item of a list; None where the paragraph is no item."""
        if not list_id or str(list_id) not in self._lists:
            return None
        depth = min(max(depth or 0, 0), _LEVELS_MAX - 1)
        kind, start = self._format(list_id, depth)
        if kind == "none":
            return None
        counts = self._counts[self._counted_with(list_id)]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return Place(list_id, depth, kind != "bullet", _TYPES.get(kind, ""), counts[depth])

    def _counted_with(self, list_id: int) -> tuple[str, int]:
        """Lists of one abstract list count on together, unless they start anew by an override."""
        node = self._lists[str(list_id)]
        if node.find(f"{W}lvlOverride") is not None:
            return "list", list_id
        return "abstract", number(node, "abstractNumId", -1)

    def _format(self, list_id: int, depth: int) -> tuple[str, int]:
        if (list_id, depth) not in self._formats:
            level = self._level(list_id, depth)
            override = self._override(list_id, depth)
            start = number(override, "startOverride")
            if start is None:
                start = number(level, "start", 1)
            self._formats[list_id, depth] = value(level, "numFmt", "decimal"), start
        return self._formats[list_id, depth]

    def _override(self, list_id: int, depth: int):
        return _at_depth(self._lists[str(list_id)].iter(f"{W}lvlOverride"), depth)

    def _level(self, list_id: int, depth: int):
        override = self._override(list_id, depth)
        own = override.find(f"{W}lvl") if override is not None else None
        if own is not None:
            return own
        abstract = self._abstract.get(value(self._lists[str(list_id)], "abstractNumId"))
        return _at_depth(abstract.iter(f"{W}lvl"), depth) if abstract is not None else None


def _at_depth(nodes, depth: int):
    return next((node for node in nodes if node.get(f"{W}ilvl") == str(depth)), None)
