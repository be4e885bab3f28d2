"""The preview of a calendar as a page shows it: sentences, the balance, each row in words."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from coalitions.calendars.comparing.comparison import CalendarComparison
from coalitions.calendars.comparing.planned import PlannedSpan, PlannedYear
from coalitions.calendars.models import SpanKind, YearSpan
from coalitions.calendars.readers.tables import FIELDS
from coalitions.calendars.words import days_in_words
from safety_portal.core.imports.preview import are, shared, tabs
from safety_portal.core.look.wording import counted, full_day

MOST, MOST_SKIPPED = 200, 60
LABELS = {**FIELDS, "row": "Whole row"}


@dataclass(frozen=True)
class Line:
    """A year or a span: what it is, its days here now ("" where it is new) and in the file."""

    what: str
    name: str
    before: str
    after: str


def preview(comparison: CalendarComparison) -> dict[str, Any]:
    """The context of the preview page."""
    counts = comparison.counts
    years = [_year(year) for year in comparison.changed_years]
    spans = sorted([*comparison.new, *comparison.changed], key=lambda span: (span.kind, span.days))
    skipped = [
        (f"Row {each.row:,}{', ' + each.value if each.value else ''}", each.reason)
        for each in comparison.skipped[:MOST_SKIPPED]
    ]
    return {
        **shared(comparison, labels=LABELS, skipped=skipped),
        "heading": heading(comparison),
        "sums": balance(counts),
        "tabs": tabs(
            ("new", "New and changed", counts["created"] + counts["updated"]),
            ("missing", "Not in the file", counts["missing"]),
            ("refused", "Refused", counts["rejected"]),
            ("skipped", "Not used", counts["skipped"]),
        ),
        "lines": [*years, *(_span(span) for span in spans[:MOST])],
        "more": max(0, len(spans) - MOST),
        "missing": [_here(span) for span in comparison.missing[:MOST]],
        "button": f"Import {counted(counts['created'] + counts['updated'], 'row')}"
        if comparison.changes_something
        else "",
        "layout": comparison.read.layout,
    }


def heading(comparison: CalendarComparison) -> str:
    """The h1: "40 rows are new, 2 have changed, 1 row is refused"."""
    counts = comparison.counts
    new, changed, refused = counts["created"], counts["updated"], counts["rejected"]
    if not counts["rows"]:
        return "The file says nothing of a school year"
    parts = [f"{are(new, 'row')} new"] if new else []
    if changed:
        noun = f"{changed:,}" if new else counted(changed, "row")
        parts.append(f"{noun} {'has' if changed == 1 else 'have'} changed")
    if not parts:
        known = counts["unchanged"] and not refused
        parts.append("The file says what is here already" if known else "Nothing in it is new")
    return ", ".join([*parts, *([f"{are(refused, 'row')} refused"] if refused else [])])


def balance(counts: dict[str, int]) -> list[tuple[str, ...]]:
    """The sums: every row of the file in one of them."""
    rows: list[tuple[str, ...]] = [
        ("Rows", f"{counts['rows']:,}", "all accounted for"),
        ("New", f"{counts['created']:,}"),
        ("Changed", f"{counts['updated']:,}"),
        ("Unchanged", f"{counts['unchanged']:,}"),
        ("Refused", f"{counts['rejected']:,}"),
        ("Not used", f"{counts['skipped']:,}", "each with its reason"),
    ]
    return rows


def _year(year: PlannedYear) -> Line:
    before = " to ".join(map(full_day, year.before)) if year.before else ""
    return Line("School year", year.label, before, " to ".join(map(full_day, year.days)))


def _span(span: PlannedSpan) -> Line:
    today = timezone.localdate()
    here = span.existing
    before = days_in_words(here.first_day, here.last_day, on=today) if here else ""
    after = days_in_words(*span.days, on=today)
    if before == after and here:
        before = f"{before}, {here.label or 'without a name'}"
    return Line(SpanKind(span.kind).label, span.label, before, after)


def _here(span: YearSpan) -> tuple[str, str]:
    days = days_in_words(span.first_day, span.last_day, on=timezone.localdate())
    return f"{span}", days
