"""Cells of a directory -> values of a place, on top of what safety_portal/core/values.py reads.

Each reader raises NotRead.
"""

import re
from decimal import Decimal

from coalitions.table_layouts.school_columns import DATA
from safety_portal.core.values import NotRead, identifier, number, short, text

__all__ = [
    "NotRead",
    "identifier",
    "number",
    "short",
    "text",
]  # a cell of a directory is read by these, too

MOST_STUDENTS = 10_000_000
# ELSI tables write the code in front: "1-Regular school", "11-City: Large".
CODE_IN_FRONT = re.compile(r"^\d{1,2} ?[-–] ?(?=[^\W\d])")
STATES = frozenset(DATA["state"].values())
# From the lowest to the highest; UG (ungraded) and AE (adults) stand beside them.
LADDER = ("PK", "TK", "KG", *(f"{year:02}" for year in range(1, 14)))
MADE_A_DAY = re.compile(r"\d{1,2}-[a-z]{3}|[a-z]{3}-\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?")


def state_id(cell: str, digits: int) -> str:
    """A state's number; where it always has as many `digits`, one lost leading zero is restored (0.

    Any length).
    """
    number = identifier(cell)
    if not digits or len(number) == digits:
        return number
    if number.isascii() and number.isdigit() and len(number) == digits - 1:
        return number.zfill(digits)
    raise NotRead(
        f"This state ID has {len(number)} characters and {digits} belong there; correct it."
    )


def nces_id(cell: str, digits: int) -> str:
    """An NCES number of 7 (district) or 12 (school) digits; one lost leading zero is restored."""
    number = identifier(cell)
    if number.isascii() and number.isdigit() and digits - 1 <= len(number) <= digits:
        number = number.zfill(digits)
        if number[:2] in DATA["state"]:
            return number
    kind = "school" if digits == 12 else "district"
    raise NotRead(
        f"An NCES {kind} ID has {digits} digits, the first two for the state; correct it, or leave it empty."
    )


def state(cell: str) -> str:
    """A two-letter state, territory or federal school system."""
    if cell.upper() in STATES:
        return cell.upper()
    raise NotRead("A state is two letters, such as FL; correct it.")


def postal_code(cell: str, last_four: str = "") -> str:
    """ "32601", "32601-5448"; leading zeros that a spreadsheet dropped are restored."""
    code, last_four = identifier(cell, 40), identifier(last_four, 40)
    if code.isascii() and code.isdigit():
        if len(code) in (8, 9):
            code, last_four = code.zfill(9)[:5], code.zfill(9)[5:]
        code = code.zfill(5)
        if last_four.isascii() and last_four.isdigit() and len(last_four) <= 4:
            code = f"{code}-{last_four.zfill(4)}"
    return short(code, 10)


def phone(cell: str) -> str:
    """Ten digits as (352) 955-7300.

    Anything else as it stands, but for what a spreadsheet has spoiled.
    """
    cell = identifier(cell, 10_000)
    digits = re.sub(r"[\s().+-]", "", cell)
    if digits.isascii() and digits.isdigit():
        digits = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
        if len(digits) == 10:
            return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    return short(cell, 40)


def students(cell: str) -> int:
    """A whole number, written "5003.00000" by NCES."""
    value = number(cell)
    if value != value.to_integral_value() or not 0 <= value <= MOST_STUDENTS:
        raise NotRead(
            "A number of students is whole and not negative; correct it, or leave it empty."
        )
    return int(value)


def teachers(cell: str) -> Decimal:
    """Full-time equivalents, to two places."""
    value = number(cell)
    if not 0 <= value <= MOST_STUDENTS // 10:
        raise NotRead("A number of teachers is not negative; correct it, or leave it empty.")
    return value.quantize(Decimal("0.01"))


def coordinate(cell: str, most: int) -> Decimal | None:
    """Degrees to seven places (about a centimetre), minus kept.

    Directories write 0 for "not known".
    """
    value = number(cell)
    if abs(value) > most:
        raise NotRead(
            f"This lies outside -{most} to {most} degrees; correct it, or leave it empty."
        )
    return value.quantize(Decimal("0.0000001")) or None


def grade(cell: str) -> str:
    """PK, KG, 01 to 13, UG, AE; "9" and "9th" are 09."""
    word = cell.casefold().lstrip("'")
    if word in DATA["grade"]:
        return DATA["grade"][word]
    digits = re.fullmatch(
        r"(?:grade )?0?(\d{1,2})(?:st|nd|rd|th)?(?: grade)?(?:\.0+)?", word, re.ASCII
    )
    if digits and 1 <= int(digits[1]) <= 13:
        return f"{int(digits[1]):02}"
    raise NotRead("A grade is PK, KG or 1 to 13; correct it, or leave it empty.")


def grades(cell: str) -> tuple[str, str]:
    """ "K-5", "PK to 08", "9": the lowest and the highest grade.

    Of several parts, "EE KG-05", those of all of them.
    """
    parts = grade_parts(cell)
    ends = [end for part in parts for end in part]
    rungs = sorted((end for end in ends if end in LADDER), key=LADDER.index)
    return parts[0] if len(parts) == 1 or not rungs else (rungs[0], rungs[-1])


def grade_parts(cell: str) -> list[tuple[str, str]]:
    """The ranges in a cell of grades: "EE KG-05" are EE to EE and KG to 05."""
    word = re.sub(r"\bpre-? ?k\b", "pk", cell.casefold())
    word = re.sub(r"\s*(?:-|–|—|\bto\b|\bthrough\b)\s*", "-", word)
    if MADE_A_DAY.fullmatch(word):
        raise NotRead(
            "A spreadsheet has made a day of these grades; write them as K-5, or leave them empty."
        )
    if len(ends := word.split("-")) <= 2 and all(map(is_grade, ends)):
        return [(grade(ends[0]), grade(ends[-1]))]
    parts = [part.split("-") for part in re.split(r"[\s,;/&+]+|\band\b", word) if part]
    if not parts or len(parts) > len(LADDER) or any(len(part) > 2 for part in parts):
        raise NotRead(
            "Grades are two with a dash between, such as K-5; correct it, or leave it empty."
        )
    return [(grade(part[0]), grade(part[-1])) for part in parts]


def is_grade(word: str) -> bool:
    """Whether a word is that of one grade."""
    try:
        return bool(grade(word))
    except NotRead:
        return False


def status(cell: str, kind: str) -> str:
    """The stored word for a status code or word; `kind` is school or district."""
    word = CODE_IN_FRONT.sub("", identifier(cell)).casefold()
    words = {**DATA["status"], **(DATA["district_status"] if kind == "district" else {})}
    if word not in words:
        raise NotRead(
            "A status is Open, New, Added, Future, Inactive, Reopened, Changed agency or Closed; correct it."
        )
    return words[word]


def yes_no(cell: str) -> bool | None:
    """Whether; words and codes that say neither count as not known."""
    return DATA["yes_no"].get(CODE_IN_FRONT.sub("", cell).casefold())


def described(cell: str, words: dict[str, str]) -> str:
    """The words for a code, or the words themselves.

    A code nobody knows (a broken "00:00:00") counts as no value.
    """
    if cell in words:
        return words[cell]
    cell = words.get(CODE_IN_FRONT.sub("", cell), CODE_IN_FRONT.sub("", cell))
    return short(cell, 60) if sum(c.isalpha() for c in cell) > 2 else ""
