"""Short paragraphs that may be meant as headings, and what each looks like.

Its number, its letters, its box.
"""

import re
from dataclasses import dataclass

from lxml.etree import _Element

from plans.text.blocks import Block, Run
from plans.word_in.readers.word.archive.names import W, is_on, number, value
from plans.word_in.readers.word.archive.styles import Styles
from plans.word_in.readers.word.numbers.lists import Item

LONGEST = 120
_WORDS_MAX = 14
_PLAIN_WORDS_MAX = 8
# Half points by which letters are larger than those of the text before that counts.
_LARGER_BY = 3

_CAPTION = re.compile(r"(?:table|figure|fig|exhibit|image|photo|map)\.?\s*\d", re.IGNORECASE)
# What stands in forms, contents typed by hand, addresses: no heading has it.
_NO_HEADING = re.compile(r"_{2}|\.{3}|…|\t\s*\d+$|\w@\w|://|www\.|\d{3}[ .-]\d{4}\b")
_NAMED = re.compile(
    r"(part|chapter|section|annex|appendix|attachment|article|tab)\s+(\d+(?:\.\d+)*[a-z]?|[A-Z]|[IVXLC]+)(?![\w])"
    r"(?P<rest>\s*[.:)–—-]|\s+[A-Z0-9“\"(]|\s*$)",
    re.IGNORECASE,
)
_NUMBERED = (
    (
        "decimal",
        re.compile(r"(\d{1,2}(?:\.\d{1,3})*)(?:[.):]\s*|\s+[–—-]?\s*)(?=[“\"(]|[^\W\da-z_])"),
    ),
    ("roman", re.compile(r"([IVX]+)[.):]\s*(?=[A-Z])")),
    ("letter", re.compile(r"([A-Z])[.)]\s+(?=[A-Z])")),
    ("small", re.compile(r"\(?([a-z]{1,4})[.)]\s+(?=[A-Z])")),
)
_BARE = re.compile(r"(\d{1,2})\s+[–—-]?\s*(?=[^\W\d_])")
_TOP = {
    "part": 3,
    "chapter": 3,
    "annex": 2,
    "appendix": 2,
    "attachment": 2,
    "section": 2,
    "article": 2,
    "tab": 2,
}
_STYLE = re.compile(
    r"(?!toc).*\b(?:heading|header|title|überschrift|titel|titre|título|titolo|rubrik|nadpis)\b",
    re.IGNORECASE,
)
_ENDS_A_SENTENCE = (".", ",", ";", "!")
# "Principal: J. Doe" says something; "Code Red: Lockdown" does so too, and nothing tells it from a
# heading but a number or name.
_VALUE = re.compile(r"(?P<label>[^:]{1,60}):\s*(?P<value>\S.*)")
# Labels that count: "Phase 2: Recovery", "Section One: Purpose".
_COUNTED_LABEL = re.compile(
    r"(?:\w+ )+(?:\d{1,2}[A-Za-z]?|[A-Z]|[IVX]+|one|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A short paragraph, item or box of the text itself. ``things``: what it is as text;
    ``anchored``: its pictures and boxes; ``node``: the paragraph in the file, None where it has no
    letters of its own (plain text, a box); ``depth`` and
    ``number``: of what Word counts in front of it."""

    title: str
    runs: tuple[Run, ...]
    things: tuple[Item | Block, ...]
    anchored: tuple[Block, ...] = ()
    notes_before: int = 0
    node: _Element | None = None
    style: str = ""
    depth: int | None = None
    number: str = ""
    in_box: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """``weight`` orders what stands out more; ``family`` and ``depth`` of its number, "" and 0
    where it has none; ``why``: what makes it a heading, in words; ``bare``: the number alone that
    stands in front of plain text, 0 where
    there is more to it."""

    weight: tuple[int, ...]
    family: str
    depth: int
    why: str
    bare: int = 0

    def outranks(self, other: "Look") -> bool:
        """True where the other may stand under this one."""
        if self.family and self.family == other.family:
            return self.depth < other.depth
        return self.weight > other.weight if self.weight != other.weight else bool(self.family)

    def is_like(self, other: "Look") -> bool:
        """True where both stand at one level wherever one follows the other."""
        if self.family or other.family:
            return (self.family, self.depth) == (other.family, other.depth)
        return self.weight == other.weight


@dataclass(frozen=True, slots=True)
class Usual:
    """What the text of this file is written in, so that what differs is seen.

    Letters, in half points.
    """

    size: int = 0
    is_bold: bool = False
    is_capital: bool = False


def look_of(line: Line, styles: Styles, usual: Usual) -> Look | None:
    """What the line looks like; None where nothing says that it is a heading."""
    title = line.title
    if not _may_be_title(title):
        return None
    named, family, depth, label = _number_of(line)
    marks = _marks(line, styles, usual)
    size = _size(line, styles)
    larger = size if usual.size and size >= usual.size + _LARGER_BY else 0
    capital = _is_capital(line, styles) and not usual.is_capital
    of_style = bool(line.node is not None and _STYLE.fullmatch(styles.name(line.style)))
    stands_out = bool(larger or capital or marks or line.in_box or of_style or named)
    if not (stands_out or (family in {"decimal", "roman", "letter"} and _is_plain_title(title))):
        return None
    if not family and (title.endswith(_ENDS_A_SENTENCE) or (_says_a_value(title) and not of_style)):
        return None
    why = _why(label, line, larger, capital, marks, of_style)
    bare = _BARE.match(title) if not stands_out else None
    weight = (named, larger, of_style, capital or line.in_box, marks)
    return Look(weight, family, depth, why, int(bare[1]) if bare else 0)


def _may_be_title(title: str) -> bool:
    letters = sum(map(str.isalpha, title))
    short = letters > 1 and len(title) <= LONGEST and len(title.split()) <= _WORDS_MAX
    return short and not _CAPTION.match(title) and not _NO_HEADING.search(title)


def _says_a_value(title: str) -> bool:
    """Whether a value stands behind a label.

    A line of a form, an address or a cover, with nothing below it.
    """
    found = _VALUE.fullmatch(title)
    if not found:
        return False
    return not (_COUNTED_LABEL.fullmatch(found["label"].strip()) and found["value"][0].isalpha())


def _is_plain_title(title: str) -> bool:
    return len(title.split()) <= _PLAIN_WORDS_MAX and (
        title[-1].isalnum() or title.endswith((")", "”"))
    )


def _number_of(line: Line) -> tuple[int, str, int, str]:
    """How high its name stands (0 without one), family and depth of its number, and the number as a
    person calls it.
    """
    if found := _NAMED.match(line.title):
        word = found[1].lower()
        return _TOP[word], f"named {word}", 1, f"named {found[1].capitalize()} {found[2]}"
    for family, pattern in _NUMBERED:
        if found := pattern.match(line.title):
            parts = [part for part in found[1].split(".") if part.strip("0")]
            return 0, family, max(len(parts), 1), f"numbered {found[1]}"
    if line.depth is not None:
        return 0, "list", line.depth + 1, "numbered"
    return 0, "", 0, ""


def _why(label: str, line: Line, larger: int, capital: bool, marks: int, of_style: bool) -> str:
    told = [
        label,
        "in a box of its own" if line.in_box else "",
        "style for headings" if of_style else "",
        "larger letters" if larger else "",
        "all capitals" if capital else "",
        {0: "", 1: "underlined line", 2: "bold line", 3: "bold and underlined line"}[marks],
    ]
    return ", ".join([each for each in told if each][:2])


# ---------------------------------------------------------------- letters


def _words(line: Line) -> list[Run]:
    return [run for run in line.runs if run.text.strip() and not run.is_note_mark]


def _marks(line: Line, styles: Styles, usual: Usual) -> int:
    """2 where all of it is bold, 1 where all is underlined, 3 for both."""
    runs = _words(line)
    bold = not usual.is_bold and all("strong" in run.marks for run in runs)
    underlined = all("u" in run.marks for run in runs) or bool(
        line.style and styles.is_underlined(line.style)
    )
    return 2 * (bool(runs) and bold) + (bool(runs) and underlined)


def _is_capital(line: Line, styles: Styles) -> bool:
    """Written in capitals, or shown in them."""
    letters = [letter for letter in line.title if letter.isalpha()]
    if len(letters) > 3 and all(
        letter == letter.upper() and letter != letter.lower() for letter in letters
    ):
        return True
    return line.node is not None and (
        styles.is_capital(line.style) or _all_switched_on(line.node, "caps")
    )


def _all_switched_on(node: _Element, switch: str) -> bool:
    runs = _runs_of(node)
    return bool(runs) and all(is_on(run.find(f"{W}rPr"), switch) for run in runs)


def _size(line: Line, styles: Styles) -> int:
    """The size of its smallest letters in half points, 0 where it has none."""
    if line.node is None:
        return 0
    return min((size for size, _ in sizes_of(line.node, line.style, styles)), default=0)


def sizes_of(node: _Element, style: str, styles: Styles) -> list[tuple[int, int]]:
    """(size in half points, how many characters) of the runs of a paragraph."""
    usual = styles.size(style) or styles.usual_size
    return [
        (
            number(run, "rPr/sz") or styles.size(value(run, "rPr/rStyle")) or usual,
            len(run.findtext(f"{W}t") or ""),
        )
        for run in _runs_of(node)
    ]


def _runs_of(node: _Element) -> list[_Element]:
    return [run for run in node.iter(f"{W}r") if (run.findtext(f"{W}t") or "").strip()]
