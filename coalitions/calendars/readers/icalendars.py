"""The events of an iCalendar file (RFC 5545) as entries of a calendar.

Their days are those on which they are in their own time zone; what is written in UTC is read in
the portal's. An event of whole days ends on the day before its DTEND.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from icalendar import Calendar, Component

from coalitions.calendars.comparing.classifying import classified
from coalitions.calendars.comparing.entries import LONG, Edge, Entry, Meaning, ReadCalendar
from coalitions.calendars.readers.recurring import NotReadable, repeated, without
from coalitions.calendars.school_days import EARLIEST, LATEST
from safety_portal.core.files.filetypes import FileRefused, decode, without_zeros
from safety_portal.core.files.no_table import refuse_size
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.look.wording import full_day
from safety_portal.core.values import text

MOST_EVENTS, MOST_REPEATING, MOST_ENTRIES = 5_000, 500, 10_000
SHORTEST = timedelta(hours=4)
BEGINNING, ENDING = "BEGIN:VCALENDAR", "END:VCALENDAR"
NO_CALENDAR = "This calendar file is damaged or cut off. Export it again and bring the whole file."
ONE_DAY = "It says one day, and not whether it begins or ends then."
REPEATS = "It repeats in a way that is not read. Export it as single days."


def is_icalendar(data: bytes) -> bool:
    """Whether a file begins as a calendar does."""
    head = without_zeros(decode(data[:400]))
    return head.lstrip("\ufeff \r\n\t")[: len(BEGINNING)].upper() == BEGINNING


@dataclass(frozen=True, slots=True)
class Span:
    """From and to, both of them too; `is_short`: an hour or two of one day."""

    first: date
    last: date
    is_short: bool = False


class NotUsed(Exception):
    """An event is not used; the text says why."""


def read_icalendar(data: bytes) -> ReadCalendar:
    """What an iCalendar file says.

    Raises FileRefused for a damaged one, and for more events than any school year has.
    """
    refuse_size(len(data))
    events = _events(without_zeros(decode(data)).lstrip("\ufeff \r\n\t"))
    moved = _moved(events)
    entries: list[Entry] = []
    rejected: list[Refusal] = []
    skipped: list[Refusal] = []
    for row, event in enumerate(events, start=1):
        words = text(str(event.get("SUMMARY", "")))[:200]
        try:
            entries += _entries(row, event, words, moved)
        except NotUsed as why:
            skipped.append(Refusal(row, "what", str(why), words[:100]))
        except Reversed as wrong:
            rejected.append(Refusal(row, "to", str(wrong), words[:100]))
        if len(entries) > MOST_ENTRIES:
            raise FileRefused("This calendar repeats more days than a school year has.")
    return ReadCalendar("iCalendar", len(events), tuple(entries), tuple(rejected), tuple(skipped))


class Reversed(Exception):
    """An event ends before it begins."""


def _events(content: str) -> list[Component]:
    """The events, counted before they are read. Raises FileRefused."""
    number = content.upper().count("BEGIN:VEVENT")
    if number > MOST_EVENTS:
        raise FileRefused(
            f"This calendar has {number:,} events and {MOST_EVENTS:,} are read; export only the"
            " calendar of the school year."
        )
    repeating = content.upper().count("\nRRULE")
    if repeating > MOST_REPEATING:
        raise FileRefused(
            f"This calendar has {repeating:,} events that repeat and {MOST_REPEATING:,} are read;"
            " export only the calendar of the school year."
        )
    # A file that was cut off would be read as a calendar without the rest of its days.
    if not content.rstrip().upper().endswith(ENDING):
        raise FileRefused(NO_CALENDAR)
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        return [event for each in calendars for event in each.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise FileRefused(NO_CALENDAR) from None


def _moved(events: Iterable[Component]) -> dict[str, list[date]]:
    """By their UID the days of events that repeat which were moved or called off one by one."""
    found: dict[str, list[date]] = {}
    for event in events:
        if (moved := _one(event, "RECURRENCE-ID")) is not None:
            found.setdefault(str(event.get("UID", "")), []).append(_day_of(moved))
    return found


def _entries(
    row: int, event: Component, words: str, moved: dict[str, list[date]]
) -> Iterator[Entry]:
    """The entries of an event, one for each time it is. Raises NotUsed, Reversed."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        raise NotUsed("It was called off.")
    meaning = classified(words)
    if isinstance(meaning, str):
        raise NotUsed(meaning)
    span = _span(event)
    if span.is_short:
        raise NotUsed("It takes some hours of the day only.")
    is_one_day = span.first == span.last
    if meaning.edge == Edge.WHOLE and is_one_day and meaning.what in LONG:
        raise NotUsed(ONE_DAY)
    for first in _days(event, span.first, moved):
        yield Entry(row, meaning, first, first + (span.last - span.first), _label(words, meaning))


