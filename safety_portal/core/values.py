"""Text from outside becomes a value in ONE way: a line of text, an identifier, a number, a day.

A whole number of a request.

What a request says is `whole_number`, which answers None where it is none. Each reader of a file
takes a cell and returns a value, or raises NotRead with what is wrong and what to do. Whatever the
cell (zero characters, 5,000 digits, what a spreadsheet has spoiled), nothing else ever comes out,
and it takes no longer than reading it.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from safety_portal.core.accents import composed

# Zero-width and direction marks: invisible, and able to make a name look like another.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
# What a spreadsheet shows in place of a value, and #### where a column is too narrow for it.
_ERROR = re.compile(
    r"#(?:REF!|VALUE!|NAME\?|N/A!?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA)|#{2,}|"
    r"Err:\d{3}",
    re.IGNORECASE,
)
# 9.87654E+11 and 9.87654E11; "12E4" is left alone, because it may well be an identifier.
_SHORTENED = re.compile(
    r"[+-]?\d{1,20}(?:[.,]\d{1,20}E[+-]?\d{1,3}|[.,]?E[+-]\d{1,3})", re.IGNORECASE
)
# "3-4", "MAR1" and "1-2-03" as a spreadsheet rewrites them.
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MADE_A_DAY = re.compile(
    rf"(?:\d{{1,2}}-(?:{_MONTHS})(?:-\d{{2,4}})?|(?:{_MONTHS})-\d{{2,4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}})",
    re.IGNORECASE,
)
_MINUS_SIGNS = str.maketrans("−‐‑‒–—﹣－", "--------")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9.]*,[0-9]+")
LONGEST_NUMBER = 40

_TIME = re.compile(
    r"(?:T|\s)\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s*(?:[ap]m|z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
LONGEST_DAY = 60
_YEAR_FIRST = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|(?<=/)\d{2})")
_MONTH_IN_WORDS = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.? )?"
    r"(?:([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?)[ -](\d{4}|(?<=-)\d{2})",
    re.IGNORECASE,
)
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_NUMBER_OF_MONTH = {
    word: number for number, name in enumerate(_MONTH_NAMES, start=1) for word in (name, name[:3])
} | {"sept": 9}  # fmt: skip
# How spreadsheets count days; 20,000 to 73,050 are the years 1954 to 2099.
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 73_050
NO_NUMBER = "This is not a number; correct it, or leave it empty."
NO_DAY = "This is not a day; write it as month/day/year, such as 11/22/2026."

# What PostgreSQL keeps in an integer and in a bigint column, the kind of every key. A larger number
# is in no row.
INTEGER_MOST = 2**31 - 1
KEY_MOST = 2**63 - 1


class NotRead(Exception):
    """A cell says nothing this field can hold.

    The message is a sentence for the person who brought the file.
    """


@dataclass(frozen=True, slots=True)
class Note:
    """A row that is used, and what somebody has to know of it.

    The field, what is the matter, and what the file says.
    """

    row: int
    field: str
    reason: str
    value: str = ""


def text(cell: str) -> str:
    """The cell as one line: control and invisible characters gone, spaces single, composed Unicode.

    How a spreadsheet is told that a number is text, ="0012" and '0012, is taken away; before a
    letter ' is part of a name.
    """
    if not (cell.isascii() and cell.isprintable()):
        cell = composed(_INVISIBLE.sub("", cell))
        cell = "".join(character if character.isprintable() else " " for character in cell)
    cell = " ".join(cell.split())
    if len(cell) > 2 and cell.startswith('="') and cell.endswith('"'):
        cell = cell[2:-1].strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2].isdecimal() else cell


def sound(cell: str) -> str:
    """The cell, unless it is what a spreadsheet shows in place of a value: #REF!, #NAME?, ####.

    Raises NotRead.
    """
    if cell[:1] in "#Ee" and _ERROR.fullmatch(cell):
        raise NotRead(
            f"A spreadsheet shows {cell[:20]} here because it has lost the value; write the value again."
        )
    return cell


def short(cell: str, most: int) -> str:
    """Text of at most `most` characters.

    Raises NotRead for more, and for what is no text but a spreadsheet's error.
    """
    if len(cell) > most:
        raise NotRead(f"This is {len(cell):,} characters long and {most} fit; shorten it.")
    return sound(cell)


def identifier(cell: str, most: int = 60) -> str:
    """What tells one thing from another, as text: "1200030.0", as spreadsheets write it, is
    1200030.

    Raises NotRead for what a spreadsheet has spoiled: two identifiers then look like one, so it
    would mean somebody else.
    """
    if cell.isalnum() and len(cell) <= most:
        return cell  # nearly all: everything below has a sign in it
    if cell[:1] in "#Ee" and _ERROR.fullmatch(cell):
        raise NotRead(
            f"A spreadsheet shows {cell[:20]} here because it has lost the ID; bring the ID from the system that gave it."
        )
    if _SHORTENED.fullmatch(cell):
        raise NotRead(
            "A spreadsheet has shortened this number; format the column as text and save the file again."
        )
    if _MADE_A_DAY.fullmatch(cell):
        raise NotRead(
            "A spreadsheet has made a day of this ID; format the column as text, bring the ID from the system that gave "
            "it, and save the file again."
        )
    return short(re.sub(r"\.0+$", "", cell) if re.fullmatch(r"\d+\.0+", cell) else cell, most)


def number(cell: str) -> Decimal:
    """A finite number; "1,901" is 1901, and any dash in front is a minus.

    Raises NotRead, for a decimal comma too.
    """
    sound(cell)
    if len(cell) > LONGEST_NUMBER:
        raise NotRead(NO_NUMBER)
    cell = cell.translate(_MINUS_SIGNS)
    if _SHORTENED.fullmatch(cell):
        raise NotRead(
            "A spreadsheet has shortened this number; format the column as a number and save the file again."
        )
    plain = cell.replace(",", "") if _THOUSANDS.fullmatch(cell) else cell
    if _DECIMAL_COMMA.fullmatch(plain):
        raise NotRead("This has a comma where a decimal point belongs; write it as 1.5.")
    if not _PLAIN_NUMBER.fullmatch(plain):
        raise NotRead(NO_NUMBER)
    return Decimal(plain)


def day(cell: str) -> date:
    """A day as American files write it: 12/6/2021, 2021-12-06, Dec 6, 2021.

    A time behind it is left out.

    Raises NotRead for any other text, for a day that no calendar has, and for the bare number by
    which a spreadsheet counts days, of which nobody can tell whether it is meant as one.
    """
    sound(cell)
    plain = (
        " ".join(cell.replace(",", " ").split())
        if cell.isascii() and len(cell) <= LONGEST_DAY
        else ""
    )
    if time := _TIME.search(plain):
        plain = plain[: time.start()] if time.end() == len(plain) else ""
    parts = _parts_of_day(plain)
    try:
        if parts:
            return date(*parts)
    except ValueError:
        raise NotRead(NO_DAY) from None
    raise NotRead(_why_no_day(plain))


def _parts_of_day(plain: str) -> tuple[int, int, int] | None:
    """Year, month, day of the month in one of the known forms; None where it has none."""
    if match := _YEAR_FIRST.fullmatch(plain):
        year, month, day_of_month = (
            (match[1], match[3], match[4]) if match[1] else match.group(5, 6, 7)
        )
        return int(year), int(month), int(day_of_month)
    if match := _MONTH_FIRST.fullmatch(plain):
        return _whole_year(match[4]), int(match[1]), int(match[3])
    if match := _MONTH_IN_WORDS.fullmatch(plain):
        month = _NUMBER_OF_MONTH.get((match[1] or match[4]).lower())
        return (_whole_year(match[5]), month, int(match[2] or match[3])) if month else None
    return None


def _whole_year(digits: str) -> int:
    """The year; of two digits 69 to 99 are of the last century, as everywhere."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 69 else 2000)


def _why_no_day(plain: str) -> str:
    """The sentence for a text that is no day."""
    whole = plain.removesuffix(".0")
    if len(whole) == 5 and whole.isdecimal() and _FIRST_SERIAL <= int(whole) <= _LAST_SERIAL:
        meant = date.fromordinal(_DAY_ZERO + int(whole))
        return (
            f"This is the number by which a spreadsheet counts days (it would be {meant.month}/{meant.day}/{meant.year}); "
            "format the column as a date and save the file again."
        )
    return NO_DAY


def whole_number(text: str | None, *, most: int = KEY_MOST) -> int | None:
    """The number that `text` writes in the digits 0 to 9, if it is one and at most `most`.

    Else None.

    None also for "" and None, for a sign, a space, other scripts' digits ("²", "٣"), and for more
    digits than Python reads.
    """
    if not text or not (text.isascii() and text.isdigit()):
        return None
    digits = text.lstrip("0") or "0"
    if len(digits) > len(str(most)):
        return None
    number = int(digits)
    return number if number <= most else None
