"""The frames of a rule's periods: each is an obligation of its own ("the October fire drill")."""

from datetime import date, timedelta
from functools import lru_cache

from training.rules.engine.days.calendars import JULY, SchoolYear
from training.rules.engine.days.spans import plus
from training.rules.engine.days.windows import Frame

LONG_AGO, FAR_OFF = date.min, date.max
OF_A_CALENDAR = ("semester", "quarter")
# Of whose instances the next one is told when all before it are done.
LOOKS_AHEAD = frozenset({"month", "semester", "quarter", "session", "school_days", "week"})


@lru_cache(maxsize=512)
def frames(
    period: str, year: SchoolYear, *, is_drill: bool, summer: bool, every: int
) -> list[Frame]:
    """The frames of a period in a school year, in order; calendar years have their own."""
    if period == "school_year":
        return [_whole(year, is_drill=is_drill)]
    if period == "month":
        return _months(year, is_drill=is_drill, summer=summer)
    if period in OF_A_CALENDAR:
        return _of_calendar(period, year, is_drill=is_drill)
    if period == "session":
        return [_session(year, number) for number in range(len(year.sessions))]
    if period == "school_days":
        return _blocks(year, every)
    return _weeks(year) if period == "week" else []


def _whole(year: SchoolYear, *, is_drill: bool) -> Frame:
    if is_drill:
        return Frame(year.label, year.first_day, year.last_school_day, year.records_from, year)
    return Frame(year.label, year.records_from, year.records_to, year.records_from, year)


def _months(year: SchoolYear, *, is_drill: bool, summer: bool) -> list[Frame]:
    found = []
    for number, month in year.months(summer=summer):
        first = date(number, month, 1)
        last = plus(date(number + month // 12, month % 12 + 1, 1), -1)
        school_day = year.last_in(first, last, summer=summer) or last
        opens = max(first, year.first_day)
        ends = school_day if is_drill else last
        found.append(Frame(f"{number}-{month:02}", opens, ends, year.records_from, year))
    return found


def _of_calendar(period: str, year: SchoolYear, *, is_drill: bool) -> list[Frame]:
    found = []
    spans = year.semesters if period == "semester" else year.quarters
    for number, (first, last) in enumerate(spans, 1):
        ends = (year.last_in(first, last) or last) if is_drill else last
        found.append(Frame(f"{period} {number}", first, ends, year.records_from, year))
    return found


def _session(year: SchoolYear, number: int) -> Frame:
    first, last = year.sessions[number]
    opens = year.first_in(first, last, summer=True) or first
    ends = year.last_in(first, last, summer=True) or last
    return Frame(f"session {number + 1}", opens, ends, first.replace(day=1), year)


def _blocks(year: SchoolYear, every: int) -> list[Frame]:
    found = []
    for start in range(0, len(year.days), every):
        block = year.days[start : start + every]
        label = f"school days {start + 1} to {start + len(block)}"
        found.append(Frame(label, block[0], block[-1], year.records_from, year))
    return found


def _weeks(year: SchoolYear) -> list[Frame]:
    found = []
    for monday in year.weeks():
        sunday = monday + timedelta(days=6)
        first = year.first_in(monday, sunday) or monday
        last = year.last_in(monday, sunday) or sunday
        found.append(Frame(f"week of {monday}", first, last, year.records_from, year))
    return found


def calendar_year(number: int) -> Frame:
    """1 January to 31 December."""
    first = date(number, 1, 1)
    return Frame(str(number), first, date(number, 12, 31), first)


def records_year(on: date) -> Frame:
    """1 July to 30 June, of people: no calendar is asked for."""
    first = date(on.year - (on.month < JULY), JULY, 1)
    label = f"{first.year}-{(first.year + 1) % 100:02}"
    return Frame(label, first, date(first.year + 1, JULY - 1, 30), first)