def _label(words: str, meaning: Meaning) -> str:
    """Its own words; of the day on which something begins or ends they are no name of it."""
    return words if meaning.edge == Edge.WHOLE else ""


def _span(event: Component) -> Span:
    """The days of an event. Raises NotUsed where it has none, Reversed."""
    start, end = _one(event, "DTSTART"), _one(event, "DTEND")
    if start is None:
        raise NotUsed("It says no day.")
    length = event.get("DURATION")
    try:
        if end is None:
            end = start + length.dt if length is not None else start
        first, last = _day_of(start), _day_of(end)
        if last > first and _is_exclusive(end):
            last -= timedelta(days=1)
    except (AttributeError, TypeError, OverflowError, ValueError):
        raise NotUsed("Its days cannot be read.") from None
    if not (EARLIEST <= first < LATEST and last < LATEST):
        raise NotUsed("Its year is too far away.")
    if last < first:
        raise Reversed(f"It ends, {full_day(last)}, before it begins, {full_day(first)}.")
    return Span(first, last, _is_short(start, end))


def _is_exclusive(end: date) -> bool:
    """Whether an end is the day after the last one: a whole day, or midnight."""
    return not isinstance(end, datetime) or _local(end).time() == time()


def _is_short(start: date, end: date) -> bool:
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return False
    return timedelta(0) < _local(end) - _local(start) < SHORTEST


def _days(event: Component, first: date, moved: dict[str, list[date]]) -> list[date]:
    """The days on which it begins. Raises NotUsed for a rule that is not read."""
    rule, extra = event.get("RRULE"), _dates(event, "RDATE")
    if rule is None and not extra:
        return [first]
    if isinstance(rule, list):
        raise NotUsed(REPEATS)
    try:
        days = repeated(first, rule.to_ical().decode()) if rule else [first]
    except (NotReadable, UnicodeDecodeError):
        raise NotUsed(REPEATS) from None
    gone = [*_dates(event, "EXDATE"), *moved.get(str(event.get("UID", "")), ())]
    return without([*days, *extra], gone)


def _dates(event: Component, name: str) -> list[date]:
    """The days of RDATE or EXDATE, which may stand several times."""
    value = event.get(name)
    each = value if isinstance(value, list) else [] if value is None else [value]
    found = [one.dt for several in each for one in getattr(several, "dts", ())]
    return [_day_of(day) for day in found if isinstance(day, date)]


def _one(event: Component, name: str) -> date | None:
    """A day or a moment of an event; None where it says none, or none that can be read."""
    value = getattr(event.get(name), "dt", None)
    return value if isinstance(value, date) else None


def _day_of(value: date) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def _local(value: datetime) -> datetime:
    """A moment on the clock of its own time zone; what is written in UTC on the portal's."""
    if value.tzinfo is None:
        return value
    if (value.utcoffset() == timedelta(0) and value.tzname() == "UTC") or value.tzinfo is UTC:
        return timezone.localtime(value).replace(tzinfo=None)
    return value.replace(tzinfo=None)
