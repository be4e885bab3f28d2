"""What Word shows in front of a numbered paragraph ("4.2", "Annex B:"), made of a pattern and the
numbers of its levels.
"""

import re
from dataclasses import dataclass

# What a section of a plan can carry (plans.models.Section.number), and how much of a pattern is
# looked at.
LONGEST = 30
_PATTERN_MAX = 100
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_ROMAN_MAX = 3_999
# Word repeats the letter: after Z comes AA, then BB.
_LETTERS_MAX = 26 * 30
_TENS = ("", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
_ONES = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen",
         "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen")  # fmt: skip
_ORDINALS = {"One": "First", "Two": "Second", "Three": "Third", "Five": "Fifth", "Eight": "Eighth", "Nine": "Ninth",
             "Twelve": "Twelfth"}  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_ENDS = ".:,;–—- "


@dataclass(frozen=True, slots=True)
class Label:
    """``text``: the number as people cite it, "4.2" for "4.2."; ``is_own``.

    A list that counts by itself shows the same.
    """

    text: str = ""
    is_own: bool = True


NO_LABEL = Label()


def label_of(pattern: str, kinds: list[str], numbers: list[int], *, is_legal: bool) -> Label:
    """The label of a paragraph: ``kinds`` and ``numbers`` of the levels from the outermost to its
    own.

    ``is_legal``: all numbers are plain ones, whatever their kinds say.
    """
    kinds = ["decimal"] * len(kinds) if is_legal else kinds

    def said(place: re.Match[str]) -> str:
        index = int(place[1]) - 1
        return spelled(numbers[index], kinds[index]) if index < len(numbers) else ""

    text = cited(_PLACE.sub(said, pattern[:_PATTERN_MAX]))
    own = spelled(numbers[-1], kinds[-1])
    return Label(text, not text or _bare(text) == _bare(own))


def cited(label: str) -> str:
    """A label without the signs that part it from what follows: "4.2." and "4.2)" are 4.2, "(a)"
    stays.
    """
    text = " ".join(label.split()).strip(_ENDS)
    if text.endswith(")") and "(" not in text:
        text = text[:-1].rstrip(_ENDS)
    return text if any(map(str.isalnum, text)) else ""


def spelled(count: int, kind: str) -> str:
    """A number in one of Word's kinds.

    In plain digits where the kind is none of ours, or the number too high for it.
    """
    if kind in {"upperRoman", "lowerRoman"} and 0 < count <= _ROMAN_MAX:
        return _cased(_roman(count), kind)
    if kind in {"upperLetter", "lowerLetter"} and 0 < count <= _LETTERS_MAX:
        return _cased(chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1), kind)
    if kind == "ordinal":
        return f"{count}{_ending(count)}"
    if kind in {"cardinalText", "ordinalText"} and count < 100:
        return _in_words(count, is_ordinal=kind == "ordinalText")
    first = kind.partition(",")[0].strip()
    if kind == "decimalZero" or first.isdigit():
        # A kind of somebody's own is given by its first numbers: "001, 002, 003, ...".
        return str(count).zfill(min(len(first), 9) if first.isdigit() else 2)
    return "" if kind in {"none", "bullet"} else str(count)


def _cased(text: str, kind: str) -> str:
    return text if kind.startswith("upper") else text.lower()


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        text += letters * times
    return text


def _ending(count: int) -> str:
    return (
        "th" if count % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    )


def _in_words(count: int, *, is_ordinal: bool) -> str:
    tens, ones = divmod(count, 10)
    words = (
        [_ONES[count]] if count < 20 else [_TENS[tens], *([_ONES[ones].lower()] if ones else [])]
    )
    if is_ordinal:
        last = words[-1].capitalize()
        ordinal = _ORDINALS.get(
            last, f"{last.removesuffix('y')}ieth" if last.endswith("y") else f"{last}th"
        )
        words[-1] = ordinal if len(words) == 1 else ordinal.lower()
    return "-".join(words)


def _bare(text: str) -> str:
    """The letters and digits at the heart of a label: "(a)" is a, "01." is 1."""
    return text.strip("()[]. ").lstrip("0") or "0"
