"""First and last days of a file become school years, beside those that are here. Pure."""

from datetime import date, timedelta

from coalitions.calendars.comparing.entries import Entry, What
from coalitions.calendars.comparing.planned import PlannedYear
from coalitions.calendars.models import SchoolYear
from coalitions.calendars.school_days import Days, fault_of_year, overlapping
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.look.wording import full_day

# A first day alone is that of a year here that begins so near to it.
NEAR = timedelta(days=60)


def planned_years(
    entries: list[Entry], years: list[SchoolYear]
) -> tuple[list[PlannedYear], list[Refusal]]:
    """Every year as it will be, by day, and the rows that belong to none."""
    planned = [PlannedYear((year.first_day, year.last_day), existing=year) for year in years]
    refused: list[Refusal] = []
    pairs, left = _pairs(entries)
    for days, rows in pairs:
        _put(planned, refused, days, rows)
    for entry in left:
        _alone(planned, refused, entry)
    return sorted(planned, key=lambda year: year.days[0]), refused


def _pairs(entries: list[Entry]) -> tuple[list[tuple[Days, tuple[int, ...]]], list[Entry]]:
    """Whole years, each first day with the last day after it, and the days that have no other."""
    whole = [each for each in entries if each.meaning.what == What.YEAR]
    marks = [each for each in entries if each.meaning.what != What.YEAR]
    found: list[tuple[Days, tuple[int, ...]]] = [
        ((each.first, each.last), (each.row,)) for each in whole
    ]
    left: list[Entry] = []
    first: Entry | None = None
    for entry in sorted(marks, key=lambda each: (each.first, each.row)):
        if entry.meaning.what == What.FIRST_DAY:
            if first:
                left.append(entry)
            first = first or entry
        elif first and not fault_of_year(first.first, entry.last):
            found.append(((first.first, entry.last), (first.row, entry.row)))
            first = None
        else:
            left.append(entry)
    return found, [*left, *([first] if first else [])]


def _put(
    planned: list[PlannedYear], refused: list[Refusal], days: Days, rows: tuple[int, ...]
) -> None:
    """A whole year: one that is here if it has a day in common, else a new one."""
    if fault := fault_of_year(*days):
        refused += [Refusal(row, "from", fault) for row in rows]
        return
    others = [year for year in planned if overlapping(year.days, days)]
    if not others:
        planned.append(PlannedYear(days, rows))
    elif len(others) == 1 and others[0].existing and not others[0].rows:
        others[0].days, others[0].rows = days, rows
    else:
        names = " and ".join(year.label for year in others)
        reason = f"It overlaps with {names}. Bring each school year once."
        refused += [Refusal(row, "from", reason) for row in rows]


def _alone(planned: list[PlannedYear], refused: list[Refusal], entry: Entry) -> None:
    """A first or last day without the other one moves that of a year that is here."""
    is_first = entry.meaning.what == What.FIRST_DAY
    year = next((each for each in planned if _is_of(each, entry.first, is_first=is_first)), None)
    if year is None:
        other, word = ("last", "first") if is_first else ("first", "last")
        reason = (
            f"The file has no {other} day for this {word} day, {full_day(entry.first)}. Add it."
        )
        refused.append(Refusal(entry.row, "from", reason, entry.label))
        return
    first, last = year.days
    days = (entry.first, last) if is_first else (first, entry.last)
    overlaps = any(each is not year and overlapping(each.days, days) for each in planned)
    fault = fault_of_year(*days) or ("It would make two school years overlap." if overlaps else "")
    if fault:
        refused.append(Refusal(entry.row, "from", fault, entry.label))
        return
    year.days, year.rows = days, (*year.rows, entry.row)


def _is_of(year: PlannedYear, on: date, *, is_first: bool) -> bool:
    """Whether a single day can be the first or the last one of a year that is here."""
    if year.existing is None or year.rows:
        return False
    return abs(year.days[0 if is_first else 1] - on) <= NEAR
