"""Headings that only look like headings: bold lines, numbered lines, capitals.

They become a proposed tree.

A file whose heading styles part its text is left alone: what its writer said counts. Everywhere
else each line that stands out gets a level: it stands under the nearest line above that stands out
more (``Look.outranks``). The same look under the same heading gives the same level.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml.etree import _Element

from plans.text.blocks import Block, Run, leaves
from plans.word_in.readers.word.archive.names import W, value
from plans.word_in.readers.word.archive.styles import Styles
from plans.word_in.readers.word.headings.lines import Line, Look, Usual, look_of, sizes_of
from plans.word_in.readers.word.numbers.lists import Item

# The largest share of the text that may stand under one heading, where headings are few and where
# they are many.
_HALF = 0.5
_NEARLY_ALL = 0.8
_MANY = 10
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text itself, not of a table or box. ``blocks``: pictures and boxes anchored
    in it; ``notes_before``: how many notes the text above it refers to. ``guess``: why a line
    without heading style is taken for
    one, "" for a real heading; ``as_text``: what that line is if it is none; ``number``: what Word counted for it."""

    level: int
    title: str
    blocks: tuple[Block, ...]
    notes_before: int
    guess: str = ""
    as_text: tuple[Item | Block, ...] = ()
    number: str = ""


Thing = Heading | Line | Item | Block


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading that others may stand under."""

    look: Look
    level: int
    is_real: bool = False


def settled(
    things: list[Thing], styles: Styles, root: _Element | None, *, is_ours: bool = False
) -> list[Heading | Item | Block]:
    """The things of a text with every Line decided: a heading that is proposed, or text. ``root``:
    of the text, None
    where it has no letters of its own (plain text); ``is_ours``: the portal wrote the file, whose headings are real."""
    lengths = _lengths(things)
    looks = {} if is_ours or _are_many(lengths) else _looks(things, styles, root)
    if not looks or _are_enough(lengths, len(looks)):
        return [each for thing in things for each in _as_text(thing)]
    return _with_levels(things, looks)


def _looks(things: list[Thing], styles: Styles, root: _Element | None) -> dict[int, Look]:
    """What the lines that may be headings look like, by their place."""
    usual = _usual(things, styles, root)
    looks = {index: look for index, thing in enumerate(things)
             if isinstance(thing, Line) and (look := look_of(thing, styles, usual))}  # fmt: skip
    return _with_text_below(things, _without_amounts(looks))


def _as_text(thing: Thing) -> tuple[Heading | Item | Block, ...]:
    return thing.things if isinstance(thing, Line) else (thing,)


# ---------------------------------------------------------------- is there anything to guess


def _lengths(things: list[Thing]) -> list[int]:
    """How much text stands before the first real heading, and below each."""
    counts = [0]
    for thing in things:
        if isinstance(thing, Heading):
            counts.append(0)
        counts[-1] += _length(thing)
    return counts


def _largest_share(lengths: list[int]) -> float:
    return max(lengths) / (sum(lengths) or 1)


def _are_many(lengths: list[int]) -> bool:
    """Whether the writer surely used heading styles throughout."""
    return len(lengths) > _MANY and _largest_share(lengths) <= _NEARLY_ALL


def _are_enough(lengths: list[int], others: int) -> bool:
    """Whether a few real headings part the text as well as the lines that look like headings would."""
    real = len(lengths) - 1
    if real < 2 or others > 2 * real:
        return False
    return _largest_share(lengths) <= _HALF or others <= real


def _length(thing: Thing) -> int:
    """How much text a thing is, in characters; a table counts by its text, too."""
    if isinstance(thing, (Heading, Line)):
        return len(thing.title)
    blocks = thing.blocks if isinstance(thing, Item) else (thing,)
    return sum(len(run.text) for leaf in leaves(blocks) for run in leaf.runs)


def _usual(things: list[Thing], styles: Styles, root: _Element | None) -> Usual:
    """What most of the text is written in."""
    sizes: Counter[int] = Counter()
    bold, capital, total = 0, 0, 1
    for node in root.iter(f"{W}p") if root is not None else ():
        for size, count in sizes_of(
            node, value(node, "pPr/pStyle") or styles.default_paragraph, styles
        ):
            sizes[size] += count
    for run in _runs(things):
        count = sum(map(str.isalpha, run.text))
        total += count
        bold += count if "strong" in run.marks else 0
        capital += count if run.text == run.text.upper() else 0
    most = sizes.most_common(1)
    return Usual(most[0][0] if most else 0, 2 * bold > total, 2 * capital > total)


def _runs(things: list[Thing]) -> Iterator[Run]:
    for thing in things:
        for each in _as_text(thing):
            if isinstance(each, Heading):
                continue
            for leaf in leaves(each.blocks if isinstance(each, Item) else (each,)):
                yield from leaf.runs


# ---------------------------------------------------------------- which, and how deep


def _without_amounts(looks: dict[int, Look]) -> dict[int, Look]:
    """Without "3 Macbooks" and "12 chairs".

    Numbers that do not count 1, 2, 3 are those of things.
    """
    bare = [look.bare for look in looks.values() if look.bare]
    counts = bare[:1] == [1] and all(
        later == number + 1 or (later == 1 < number) for number, later in pairwise(bare)
    )
    return looks if counts else {index: look for index, look in looks.items() if not look.bare}


def _with_text_below(things: list[Thing], looks: dict[int, Look]) -> dict[int, Look]:
    """Without the lines that have nothing below them.

    Lines of a cover, of an address, of contents typed by hand.
    """
    kept: dict[int, Look] = {}
    below: Look | None = None
    has_text = False
    for index in range(len(things) - 1, -1, -1):
        look = looks.get(index)
        if look is None:
            below, has_text = None, not isinstance(things[index], Heading)
        elif has_text or (below and look.outranks(below)) or _is_left_open(look):
            kept[index] = below = look
            has_text = False
    return dict(sorted(kept.items()))


def _is_left_open(look: Look) -> bool:
    """A numbered line in heading letters may well wait for its text."""
    return bool(look.family) and look.family != "small" and any(look.weight)


def _with_levels(things: list[Thing], looks: dict[int, Look]) -> list[Heading | Item | Block]:
    found: list[Heading | Item | Block] = []
    above: list[_Open] = []
    for index, thing in enumerate(things):
        if isinstance(thing, Heading):
            above = [each for each in above if each.level < thing.level]
            above.append(_Open(_real_look(thing), thing.level, is_real=True))
            found.append(thing)
        elif isinstance(thing, Line) and index in looks:
            above = _those_above(above, looks[index])
            level = min(above[-1].level + 1 if above else 1, _DEEPEST)
            above.append(_Open(looks[index], level))
            found.append(_proposed(thing, level, looks[index].why))
        else:
            found += _as_text(thing)
    return found


def _those_above(above: list[_Open], look: Look) -> list[_Open]:
    """The open headings that one of this look stands under."""
    alike = next(
        (index for index, each in enumerate(above) if not each.is_real and each.look.is_like(look)),
        None,
    )
    if alike is not None:
        return above[:alike]
    while above and not above[-1].look.outranks(look):
        above = above[:-1]
    return above


def _real_look(heading: Heading) -> Look:
    """Real headings stand out more than a bold line, less than capitals or larger letters."""
    return Look((0, 0, False, False, 3), f"real {heading.level}", heading.level, "")


def _proposed(line: Line, level: int, why: str) -> Heading:
    return Heading(
        level, line.title, line.anchored, line.notes_before, why, line.things, line.number
    )
