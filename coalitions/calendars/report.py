"""What an import of a calendar did, or would do, for whoever runs it by a command."""

from collections.abc import Sequence

from coalitions.calendars.comparing.comparison import CalendarComparison
from coalitions.calendars.comparing.planned import PlannedYear
from safety_portal.core.imports.commands import origin_lines, told_origin
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.look.wording import counted, full_day

LISTED = 20


def as_json(comparison: CalendarComparison, *, applied: bool) -> dict[str, object]:
    """The result as the contract of the importers has it, with each school year it is about."""
    counts = comparison.counts
    balance = {name: counts[name] for name in ("created", "updated", "unchanged")}
    return {
        "applied": applied,
        "rows": counts["rows"],
        **balance,
        "missing": counts["missing"],
        "skipped": [{"row": each.row, "reason": each.reason} for each in comparison.skipped],
        "rejected": [
            {"row": each.row, "field": each.field, "reason": each.reason}
            for each in comparison.rejected
        ],
        "layout": comparison.read.layout,
        **told_origin(comparison.read.origin),
        "school_years": [
            {"first_day": str(year.days[0]), "last_day": str(year.days[1])}
            for year in comparison.years
            if year.rows
        ],
    }


def as_lines(comparison: CalendarComparison, *, name: str, applied: bool) -> list[str]:
    """The result for a person: the balance, what is not used and why, and what to do next."""
    counts = comparison.counts
    lines = [
        f"{name}: {counted(counts['rows'], 'row')}, read as {comparison.read.layout}.",
        f"{counts['created']:,} new, {counts['updated']:,} changed,"
        f" {counts['unchanged']:,} unchanged, {counts['rejected']:,} refused,"
        f" {counts['skipped']:,} not used.",
        *origin_lines(comparison.read.origin),
        *(year_in_words(year) for year in comparison.changed_years),
    ]
    if counts["missing"]:
        lines.append(f"{counted(counts['missing'], 'span')} here but not in the file; they stay.")
    lines += _told("refused", comparison.rejected)
    lines += _told("not used", comparison.skipped)
    return [*lines, _last_line(comparison, applied=applied)]


def year_in_words(year: PlannedYear) -> str:
    """ "2026-27: August 24, 2026 to June 4, 2027"."""
    return f"{year.label}: {full_day(year.days[0])} to {full_day(year.days[1])}"


def _told(word: str, rows: Sequence[Refusal]) -> list[str]:
    lines = [
        f"Row {each.row:,} {word}: {each.value + ': ' if each.value else ''}{each.reason}"
        for each in rows[:LISTED]
    ]
    more = len(rows) - LISTED
    return [*lines, f"{more:,} more rows are {word}; --json lists all."] if more > 0 else lines


def _last_line(comparison: CalendarComparison, *, applied: bool) -> str:
    """What was written, or how to write it."""
    counts = comparison.counts
    if not comparison.changes_something:
        known = "Nothing in the file is new." if comparison.rejected else ""
        return f"{known or 'The file says what is here already.'} Nothing was written."
    rows = counted(counts["created"] + counts["updated"], "row")
    return f"Imported {rows}." if applied else f"Nothing was written. Add --apply to import {rows}."
