"""Two people changed the same text. What each changed alone goes together by itself, what both
changed is a clash that a
person decides: paragraph by paragraph, item by item, row by row, cell by cell. No word of either is dropped unseen."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from plans.text.allowed import CELLS, HEADINGS, LISTS
from plans.text.blocks import Block, to_html
from plans.text.comparison.aligning import aligned
from plans.text.comparison.diff import redline
from plans.text.comparison.sequences import opcodes
from plans.text.parsing import parse

THEIRS, MINE, BOTH = "theirs", "mine", "both"
_OPENED = {*LISTS, *CELLS, "li", "table", "tr", "blockquote"}

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A passage that both changed, each side as safe HTML, and the two redlines against the base;
    `under` is the heading
    above it, "" without one."""

    number: int
    base: str
    theirs: str
    mine: str
    theirs_redline: str
    mine_redline: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """A passage that went together by itself. ``by``.

    Theirs, mine, or both (both wrote the same).
    """

    by: str
    redline: str


@dataclass(frozen=True, slots=True)
class _Open:
    """A clash inside the merged tree."""

    number: int
    base: Blocks
    theirs: Blocks
    mine: Blocks


@dataclass(frozen=True, slots=True)
class _Container:
    """A list, table, row, cell or item that both changed inside."""

    block: Block
    parts: "Parts"


# A merged text: what went together, and what a person decides or what holds such.
Parts = tuple[Block | _Open | _Container, ...]
Wrap = Callable[[Blocks], Blocks]


class ThreeWay:
    """``clashes`` to decide, ``joined`` to look at, ``resolve`` to get the text."""

    def __init__(self, parts: Parts, clashes: list[Clash], joined: list[Joined]) -> None:
        self._parts = parts
        self.clashes = clashes
        self.joined = joined

    def resolve(self, choices: Mapping[int, str]) -> str:
        """Canonical HTML with a decision for each clash, by number: "theirs", "mine", "both"
        (theirs first), or the new
        wording as HTML or plain text. Raises KeyError where a clash is left open."""
        return to_html(parse(to_html(_blocks_resolved(self._parts, choices))))


def three_way(base: str, theirs: str, mine: str) -> ThreeWay:
    """What became of ``base`` in two hands: ``theirs`` is saved, ``mine`` is not yet.

    All section HTML.
    """
    merger = _Merger()
    parts = merger.merge(parse(base), parse(theirs), parse(mine), wrap=lambda blocks: blocks)
    return ThreeWay(parts, merger.clashes, merger.joined)


class _Merger:
    def __init__(self) -> None:
        self.clashes: list[Clash] = []
        self.joined: list[Joined] = []
        self.heading = ""

    def merge(self, base: Blocks, theirs: Blocks, mine: Blocks, wrap: Wrap) -> Parts:
        """``wrap`` puts items back into a list and rows into a table, so that a passage can be
        shown by itself.
        """
        parts: list[Block | _Open | _Container] = []
        for ours in _stretches(base, theirs, mine):
            parts += self._stretch(*ours, wrap)
            headings = [block.text for block in ours[1] if block.tag in HEADINGS]
            self.heading = headings[-1] if headings else self.heading
        return tuple(parts)

    def _stretch(self, base: Blocks, theirs: Blocks, mine: Blocks, wrap: Wrap) -> Parts:
        if theirs == mine or mine == base:
            self._note(BOTH if theirs == mine else THEIRS, base, theirs, wrap)
            return theirs
        if theirs == base:
            self._note(MINE, base, mine, wrap)
            return mine
        if len(base) == len(theirs) == len(mine) == 1 and _opens_together(
            base[0], theirs[0], mine[0]
        ):
            return (self._inside(base[0], theirs[0], mine[0], wrap),)
        return (self._clash(base, theirs, mine, wrap),)

    def _note(self, by: str, base: Blocks, chosen: Blocks, wrap: Wrap) -> None:
        if chosen != base:
            self.joined.append(Joined(by, _shown(base, chosen, wrap)))

    def _inside(self, base: Block, theirs: Block, mine: Block, wrap: Wrap) -> _Container:
        shell = mine if mine.attrs != base.attrs or mine.tag != base.tag else theirs
        return _Container(
            replace(shell, children=()),
            self.merge(base.children, theirs.children, mine.children, _wrapper(shell, wrap)),
        )

    def _clash(self, base: Blocks, theirs: Blocks, mine: Blocks, wrap: Wrap) -> _Open:
        number = len(self.clashes) + 1
        base_html, theirs_html, mine_html = (
            to_html(wrap(blocks)) if blocks else "" for blocks in (base, theirs, mine)
        )
        self.clashes.append(
            Clash(
                number,
                base_html,
                theirs_html,
                mine_html,
                theirs_redline=_shown(base, theirs, wrap),
                mine_redline=_shown(base, mine, wrap),
                under=self.heading,
            )
        )
        return _Open(number, base, theirs, mine)


