"""Cells of a transcript -> values. Each reader raises NotRead with what is wrong and what to do."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

QUARTER = Decimal("0.25")
# A basic academy of police has some 640.
LONGEST_HOURS = 999
_DATES = (
    *("%m/%d/%Y", "%Y-%m-%d", "%m-%d-%Y", "%m.%d.%Y", "%Y/%m/%d", "%m/%d/%y", "%Y%m%d"),
    *("%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y"),
)
_TIME = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm|z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_HOURS = re.compile(r"([\d,]*\.?\d+)\s*(?:h|hr|hrs|hour|hours)?\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::00)?")

PASSED = frozenset(
    (
        *("passed", "pass", "p", "complete", "completed", "c", "attended", "finished", "done", "yes", "y", "true"),
        *("verified", "certified", "granted", "current", "active", "valid", "approved", "credited", "taught"),
        *("satisfactory", "satisfied", "successful", "successfully", "instructor"),
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


class NotRead(Exception):
    """A cell says nothing this field can hold. The message is a sentence for the person who brought the file."""


def text(cell: str) -> str:
    """The cell on one line, without what nobody sees."""
    plain = "".join(letter if letter.isprintable() else " " for letter in cell)
    return " ".join(plain.removeprefix("'").split())


def day(cell: str) -> date:
    """A day as American files write it: 12/6/2021, 2021-12-06, Dec 6, 2021; a time behind it is left out."""
    plain = _TIME.sub("", cell.strip()).replace(",", " ")
    plain = " ".join(plain.split())
    for form in _DATES if len(plain) <= 20 and plain.isascii() else ():
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    raise NotRead("This is not a day; write it as month/day/year, such as 11/22/2026.")


def hours(cell: str) -> Decimal:
    """Hours as a number, "1.5", "1.5 hrs", "1:30"; not negative. Rounding to what counts is `quarters`."""
    if clock := _CLOCK.fullmatch(cell):
        return Decimal(clock[1]) + (Decimal(clock[2]) / 60).quantize(Decimal("0.01"))
    found = _HOURS.fullmatch(cell)
    try:
        number = Decimal(found[1].replace(",", "")) if found and len(found[1]) < 12 else None
    except InvalidOperation:
        number = None
    if number is None:
        raise NotRead("This is not a number of hours; write it as 1.5.")
    if number > LONGEST_HOURS:
        raise NotRead(f"Nobody trains more than {LONGEST_HOURS:,} hours at a time; correct it.")
    return number


def quarters(number: Decimal) -> Decimal:
    """The nearest quarter of an hour, at least one."""
    return max((number / QUARTER).quantize(Decimal(1), ROUND_HALF_UP) * QUARTER, QUARTER)


def status(cell: str) -> tuple[str, str]:
    """("passed" | "lapsed" | "open", why it does not count). Raises NotRead for a word that nobody knows."""
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
    raise NotRead("Nobody here knows this status; write Passed, Completed, Failed, Incomplete or Expired.")
