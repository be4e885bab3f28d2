"""What two sequences have in common, in order. difflib's answer where it comes soon; else only what is equal at both ends."""

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

# difflib's time grows with the cube of what repeats: "a a a a" against "a b a b" would take minutes. Above this many pairs
# of equal elements reading stays exact and gets coarser; a plan's paragraphs and tables have far fewer.
_PAIRS_MAX = 60_000

Opcode = tuple[str, int, int, int, int]


def opcodes(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Opcode]:
    """How ``a`` becomes ``b``, as difflib tells it: (equal, replace, delete or insert; from, to in a; from, to in b)."""
    in_b = Counter(b)
    if sum(count * in_b[element] for element, count in Counter(a).items()) <= _PAIRS_MAX:
        return SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return _ends(a, b)


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
