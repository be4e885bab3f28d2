"""Cells of a transcript -> hours and a status, on top of what safety_portal/core/values.py reads.

Each reader raises NotRead.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from safety_portal.core.values import NO_NUMBER, NotRead, day, identifier, number, short, text

__all__ = [
    "NotRead",
    "day",
    "identifier",
    "short",
    "text",
]  # a cell of a transcript is read by these, too

QUARTER = Decimal("0.25")
# A basic academy of police has some 640.
LONGEST_HOURS = 999
LONGEST_CELL = 60
NO_HOURS = "This is not a number of hours; write it as 1.5."
# One continuing education unit is ten contact hours (International Accreditors for Continuing
# Education and Training).
HOURS_OF_A_CEU = 10
_HOURS = re.compile(r"(.*?)\s*(?:h|hr|hrs|hour|hours)?\.?", re.IGNORECASE | re.DOTALL)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::00)?", re.ASCII)

PASSED = frozenset(
    (
        *(
            "passed",
            "pass",
            "p",
            "complete",
            "completed",
            "c",
            "attended",
            "finished",
            "done",
            "yes",
            "y",
            "true",
        ),
        *(
            "verified",
            "certified",
            "granted",
            "current",
            "active",
            "valid",
            "approved",
            "credited",
            "taught",
        ),
        *("satisfactory", "satisfied", "successful", "successfully", "instructor", "instructed"),
    )
)
LAPSED = frozenset(("lapsed", "expired", "revoked", "inactive", "overdue", "outdated"))
OPEN = {
    **dict.fromkeys(("fail", "failed", "f", "not passed", "unsatisfactory", "unsuccessful", "did not pass"), "It was not passed"),
    **dict.fromkeys(
        (
            *("incomplete", "not complete", "not completed", "in progress", "started", "enrolled", "registered", "pending"),
            *("scheduled", "planned", "assigned", "not started", "open", "no", "n", "i", "false", "required", "due"),
        ),
        "It was not completed",
    ),
    **dict.fromkeys(
        (
            *("withdrawn", "withdrew", "cancelled", "canceled", "no show", "no-show", "absent", "dropped", "excused"),
            *("did not attend", "waitlisted", "void", "voided", "rejected", "denied"),
        ),
        "It was not attended",
    ),
}  # fmt: skip


def hours(cell: str) -> Decimal:
    """Hours as a number, "1.5", "1.5 hrs", "1:30"; not negative.

    Rounding to what counts is `quarters`.
    """
    if clock := _CLOCK.fullmatch(cell):
        return _possible(number(clock[1]) + (number(clock[2]) / 60).quantize(Decimal("0.01")))
    return _possible(_read_number(_HOURS.fullmatch(cell[:100])[1], cell))


def hours_of_ceus(cell: str) -> Decimal:
    """The hours of continuing education units: 0.2 CEU are two."""
    return _possible(_read_number(cell, cell) * HOURS_OF_A_CEU)


def _read_number(plain: str, cell: str) -> Decimal:
    """A number that is not negative.

    What a spreadsheet has spoiled and a decimal comma are told as what they are.
    """
    try:
        found = number(plain)
    except NotRead as wrong:
        raise NotRead(NO_HOURS if str(wrong) == NO_NUMBER else str(wrong)) from None
    if found < 0 or len(cell) > LONGEST_CELL:
        raise NotRead(NO_HOURS)
    return found


def _possible(found: Decimal) -> Decimal:
    """Hours that somebody can have trained."""
    if found > LONGEST_HOURS:
        raise NotRead(f"Nobody trains more than {LONGEST_HOURS:,} hours at a time; correct it.")
    return found


def quarters(number: Decimal) -> Decimal:
    """The nearest quarter of an hour, at least one."""
    return max((number / QUARTER).quantize(Decimal(1), ROUND_HALF_UP) * QUARTER, QUARTER)


def status(cell: str) -> tuple[str, str]:
    """("passed" | "lapsed" | "open", why it does not count).

    Raises NotRead for a word that nobody knows.
    """
    word = text(cell).casefold().strip(".* ")
    if word in OPEN:
        return "open", f"{OPEN[word]} (“{text(cell)[:40]}”), so it counts for nothing."
    first = re.split(r"[\s,;:(/-]", word, maxsplit=1)[0]
    if word in LAPSED or first in LAPSED:
        return "lapsed", ""
    if first in OPEN and first not in {"no", "not", "open", "due"}:
        return "open", f"{OPEN[first]} (“{text(cell)[:40]}”), so it counts for nothing."
    if first in PASSED:
        return "passed", ""
    raise NotRead(
        "Nobody here knows this status; write Passed, Completed, Failed, Incomplete or Expired."
    )
