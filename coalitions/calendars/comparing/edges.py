"""Days on which semesters, quarters or sessions begin or end become spans. Pure.

What is between two of them follows: one begins on the first day of school, or after the one before
it ended; it ends before the next begins, or on the last day of school.
"""

from collections import defaultdict
from datetime import date, timedelta

from coalitions.calendars.comparing.entries import Edge, Entry, Meaning, What
from coalitions.calendars.school_days import Days
from safety_portal.core.imports.comparison import Refusal

DAY = timedelta(days=1)
MOST = {What.SEMESTER: 2, What.QUARTER: 4}
LACKS = "The file does not say when it {}. Add that day."
Marks = dict[tuple[int, Edge], Entry]


def whole_spans(edges: list[Entry], years: list[Days]) -> tuple[list[Entry], list[Refusal]]:
    """A span for each that begins and ends, and the rows for which no other day is known.

    Each row stands for one: that a semester began is a row of its own only where nothing says when
    it ended.
    """
    made: list[Entry] = []
    refused: list[Refusal] = []
    groups: dict[tuple[What, Days | None], Marks] = defaultdict(dict)
    for entry in sorted(edges, key=lambda each: (each.first, each.row)):
        what = entry.meaning.what
        key = (what, _year_of(entry, years))
        mark = (entry.meaning.number or 1, entry.meaning.edge)
        if mark in groups[key]:
            refused.append(Refusal(entry.row, "from", "The file says this twice.", entry.label))
        else:
            groups[key][mark] = entry
    for (what, year), marks in groups.items():
        _make(what, year, marks, made, refused)
    return made, refused


def _year_of(entry: Entry, years: list[Days]) -> Days | None:
    """The school year of a mark; a session's may have ended before it."""
    begun = [year for year in years if year[0] <= entry.first]
    year = max(begun, default=None)
    is_over = year is not None and entry.first > year[1] and entry.meaning.what != What.SESSION
    return None if is_over else year


def _make(
    what: What,
    year: Days | None,
    marks: Marks,
    made: list[Entry],
    refused: list[Refusal],
) -> None:
    for number in sorted({number for number, _ in marks}):
        rows = [marks[number, edge] for edge in (Edge.BEGINS, Edge.ENDS) if (number, edge) in marks]
        first = _begins(what, number, year, marks)
        last = _ends(what, number, year, marks)
        if first and last:
            label = f"{what.value.capitalize()} {number}" if what in MOST else ""
            made += [Entry(entry.row, Meaning(what, number), first, last, label) for entry in rows]
        else:
            reason = LACKS.format("ends" if first else "begins")
            refused += [Refusal(entry.row, "from", reason, entry.label) for entry in rows]


def _begins(what: What, number: int, year: Days | None, marks: Marks) -> date | None:
    if mark := marks.get((number, Edge.BEGINS)):
        return mark.first
    if what not in MOST:
        return None
    if number == 1:
        return year[0] if year else None
    before = marks.get((number - 1, Edge.ENDS))
    return before.last + DAY if before else None


def _ends(what: What, number: int, year: Days | None, marks: Marks) -> date | None:
    if mark := marks.get((number, Edge.ENDS)):
        return mark.last
    if what not in MOST:
        return None
    if number == MOST[what]:
        return year[1] if year else None
    after = marks.get((number + 1, Edge.BEGINS))
    return after.first - DAY if after else None
