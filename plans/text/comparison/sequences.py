"""What two sequences have in common, in order. difflib's answer as far as it comes soon.

Past that, what is equal at both ends.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate

# difflib's time grows with the cube of what repeats ("a a a a" against "a b a b" would take
# minutes) and with the square of how often equal and changed take turns. Above this many pairs of
# equal elements, or so many comparisons at the least and for each element, reading stays exact and
# gets coarser; a plan's paragraphs and tables have far fewer.
_PAIRS_MAX = 60_000
COMPARISONS_LEAST, COMPARISONS_EACH = 1_000_000, 50

Opcode = tuple[str, int, int, int, int]


def opcodes(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Opcode]:
    """How ``a`` becomes ``b``, as difflib tells it: (equal, replace, delete or insert.

    From, to in a; from, to in b).
    """
    # Numbers for the elements, because a paragraph or a table is hashed and compared with all it
    # holds each time.
    number: dict[Hashable, int] = {}
    in_a, in_b = ([number.setdefault(element, len(number)) for element in side] for side in (a, b))
    often = Counter(in_b)
    if sum(count * often[element] for element, count in Counter(in_a).items()) <= _PAIRS_MAX:
        return [*_Bounded(in_a, in_b).get_opcodes()]
    return _ends(in_a, in_b)


class _Bounded(SequenceMatcher[int]):
    """A SequenceMatcher that has so many comparisons and no more.

    What it has not looked at by then counts as changed.
    """

    # What difflib documents and its types leave out.
    a: list[int]
    b2j: dict[int, list[int]]

    def __init__(self, a: list[int], b: list[int]) -> None:
        super().__init__(None, a, b, autojunk=False)
        self._sums = [0, *accumulate(1 + len(self.b2j.get(element, ())) for element in a)]
        self._left = COMPARISONS_LEAST + COMPARISONS_EACH * (len(a) + len(b))

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """As difflib's; nothing once the comparisons are used up."""
        self._left -= self._sums[len(self.a) if ahi is None else ahi] - self._sums[alo]
        if self._left < 0:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def _ends(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Opcode]:
    shortest = min(len(a), len(b))
    head = next((i for i in range(shortest) if a[i] != b[i]), shortest)
    tail = next((i for i in range(shortest - head) if a[-1 - i] != b[-1 - i]), shortest - head)
    parts = [
        ("equal", 0, head, 0, head),
        ("replace", head, len(a) - tail, head, len(b) - tail),
        ("equal", len(a) - tail, len(a), len(b) - tail, len(b)),
    ]
    return [part for part in parts if part[1] < part[2] or part[3] < part[4]]
