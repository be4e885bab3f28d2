"""Which block of the old text became which block of the new one."""

import re
from collections import Counter
from dataclasses import dataclass

from plans.text.allowed import CELLS, LEAVES, LISTS
from plans.text.blocks import Block, leaves
from plans.text.comparison.sequences import opcodes

# Less alike than this (shared words of all words, 0 to 1), two blocks are a removal and an
# addition.
ALIKE = 0.4
# Past this many comparisons blocks are paired in order: reading stays exact, pairing gets coarser.
_COMPARISONS_MAX = 10_000
_WORD = re.compile(r"\w+")
_FAMILIES = ({*LEAVES}, {*LISTS}, {*CELLS})


@dataclass(frozen=True, slots=True)
class Pair:
    """A block before and after; None where it is new or gone."""

    old: Block | None
    new: Block | None

    @property
    def either(self) -> Block:
        """The block as it is now, or as it was where it is gone."""
        block = self.new or self.old
        if block is None:
            raise ValueError("a pair has a block on one side at least")
        return block


def aligned(old: tuple[Block, ...], new: tuple[Block, ...]) -> list[Pair]:
    """Every block of both sides once, in reading order, equal and similar ones side by side."""
    pairs: list[Pair] = []
    for kind, i1, i2, j1, j2 in opcodes(old, new):
        if kind == "equal":
            pairs += map(Pair, old[i1:i2], new[j1:j2])
        else:
            pairs += _paired(old[i1:i2], new[j1:j2])
    return pairs


def _paired(old: tuple[Block, ...], new: tuple[Block, ...]) -> list[Pair]:
    """A stretch that changed.

    Similar blocks together, the others removed and added where they stood.
    """
    pairs: list[Pair] = []
    i = j = 0
    for at_old, at_new in [*_matches(old, new), (len(old), len(new))]:
        pairs += [Pair(block, None) for block in old[i:at_old]]
        pairs += [Pair(None, block) for block in new[j:at_new]]
        if at_old < len(old):
            pairs.append(Pair(old[at_old], new[at_new]))
        i, j = at_old + 1, at_new + 1
    return pairs


def _matches(old: tuple[Block, ...], new: tuple[Block, ...]) -> list[tuple[int, int]]:
    """Positions that belong together, rising on both sides, so that the words they share are most."""
    if old and new and all(block.tag in CELLS for block in old + new) and len(old) == len(new):
        return [(index, index) for index in range(len(old))]
    if len(old) * len(new) > _COMPARISONS_MAX:
        return [
            (index, index)
            for index, (a, b) in enumerate(zip(old, new, strict=False))
            if _family(a) == _family(b)
        ]
    likeness = _likeness(old, new)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    return _aligned_places(best, likeness)


def _aligned_places(best: list[list[float]], likeness: list[list[float]]) -> list[tuple[int, int]]:
    found = []
    i = j = 0
    while i < len(best) - 1 and j < len(best[0]) - 1:
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _likeness(old: tuple[Block, ...], new: tuple[Block, ...]) -> list[list[float]]:
    old_words, new_words = [_words(block) for block in old], [_words(block) for block in new]
    return [
        [_alike(a, b, words_a, words_b) for b, words_b in zip(new, new_words, strict=True)]
        for a, words_a in zip(old, old_words, strict=True)
    ]


def _alike(a: Block, b: Block, words_a: Counter[str], words_b: Counter[str]) -> float:
    """The share of words that both have, 0 where they cannot be one block changed."""
    if _family(a) != _family(b):
        return 0.0
    total = words_a.total() + words_b.total()
    if not total:
        return 1.0
    share = 2 * (words_a & words_b).total() / total
    return share if share >= ALIKE else 0.0


def _family(block: Block) -> object:
    return next((index for index, family in enumerate(_FAMILIES) if block.tag in family), block.tag)


def _words(block: Block) -> Counter[str]:
    return Counter(word for leaf in leaves((block,)) for word in _WORD.findall(leaf.text.lower()))
