"""How a number is shown: of the formats of spreadsheets those that change what a cell says, as
00123 and 95% are.

A format is what ECMA-376, part 1, 18.8.31 calls formatCode. What only dresses a number (commas, currencies, colors) is none
of these: the number itself is what the cell means.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

# Of ECMA-376, 18.8.30: what has no formatCode in the file because every program knows it.
KNOWN = {9: "0%", 10: "0.00%"}
# A quoted text, one character behind a backslash, a color or language in brackets, or any one
# character.
_PIECE = re.compile(r'"([^"]*)"|\\(.)|\[([^\]]*)\]|(.)', re.DOTALL)
_PERCENT = re.compile(r"[#0,?]*0(?:\.(0+))?%")
_LITERALS = frozenset(" -/():+")
_LONGEST = 60


@dataclass(frozen=True)
class Shape:
    """Digits in their places: `places` are "0", "#" or literal text. Or a percentage, of `decimals`
    places.
    """

    places: tuple[str, ...] = ()
    decimals: int | None = None

    def shown(self, number: float) -> str | None:
        """The number as the cell shows it; None where this format says nothing of it."""
        if self.decimals is not None:
            return f"{number * 100:.{self.decimals}f}%"
        if number < 0 or number != int(number) or number >= 1e15:
            return None
        return self._filled(str(int(number)))

    def _filled(self, digits: str) -> str:
        """The digits from the right into their places; those that have none stand before the first."""
        left, found, last = digits, [], self._first_place()
        for index in range(len(self.places) - 1, -1, -1):
            place = self.places[index]
            if place not in ("0", "#"):
                found.append(place)
            elif index == last:
                found.append(left or ("0" if place == "0" else ""))
            else:
                found.append(left[-1:] or ("0" if place == "0" else ""))
                left = left[:-1]
        return "".join(reversed(found))

    def _first_place(self) -> int:
        return next(index for index, place in enumerate(self.places) if place in ("0", "#"))


@lru_cache(maxsize=2_000)
def shape_of(code: str) -> Shape | None:
    """What a format says besides the number: leading zeros, dashes between digits, a percentage.
    None where nothing.
    """
    code = code[:_LONGEST].split(";", 1)[0]
    if percent := _PERCENT.fullmatch(code.strip()):
        return Shape(decimals=len(percent[1] or ""))
    places = []
    for quoted, escaped, bracketed, plain in _PIECE.findall(code):
        if bracketed[:1] in ("<", ">", "="):
            return None  # one shape for some numbers, another for others
        if bracketed:
            continue
        if plain and plain not in "0#" and plain not in _LITERALS:
            return None
        places.append(quoted or escaped or plain)
    return Shape(tuple(places)) if places.count("0") > 1 else None
