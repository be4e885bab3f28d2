"""When a membership that a roster tells of begins and ends."""

from datetime import date, timedelta

from safety_portal.core.values import day


def starts(later: date | None) -> date:
    """The day of a role that begins later; of one that holds already the beginning of time."""
    return later or date.min


def day_of(text: str) -> date | None:
    """A day out of its ISO text, None where none is said."""
    return day(text) if text else None


def day_after(text: str) -> date | None:
    """The first day without a role whose last day is said."""
    last = day_of(text)
    return last + timedelta(days=1) if last and last < date.max else None
