"""On which days a brief changes: days of the week that are no public holiday in the state."""

from datetime import date, timedelta

from safety_portal.core.notices.ladder import quiet_because

ONE_DAY = timedelta(days=1)


def is_school_day(day: date, *, state: str) -> bool:
    """Whether schools of a state are likely to be open. Their own calendars are not asked."""
    return day.weekday() < 5 and not quiet_because(day, state=state)


def current(day: date, *, state: str) -> date:
    """The day itself, or the last school day before it."""
    while not is_school_day(day, state=state):
        day -= ONE_DAY
    return day


def following(day: date, *, state: str) -> date:
    """The first school day after it."""
    day += ONE_DAY
    while not is_school_day(day, state=state):
        day += ONE_DAY
    return day
