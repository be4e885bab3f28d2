"""Numbers that Word counts by itself, of list items and of headings.

Which paragraphs have one, and what it says.

As in Word, all lists made of one definition (w:abstractNum) count on together; a list that
overrides a start begins there when it is first used. A level begins anew after any level above it,
unless w:lvlRestart says otherwise.
"""

from dataclasses import dataclass

from lxml.etree import _Element

from plans.word_in.readers.word.archive.names import W, is_on, number, value
from plans.word_in.readers.word.numbers.labels import NO_LABEL, Label, label_of

_TYPES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_LEVELS_MAX = 9
_DEPTHS = frozenset("012345678")
# Word counts no further.
_START_MAX = 32_767


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands.

    Which list, how deep (0 to 8), numbered or not, how, its number, and what Word shows for it.
    """

    list_id: int
    depth: int
    is_ordered: bool
    type: str
    number: int
    label: Label = NO_LABEL


@dataclass(frozen=True, slots=True)
class _Level:
    """What a definition says of one level of a list. ``override``: where this list alone begins,
    None where it does not
    say; ``restarts_under``: the deepest level (0 to 8) after whose paragraphs it begins anew, -1 for none."""

    kind: str = "decimal"
    start: int = 1
    override: int | None = None
    text: str = ""
    is_legal: bool = False
    restarts_under: int = _LEVELS_MAX

    @property
    def begins(self) -> int:
        """The first number."""
        return self.start if self.override is None else self.override


class Numbering:
    """The numbering part of a document (None where it has none).

    Keeps count while the paragraphs go by.
    """

    def __init__(self, root: _Element | None) -> None:
        self._abstract: dict[str, _Element] = {}
        self._linked: dict[str, _Element] = {}
        self._lists: dict[str, _Element] = {}
        for node in root if root is not None else ():
            if node.tag == f"{W}abstractNum":
                self._abstract[node.get(f"{W}abstractNumId", "")] = node
                self._linked.setdefault(value(node, "styleLink"), node)
            elif node.tag == f"{W}num":
                self._lists[node.get(f"{W}numId", "")] = node
        self._counts: dict[int | None, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()
        self._levels: dict[tuple[int, int], _Level] = {}
        self._definitions: dict[str, _Definition] = {}

    def depth_of_style(
        self, list_id: int | None, styles: tuple[tuple[str, int | None], ...]
    ) -> int | None:
        """The level of a list that a paragraph style stands in: the list names it, or it says so
        itself, or the style it is
        based on. ``styles``: each with the level it says, nearest first; None where none says any."""
        if not list_id or str(list_id) not in self._lists:
            return None
        tied_to = self._definition(list_id).tied
        for style, said in styles:
            tied = tied_to.get(style)
            if tied is not None or said is not None:
                return said if tied is None else tied
        return None

    def place(self, list_id: int | None, depth: int | None) -> Place | None:
        """The place of the next item of a list; None where the paragraph is no item."""
        if not list_id or str(list_id) not in self._lists:
            return None
        depth = min(max(depth or 0, 0), _LEVELS_MAX - 1)
        level = self._level(list_id, depth)
        counts = self._counts.setdefault(self._counted_with(list_id), {})
        self._count(counts, list_id, depth, level)
        if level.kind == "none":
            return None
        if level.kind == "bullet":
            return Place(list_id, depth, False, "", counts[depth])
        levels = [self._level(list_id, each) for each in range(depth + 1)]
        numbers = [counts.get(each, levels[each].begins) for each in range(depth + 1)]
        label = label_of(
            level.text, [each.kind for each in levels], numbers, is_legal=level.is_legal
        )
        return Place(list_id, depth, True, _TYPES.get(level.kind, ""), counts[depth], label)

    def _count(self, counts: dict[int, int], list_id: int, depth: int, level: _Level) -> None:
        """One item more."""
        if level.override is not None and (list_id, depth) not in self._begun:
            counts[depth] = level.override - 1
        self._begun.add((list_id, depth))
        counts[depth] = counts.get(depth, level.begins - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            if depth <= self._level(list_id, deeper).restarts_under:
                del counts[deeper]

    # ------------------------------------------------------------ what the part says

    def _counted_with(self, list_id: int) -> int | None:
        return number(self._lists[str(list_id)], "abstractNumId", -1)

    def _level(self, list_id: int, depth: int) -> _Level:
        if (list_id, depth) not in self._levels:
            self._levels[list_id, depth] = self._found_level(list_id, depth)
        return self._levels[list_id, depth]

    def _found_level(self, list_id: int, depth: int) -> _Level:
        overrides = self._lists[str(list_id)].iter(f"{W}lvlOverride")
        override = next((each for each in overrides if each.get(f"{W}ilvl") == str(depth)), None)
        node = override.find(f"{W}lvl") if override is not None else None
        if node is None:
            node = self._definition(list_id).levels.get(depth)
        if node is None:
            return _Level(override=_start(override, "startOverride"))
        kind, text = _format(node)
        restart = number(node, "lvlRestart")
        start = _start(node, "start")
        return _Level(
            kind=kind,
            start=1 if start is None else start,
            override=_start(override, "startOverride"),
            text=text,
            is_legal=bool(is_on(node, "isLgl")),
            restarts_under=_LEVELS_MAX if restart is None else restart - 1,
        )

    def _definition(self, list_id: int) -> "_Definition":
        """What a list is made of; one definition may stand for another by the name of a style."""
        key = value(self._lists[str(list_id)], "abstractNumId")
        if key not in self._definitions:
            found = self._abstract.get(key)
            linked = value(found, "numStyleLink")
            self._definitions[key] = _Definition(
                self._linked.get(linked, found) if linked else found
            )
        return self._definitions[key]


class _Definition:
    """A w:abstractNum.

    Its levels by their depth, and the depths that paragraph styles are tied to.
    """

    def __init__(self, node: _Element | None) -> None:
        self.levels: dict[int, _Element] = {}
        self.tied: dict[str, int] = {}
        for level in node.iter(f"{W}lvl") if node is not None else ():
            depth = level.get(f"{W}ilvl", "")
            if depth in _DEPTHS:
                self.levels.setdefault(int(depth), level)
                self.tied.setdefault(value(level, "pStyle"), int(depth))


def _start(node: _Element | None, name: str) -> int | None:
    found = number(node, name)
    return None if found is None else min(max(found, 0), _START_MAX)


def _format(level: _Element) -> tuple[str, str]:
    """The kind of a level's numbers and the text around them.

    Newer kinds stand beside an older one: the first counts.
    """
    kind = next(level.iter(f"{W}numFmt"), None)
    said = "decimal" if kind is None else kind.get(f"{W}val", "decimal")
    if said == "custom" and kind is not None:
        said = kind.get(f"{W}format", "")
    return said, value(level, "lvlText")
