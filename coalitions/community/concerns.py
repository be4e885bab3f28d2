"""Where a concern goes, as lines that people write: "Statewide tip line | https://tips.example"."""

import re
from collections.abc import Iterable
from typing import TypedDict
from urllib.parse import urlsplit

from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused

MOST, LONGEST_TITLE, LONGEST_ADDRESS = 6, 120, 300
PHONE = re.compile(r"\+?[0-9][0-9 ().-]{1,30}")
FIELD = "concerns"


class Concern(TypedDict):
    """A link or a telephone number; `url` is https: or tel:."""

    title: str
    url: str


def lines_of(concerns: Iterable[Concern]) -> str:
    """A line for each."""
    return "\n".join(f"{each['title']} | {each['url'].removeprefix('tel:')}" for each in concerns)


def concerns_from(text: str) -> list[Concern]:
    """What the lines say. Raises Refused, at the field, for a line that is none."""
    lines = [tidy_line(line) for line in text.splitlines()]
    concerns = [_concern(line) for line in lines if line]
    if len(concerns) > MOST:
        raise Refused(f"{MOST} lines at most: who is worried reads no more.", field=FIELD)
    if len({each["url"] for each in concerns}) < len(concerns):
        raise Refused("Each address or number once.", field=FIELD)
    return concerns


def _concern(line: str) -> Concern:
    title, bar, where = (part.strip() for part in line.partition("|"))
    if not (title and bar and where) or len(title) > LONGEST_TITLE:
        raise Refused(
            f"“{line[:60]}” is to say what it is, then | and its address or number.", field=FIELD
        )
    return Concern(title=title, url=_address(where))


def _address(where: str) -> str:
    if PHONE.fullmatch(where):
        return "tel:" + where
    parts = urlsplit(where) if len(where) <= LONGEST_ADDRESS and " " not in where else None
    if parts and parts.scheme == "https" and "." in parts.netloc:
        return where
    raise Refused(
        f"“{where[:60]}” is no telephone number, and no address with https://.", field=FIELD
    )
