"""iCalendar files (RFC 5545, RFC 5546): an event, its changes and its end, told to a calendar.

The same `uid` with a higher `sequence` changes what a calendar has; CANCEL takes it out again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from safety_portal.core.calendar.vtimezone import vtimezone

PRODUCT = "-//Safety Portal//Meetings//EN"
LONGEST_LINE = 75  # octets, without its end (3.1)
# How often a calendar that follows an address is asked to look.
READ_AGAIN = "PT6H"
_METHOD = re.compile(r"^METHOD:(\w+)\r?$", re.MULTILINE)
# No value may hold these; a line end is written as \n.
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class Method(StrEnum):
    """What a file asks of a calendar: take it in or change it, take it out, or only show it."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something on a day, from `starts_at` to `ends_at` (aware, both in one time zone).

    `organizer` and `attendee` are (name, address) or None. `is_cancelled` says that it is not held.
    """

    uid: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    organizer: tuple[str, str] | None = None
    attendee: tuple[str, str] | None = None
    is_cancelled: bool = False


@dataclass(frozen=True, kw_only=True)
class WholeDay:
    """Something to be done on a day, which keeps nobody busy."""

    uid: str
    stamped_at: datetime
    on: date
    summary: str
    description: str = ""
    url: str = ""


def calendar_file(
    events: Iterable[Event],
    *,
    method: Method,
    zone: str,
    days: Iterable[WholeDay] = (),
    name: str = "",
) -> str:
    """The text of an iCalendar file of the events, in the time zone named `zone`, and of `days`.

    `name` is what a calendar that reads it again and again calls it (RFC 7986).
    """
    events = list(events)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", f"METHOD:{method}"]
    if name:
        lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
        lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{READ_AGAIN}", f"X-PUBLISHED-TTL:{READ_AGAIN}"]
    if events:
        first = min(event.starts_at for event in events)
        last = max(event.ends_at for event in events)
        lines += vtimezone(zone, first=first, last=last)
    for event in events:
        lines += _event(event, zone)
    for day in days:
        lines += _whole_day(day)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def method_of(calendar: str) -> str:
    """What an iCalendar file asks of a calendar: its METHOD, PUBLISH where it has none."""
    found = _METHOD.search(calendar)
    return found[1] if found else Method.PUBLISH.value


def _event(event: Event, zone: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{event.stamped_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID={zone}:{event.starts_at:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={zone}:{event.ends_at:%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_text(event.summary)}"
    for name, value in (("LOCATION", event.location), ("DESCRIPTION", event.description)):
        if value:
            yield f"{name}:{_text(value)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    if event.organizer:
        yield _person("ORGANIZER", event.organizer)
    if event.attendee:
        # Nobody reads what a calendar would answer: the mail has a link for that.
        yield _person("ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=FALSE", event.attendee)
    yield "END:VEVENT"


def _whole_day(day: WholeDay) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(day.uid)}"
    yield f"DTSTAMP:{day.stamped_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(day.summary)}"
    if day.description:
        yield f"DESCRIPTION:{_text(day.description)}"
    if day.url:
        yield f"URL:{day.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _person(name: str, person: tuple[str, str]) -> str:
    called = _CONTROLS.sub("", person[0]).replace('"', "'").replace("\n", " ")
    return f'{name};CN="{called}":mailto:{person[1]}'


def _text(value: str) -> str:
    """A value of type TEXT (3.3.11)."""
    plain = _CONTROLS.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none of which breaks a letter."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
