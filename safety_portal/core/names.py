"""Names and addresses as they come from forms, files and pasted lists, made fit to keep."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from safety_portal.core.accents import composed

LONGEST_NAME = 200
GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
TITLES = frozenset((
    "phd", "psyd", "edd", "eds", "med", "md", "dds", "dmd", "dvm", "jd", "llm", "mba", "mph", "mpa", "msw", "bsw", "msn", "bsn",
    "dnp", "rn", "lpn", "lvn", "aprn", "fnp", "cpnp", "lcsw", "licsw", "lmsw", "lpc", "lmhc", "lmft", "lcpc", "ncc", "ncsp", "bcba",
    "cpa", "esq", "esquire", "emt", "emtp", "cem", "cpp", "slp", "cccslp", "otr", "otrl", "atc", "nrp", "usn", "usmc", "usaf",
))  # fmt: skip
# Names of people, too, unless they are written with points.
ALSO_NAMES = frozenset(
    ("ma", "ms", "ba", "bs", "do", "pa", "np", "mat", "mfa", "bfa", "ae", "pe", "otd", "dpt")
)
# Word writes \x0b for a break inside a paragraph, \x0c for one of a page.
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Bullets of the fonts Symbol and Wingdings, which are nothing in any other font.
SYMBOLS = re.compile("[\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf076]")
# "•", "1.", "a)", "ii." or "o" before the tab that stands behind them.
ITEM = re.compile(r"^(\s*(?:[•–▪\-o]|\w{1,4}[.)]))\t+")
EMPTY_LINES = re.compile(r"\n{3,}")
JOINERS = "\u200c\u200d"  # belong into names of several scripts


def _printable(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in ("Cc", "Cs", "Zl", "Zp"):
        return " "
    return "" if kind == "Cf" and char not in JOINERS else char


def tidy_name(text: str) -> str:
    """One line in NFC without control characters, nor any that turn text around.

    At most 200 characters.
    """
    return tidy_line(text)[:LONGEST_NAME].strip(f" {JOINERS}")


def typed(text: str) -> str:
    """Text of any length as somebody typed it, without the spaces around it.

    "" where a reader would see nothing of it.
    """
    text = text.strip()
    return text if any(_printable(char).strip(f" {JOINERS}") for char in text) else ""


def tidy_line(text: str) -> str:
    """The same of a sentence, however long it is."""
    return " ".join(composed("".join(_printable(char) for char in text)).split())


def tidy_text(text: str) -> str:
    """The same of a text of several lines, which stay; no more than one empty line between them.

    As Word gives it: its line and page breaks end a line, the signs of its lists are bullets, and
    the cells of a row of a table stay apart, by " | ".
    """
    lines = [tidy_line(_cells_apart(line)) for line in LINE_ENDS.sub("\n", text).split("\n")]
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _cells_apart(line: str) -> str:
    """A line without tabs: behind the sign of a list item a space, else the end of a cell."""
    line = SYMBOLS.sub("•", line)
    return " | ".join(ITEM.sub(r"\1 ", line).strip("\t").split("\t"))


def in_spoken_order(parts: list[str]) -> str:
    """The name of the parts that commas separate: "Marsh, Ines" and "Marsh, Ines, Ph.D." as they
    are called, "Dr. Ann Lee, Ph.D."
    as it stands. What follows a name (Jr., III) stays behind it."""
    parts = [part.strip() for part in parts if part.strip()]
    degrees = []
    while len(parts) > 1 and all(map(_is_title, parts[-1].split())):
        degrees.append(parts.pop())
    if len(parts) == 2:
        family, given = parts
        words = given.split()
        suffix = [words.pop()] if len(words) > 1 and _plain(words[-1]) in GENERATIONS else []
        parts = [" ".join([*words, family, *suffix])]
    return ", ".join([" ".join(parts), *reversed(degrees)])


def _is_title(word: str) -> bool:
    """Whether a word stands behind names only: a degree, a license, Jr."""
    plain = _plain(word)
    return plain in GENERATIONS | TITLES or ("." in word[:-1] and plain in ALSO_NAMES)


def _plain(word: str) -> str:
    return word.replace(".", "").replace("-", "").casefold()


def tidy_address(text: str) -> str:
    """The e-mail address in lower case. Raises ValidationError with a sentence for what is none."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise ValidationError(
            f"“{tidy_name(text)[:80]}” is not an e-mail address. Write it like name@example.org."
        ) from wrong
    if len(address) > 254:
        raise ValidationError("This e-mail address is too long.")
    return address