def _stretches(
    base: Blocks, theirs: Blocks, mine: Blocks
) -> Iterator[tuple[Blocks, Blocks, Blocks]]:
    """The three texts cut where all three agree, then block by block where a cut holds equally many
    of each.
    """
    in_theirs, in_mine = _kept(base, theirs), _kept(base, mine)
    i = j = k = 0
    for at in [index for index in range(len(base)) if index in in_theirs and index in in_mine] + [
        len(base)
    ]:
        to_theirs, to_mine = in_theirs.get(at, len(theirs)), in_mine.get(at, len(mine))
        yield from _one_by_one(base[i:at], theirs[j:to_theirs], mine[k:to_mine])
        if at < len(base):
            yield (base[at],), (base[at],), (base[at],)
        i, j, k = at + 1, to_theirs + 1, to_mine + 1


def _one_by_one(
    base: Blocks, theirs: Blocks, mine: Blocks
) -> Iterator[tuple[Blocks, Blocks, Blocks]]:
    if len(base) == len(theirs) == len(mine):
        yield from (((a,), (b,), (c,)) for a, b, c in zip(base, theirs, mine, strict=True))
    else:
        yield base, theirs, mine


def _kept(base: Blocks, changed: Blocks) -> dict[int, int]:
    """Position in ``base`` to position in ``changed`` of every block that stayed as it was."""
    equal = [(i1, j1, i2 - i1) for kind, i1, i2, j1, _ in opcodes(base, changed) if kind == "equal"]
    return {i + step: j + step for i, j, size in equal for step in range(size)}


def _opens_together(*blocks: Block) -> bool:
    """True where a clash can be told more closely inside.

    Rows only where all three have the same columns.
    """
    same_tag = len({block.tag for block in blocks}) == 1 and blocks[0].tag in _OPENED
    if blocks[0].tag in {"tr", "table"}:
        return same_tag and len({_columns(block) for block in blocks}) == 1
    return same_tag


def _columns(block: Block) -> object:
    if block.tag == "table":
        return max(len(row.children) for row in block.children)
    return tuple((cell.tag, cell.attrs) for cell in block.children)


def _wrapper(shell: Block, outer: Wrap) -> Wrap:
    """Items and rows are shown in their list or table.

    The inside of an item or a cell stands by itself.
    """
    if shell.tag in {*LISTS, "table"}:
        return lambda blocks: (replace(shell, children=blocks),)
    if shell.tag == "tr":
        return lambda blocks: outer((replace(shell, children=blocks),))
    return lambda blocks: blocks


def _shown(base: Blocks, changed: Blocks, wrap: Wrap) -> str:
    return redline(aligned(wrap(base) if base else (), wrap(changed) if changed else ()))


# ---------------------------------------------------------------- deciding


def _blocks_resolved(parts: Parts, choices: Mapping[int, str], holder: str = "") -> Blocks:
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, _Container):
            blocks.append(
                replace(part.block, children=_blocks_resolved(part.parts, choices, part.block.tag))
            )
        elif isinstance(part, _Open):
            blocks += _decided(part, choices[part.number], holder)
        else:
            blocks.append(part)
    return tuple(blocks)


def _decided(clash: _Open, choice: str, holder: str) -> Blocks:
    kept = {THEIRS: clash.theirs, MINE: clash.mine, BOTH: clash.theirs + clash.mine}
    return kept[choice] if choice in kept else _new_wording(parse(choice), clash, holder)


def _new_wording(blocks: Blocks, clash: _Open, holder: str) -> Blocks:
    """Blocks that fit where the clash stood: items in a list, rows in a table, cells in a row."""
    if holder in LISTS:
        return tuple(item for block in blocks for item in _as_items(block))
    if holder == "table":
        return tuple(row for block in blocks for row in _as_rows(block, clash))
    if holder == "tr":
        return (replace((clash.mine or clash.theirs)[0], children=blocks),)
    return blocks


def _as_items(block: Block) -> Blocks:
    return block.children if block.tag in LISTS else (Block("li", (block,)),)


def _as_rows(block: Block, clash: _Open) -> Blocks:
    """A table's own rows; text becomes the first cell of a row, the others stay empty."""
    if block.tag == "table":
        return block.children
    like = (clash.mine or clash.theirs or clash.base)[0]
    first, *others = like.children
    return (
        replace(
            like,
            children=(
                replace(first, children=(block,)),
                *(replace(cell, children=()) for cell in others),
            ),
        ),
    )
