"""The time zone of a calendar file, written out: when its clocks change, from the system's data.

Only the changes around the events are written, each as it was: a rule that repeats would say more
than anybody knows.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

# So that the clock of the first event is known, wherever in the year it lies.
BEFORE, AFTER = timedelta(days=366), timedelta(days=2)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def vtimezone(zone: str, *, first: datetime, last: datetime) -> list[str]:
    """The lines of a VTIMEZONE (RFC 5545, 3.6.5) that is right from `first` to `last`."""
    begins, ends = _day(first - BEFORE), _day(last + AFTER)
    return ["BEGIN:VTIMEZONE", f"TZID:{zone}", *_periods(zone, begins, ends), "END:VTIMEZONE"]


def _day(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


@lru_cache(maxsize=64)
def _periods(zone: str, begins: datetime, ends: datetime) -> tuple[str, ...]:
    """Each time between two changes of the clock, the one at the beginning first."""
    clock = ZoneInfo(zone)
    lines, before = _period(clock, begins, before=_offset(clock, begins)), _offset(clock, begins)
    for change in _changes(clock, begins, ends):
        lines += _period(clock, change, before=before)
        before = _offset(clock, change)
    return tuple(lines)


def _changes(clock: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[datetime]:
    """The first second of each new offset from UTC, looked for day by day."""
    day = begins
    while day < ends:
        if _offset(clock, day) != _offset(clock, day + DAY):
            yield _change(clock, day, day + DAY)
        day += DAY


def _change(clock: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second after `before` with the offset of `after`."""
    while after - before > SECOND:
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        if _offset(clock, middle) == _offset(clock, before):
            before = middle
        else:
            after = middle
    return after


def _offset(clock: ZoneInfo, moment: datetime) -> timedelta:
    offset = moment.astimezone(clock).utcoffset()
    assert offset is not None  # noqa: S101  a ZoneInfo always has one
    return offset


def _period(clock: ZoneInfo, moment: datetime, *, before: timedelta) -> list[str]:
    """A STANDARD or DAYLIGHT part that begins at `moment`, read on the clock of `before`."""
    here = moment.astimezone(clock)
    name = "DAYLIGHT" if here.dst() else "STANDARD"
    return [
        f"BEGIN:{name}",
        f"DTSTART:{moment + before:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_written(before)}",
        f"TZOFFSETTO:{_written(_offset(clock, moment))}",
        f"TZNAME:{here.tzname()}",
        f"END:{name}",
    ]


def _written(offset: timedelta) -> str:
    """ "-0500"."""
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
