"""A telephone number as somebody types it, judged, kept in one form, and made a link."""

import re

from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused

EXTENSION = re.compile(r"\s*[,;]?\s*(?:ext(?:ension)?\.?|x|#)\s*(\d{1,6})$", re.IGNORECASE)
WRITTEN = re.compile(r"\+?[\d\s().\-/–]+")
# The United States number within ten digits, after the country's own 1; others with + (E.164).
DIGITS, COUNTRY = 10, "1"
FEWEST_ABROAD, MOST_ABROAD = 8, 15
# What is kept, as the database checks it.
KEPT = r"^(\d{3}-\d{3}-\d{4}|\+\d{8,15})( ext\. \d{1,6})?$"


def tidy_number(text: str, *, field: str) -> str:
    """ "989-555-0161" or "989-555-0161 ext. 12" for however it was typed; "" for nothing.

    A number of another country begins with + and is kept as digits. Raises Refused for what has too
    few digits, too many, or letters.
    """
    text = tidy_name(text)
    if not text:
        return ""
    extension = EXTENSION.search(text)
    main = text[: extension.start()] if extension else text
    if not WRITTEN.fullmatch(main):
        raise Refused("Write the number with digits: 989-555-0161 ext. 12.", field=field)
    digits = re.sub(r"\D", "", main)
    is_abroad = main.startswith("+") and not digits.startswith(COUNTRY)
    number = _abroad(digits, field) if is_abroad else _at_home(digits, field)
    return f"{number} ext. {extension[1]}" if extension else number


def _at_home(digits: str, field: str) -> str:
    if len(digits) == DIGITS + 1 and digits.startswith(COUNTRY):
        digits = digits[1:]
    _check_length(digits, DIGITS, DIGITS, field)
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def _abroad(digits: str, field: str) -> str:
    _check_length(digits, FEWEST_ABROAD, MOST_ABROAD, field)
    return f"+{digits}"


def _check_length(digits: str, fewest: int, most: int, field: str) -> None:
    if len(digits) < fewest:
        raise Refused(
            f"This number has too few digits: {len(digits)}. Write the area code too.", field=field
        )
    if len(digits) > most:
        raise Refused(f"This number has too many digits: {len(digits)}.", field=field)


def link_of(number: str) -> str:
    """What a telephone dials for a number that was kept (RFC 3966)."""
    main, _, extension = number.partition(" ext. ")
    digits = main if main.startswith("+") else f"+1{main.replace('-', '')}"
    return f"tel:{digits};ext={extension}" if extension else f"tel:{digits}"
