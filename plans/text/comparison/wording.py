"""The words of one paragraph before and after, as a person would mark them by hand."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from plans.text.blocks import BREAK, Run, runs_html
from plans.text.comparison.sequences import opcodes

_TOKEN = re.compile(r"\w+(?:[-'’.:/@&]\w+)*|[^\w\s]")
# Between two changes, so little unchanged text (letters) reads better as part of one change.
_TOO_LITTLE = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or a line break, with its marks. ``is_glued``.

    No space before it ("911" and ".").

    What makes it the same token: text, link, struck through or not, glued or not.
    """

    pieces: tuple[Run, ...]
    is_glued: bool

    @property
    def key(self) -> tuple[object, ...]:
        return self.is_glued, *((run.text, run.href, "s" in run.marks) for run in self.pieces)

    @property
    def is_break(self) -> bool:
        return self.pieces == (BREAK,)

    @property
    def is_word(self) -> bool:
        return any(character.isalnum() for run in self.pieces for character in run.text)

    @property
    def letters(self) -> int:
        return sum(len(run.text) for run in self.pieces)


Change = tuple[str, list[Token], list[Token]]


def changed_words(old: tuple[Run, ...], new: tuple[Run, ...]) -> str:
    """The inside of the paragraph with ins and del."""
    return _drawn(_changes(old, new))


def word_counts(old: tuple[Run, ...], new: tuple[Run, ...]) -> tuple[int, int]:
    """How many words were added and removed."""
    changes = [change for change in _changes(old, new) if change[0] != "equal"]
    added = sum(token.is_word for _, _, come in changes for token in come)
    removed = sum(token.is_word for _, gone, _ in changes for token in gone)
    return added, removed


def says_the_same(old: tuple[Run, ...], new: tuple[Run, ...]) -> bool:
    """True where no word, sign, link or strike changed: bold and the like may have."""
    return _keys(tokens(old)) == _keys(tokens(new))


def _changes(old: tuple[Run, ...], new: tuple[Run, ...]) -> list[Change]:
    a, b = tokens(old), tokens(new)
    changes = [(kind, a[i1:i2], b[j1:j2]) for kind, i1, i2, j1, j2 in opcodes(*map(_keys, (a, b)))]
    return _joined_changes(changes)


def _keys(group: list[Token]) -> list[tuple[object, ...]]:
    return [token.key for token in group]


def _joined_changes(changes: list[Change]) -> list[Change]:
    """Changes with next to nothing between them become one."""
    joined: list[Change] = []
    for index, (kind, gone, come) in enumerate(changes):
        between = 0 < index < len(changes) - 1
        if kind == "equal" and between and sum(token.letters for token in come) <= _TOO_LITTLE:
            kind = "replace"
        if kind != "equal" and joined and joined[-1][0] != "equal":
            _, before_gone, before_come = joined[-1]
            joined[-1] = ("replace", before_gone + gone, before_come + come)
        else:
            joined.append((kind, gone, come))
    return joined


def tokens(runs: tuple[Run, ...]) -> list[Token]:
    """The words, signs and breaks of a paragraph.

    A word that changes its marks midway is one token of several runs.
    """
    ends = list(accumulate(len(run.text) for run in runs))
    found: list[Token] = []
    end_before = first = 0
    for start, end in _spans("".join(run.text for run in runs)):
        first = bisect_right(ends, start, lo=first)
        last = bisect_left(ends, end, lo=first)
        pieces = tuple(
            _piece(runs[index], ends[index], start, end) for index in range(first, last + 1)
        )
        touches = (
            bool(found) and start == end_before and not found[-1].is_break and pieces != (BREAK,)
        )
        found.append(Token(pieces, touches))
        end_before = end
    return found


def _piece(run: Run, until: int, start: int, end: int) -> Run:
    """What a run that ends at the letter `until` of its paragraph has between two letters of it."""
    at = until - len(run.text)
    return (
        run if run.is_break else Run(run.text[max(start - at, 0) : end - at], run.marks, run.href)
    )


def _spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(rf"\n|{_TOKEN.pattern}", text)]


def _drawn(changes: list[Change]) -> str:
    parts: list[str] = []
    before: Token | None = None
    for kind, gone, come in changes:
        for mark, group in (("", come),) if kind == "equal" else (("del", gone), ("ins", come)):
            if group:
                space = " " if before and not (group[0].is_glued or group[0].is_break) else ""
                inner = _written(group)
                parts.append(f"{space}<{mark}>{inner}</{mark}>" if mark else space + inner)
                before = group[-1]
    return "".join(parts)


def _is_spaced(before: Token | None, token: Token) -> bool:
    """True where a space stands between two tokens; none at the beginning or beside a break."""
    return before is not None and not (token.is_glued or token.is_break or before.is_break)


def _written(group: list[Token]) -> str:
    runs: list[Run] = []
    before: Token | None = None
    for token in group:
        if _is_spaced(before, token):
            # The space takes marks only where both sides have them, so that an underline is not
            # torn.
            last, following = runs[-1], token.pieces[0]
            shared = (last.marks, last.href) == (following.marks, following.href)
            runs.append(Run(" ", last.marks, last.href) if shared else Run(" "))
        runs += token.pieces
        before = token
    return runs_html(tuple(runs))
