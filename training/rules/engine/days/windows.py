"""Between which days something is done in time: windows laid into a frame.

A frame is the whole of a period (a school year, a month, a semester); a window narrows it.
"""

from dataclasses import dataclass
from datetime import date

from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.days.spans import DayOfYear, after, plus
from training.rules.engine.rules import Window


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole period: its first and its last day; the day from which days of the year are told."""

    label: str
    opens: date
    ends: date
    base: date
    year: SchoolYear | None = None


def narrowed(frame: Frame, window: Window) -> tuple[date, date]:
    """The first and the last day in time of a window in a frame."""
    opens, ends = _dates(frame, window)
    start = _anchor(frame, window)
    if window.after is not None:
        opens = max(opens, plus(_bound(frame, window, start, is_after=True), 1))
    if window.within is not None:
        ends = min(ends, _bound(frame, window, start, is_after=False))
    if window.is_before:
        opens, ends = min(opens, _records_from(frame)), plus(start, -1)
    return opens, ends


def _dates(frame: Frame, window: Window) -> tuple[date, date]:
    """The frame between the days of the year that a window says."""
    since = day_in(frame.base, window.since)
    to = day_in(since or frame.base, window.to)
    opens = frame.opens if since is None else max(since, frame.opens)
    return opens, frame.ends if to is None else min(to, frame.ends)


def day_in(base: date, day: DayOfYear | date | None) -> date | None:
    """The first such day of the year from `base` on; a full date is itself."""
    if day is None or isinstance(day, date):
        return day
    first = day.of(base.year)
    return first if first >= base else day.of(base.year + 1)


def _anchor(frame: Frame, window: Window) -> date:
    if window.anchor == "school_start" and frame.year is not None:
        return frame.year.first_day
    return frame.opens


def _records_from(frame: Frame) -> date:
    return frame.year.records_from if frame.year else frame.opens


def _bound(frame: Frame, window: Window, start: date, *, is_after: bool) -> date:
    span = window.after if is_after else window.within
    if span is None:
        return frame.ends
    is_first_n = window.is_first_n or is_after
    if frame.year is not None:
        return frame.year.bound(start, span, is_first_n=is_first_n)
    return after(start, span)
