"""Words of a text that somebody pointed at, and where they stand after the text changed.

Nothing is kept in the text itself.

An anchor quotes the words, the letters around them and the number of their paragraph (leaves of the
tree, from 0). It is found again where the same words stand among the same letters; else where most
words of its passage still stand; else nowhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from plans.text.characters import one_line
from plans.text.comparison.sequences import Opcode, opcodes

LETTERS_AROUND = 40
LONGEST_QUOTE = 2_000
# So many letters (quote and around it, spaces not counted) make sure that it is the same passage;
# all of a shorter one do.
ENOUGH = 24
# Of a passage that changed, so large a share of its words must still be there, in order; and no
# fewer than FEWEST.
SHARE, FEWEST = 0.5, 3
_LIKELY = 3
# Of words that stand in a text more often than this, the places nearest to the old one are looked
# at.
OCCURRENCES_MAX = 1_000
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words as they were quoted; an empty quote means the whole text."""

    quote: str
    before: str = ""
    after: str = ""
    block: int = 0


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Letters `start` to `end` of paragraph `block`. ``is_exact``.

    They are still the words that were quoted.
    """

    block: int
    start: int
    end: int
    is_exact: bool = True


def anchor_at(texts: Sequence[str], place: TextSpan) -> Anchor:
    """The anchor of a place in the paragraphs `texts`."""
    text = texts[place.block]
    return Anchor(
        text[place.start : place.end][:LONGEST_QUOTE],
        _before(texts, place.block, place.start),
        _after(texts, place.block, place.end),
        place.block,
    )


def given(quote: str, before: str = "", after: str = "", block: int = 0) -> Anchor:
    """The anchor of words as a browser hands them over.

    Of several paragraphs the first that says something.
    """
    lines = (one_line(line) for line in re.split(r"[\n\t]", quote))
    return Anchor(next((line for line in lines if line), "")[:LONGEST_QUOTE], before, after, block)


def find(texts: Sequence[str], anchor: Anchor) -> TextSpan | None:
    """Where the words of an anchor stand in the paragraphs `texts` now.

    None where they are gone.
    """
    if not anchor.quote:
        return None
    candidates = list(islice(_occurrences(texts, anchor), OCCURRENCES_MAX))
    agreed = {place: _agreement(texts, place, anchor) for place in candidates}
    best = max(
        candidates,
        key=lambda place: (agreed[place], -abs(place.block - anchor.block)),
        default=None,
    )
    of_all = sum(len(_dense(part)) for part in (anchor.before, anchor.quote, anchor.after))
    if best and len(_dense(anchor.quote)) + agreed[best] >= min(ENOUGH, of_all):
        return best
    return _changed(texts, anchor)


# ---------------------------------------------------------------- the same words


def _occurrences(texts: Sequence[str], anchor: Anchor) -> Iterator[TextSpan]:
    """Where the quoted words stand, beginning with the paragraph in which they stood."""
    quote = anchor.quote
    for block in sorted(range(len(texts)), key=lambda block: (abs(block - anchor.block), block)):
        start = texts[block].find(quote)
        while start >= 0:
            yield TextSpan(block, start, start + len(quote))
            start = texts[block].find(quote, start + 1)


def _agreement(texts: Sequence[str], place: TextSpan, anchor: Anchor) -> int:
    """How many letters around a place are those around the anchor, counted outwards.

    Browsers space them as they like.
    """
    before = _shared(
        _dense(_before(texts, place.block, place.start))[::-1], _dense(anchor.before)[::-1]
    )
    return before + _shared(_dense(_after(texts, place.block, place.end)), _dense(anchor.after))


def _before(texts: Sequence[str], block: int, start: int) -> str:
    before = (text[-LETTERS_AROUND:] for text in texts[max(0, block - 3) : block])
    return "\n".join((*before, texts[block][max(0, start - LETTERS_AROUND) : start]))[
        -LETTERS_AROUND:
    ]


def _after(texts: Sequence[str], block: int, end: int) -> str:
    after = (text[:LETTERS_AROUND] for text in texts[block + 1 : block + 4])
    return "\n".join((texts[block][end : end + LETTERS_AROUND], *after))[:LETTERS_AROUND]


def _dense(text: str) -> str:
    return "".join(text.split())


def _shared(a: str, b: str) -> int:
    return next(
        (index for index, (x, y) in enumerate(zip(a, b, strict=False)) if x != y),
        min(len(a), len(b)),
    )


# ---------------------------------------------------------------- a passage that changed


def _changed(texts: Sequence[str], anchor: Anchor) -> TextSpan | None:
    """The paragraph that still has most of the words, and what stands in it where the quoted ones
    stood.
    """
    before, after = anchor.before.rpartition("\n")[2], anchor.after.partition("\n")[0]
    parts = [_words(part) for part in (before, anchor.quote, after)]
    sought = [word for part in parts for word in part]
    quoted = range(len(parts[0]), len(parts[0]) + len(parts[1]))
    known = set(sought)
    common = {block: len(known.intersection(_words(text))) for block, text in enumerate(texts)}
    likely = sorted(common, key=lambda block: (-common[block], abs(block - anchor.block)))[:_LIKELY]
    places = [_mapped(sought, quoted, block, texts[block]) for block in likely]
    return max(filter(None, places), key=lambda candidate: candidate[0], default=(0, None))[1]


def _mapped(sought: list[str], quoted: range, block: int, text: str) -> tuple[int, TextSpan] | None:
    """(how many of the words are there, the place of the quoted ones) in one paragraph."""
    matches = list(_WORD.finditer(text))
    steps = opcodes(sought, [match[0].lower() for match in matches])
    same = sum(i2 - i1 for kind, i1, i2, _, _ in steps if kind == "equal")
    if same < max(FEWEST, SHARE * len(sought)):
        return None
    covered = [words for step in steps for words in _covered(step, quoted)]
    if not covered:
        return None
    start, end = matches[min(covered)].start(), matches[max(covered)].end()
    return same, TextSpan(block, start, end, is_exact=False)


def _covered(step: Opcode, quoted: range) -> range:
    """Which words of the paragraph stand where the quoted ones stood, by one step of the
    comparison.
    """
    kind, i1, i2, j1, j2 = step
    first, last = max(i1, quoted.start), min(i2, quoted.stop)
    if kind == "insert":
        return range(j1, j2) if quoted.start < i1 < quoted.stop else range(0)
    if first >= last:
        return range(0)
    return range(j1 + first - i1, j1 + last - i1) if kind == "equal" else range(j1, j2)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
