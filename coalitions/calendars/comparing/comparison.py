"""What a calendar would change here: its entries beside the school years of a district.

Asks nothing, writes nothing. First and last days become years (pairing.py), days on which a
semester begins or ends become semesters (edges.py); what is left lies in one of the years.
"""

from dataclasses import dataclass, field

from coalitions.calendars.comparing.edges import whole_spans
from coalitions.calendars.comparing.entries import OF_YEARS, Edge, Entry, ReadCalendar
from coalitions.calendars.comparing.pairing import planned_years
from coalitions.calendars.comparing.planned import PlannedSpan, PlannedYear
from coalitions.calendars.models import SchoolYear, SpanKind, YearSpan
from coalitions.calendars.school_days import Days, fault_of_span, overlapping
from safety_portal.core.imports import comparison as imports
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.look.wording import full_day

NO_YEAR = "No school year has these days. Bring its first and last day, too."


@dataclass
class CalendarComparison(imports.Comparison):
    """What becomes of every row: in one place each, and what is here and not in the file beside."""

    read: ReadCalendar
    years: list[PlannedYear] = field(default_factory=list)
    new: list[PlannedSpan] = field(default_factory=list)
    changed: list[PlannedSpan] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[Refusal] = field(default_factory=list)
    skipped: list[Refusal] = field(default_factory=list)
    missing: list[YearSpan] = field(default_factory=list)

    @property
    def changed_years(self) -> list[PlannedYear]:
        """The years that are new, or whose first or last day moves."""
        return [year for year in self.years if year.is_changed]

    @property
    def changes_something(self) -> bool:
        """Whether importing the file would write anything."""
        return bool(self.new or self.changed or self.changed_years)

    def settle(self) -> None:
        """Say the balance and what is shown, once every row has its place."""
        self.counts, self.previewed = self._balance(), self._shown()

    def _balance(self) -> dict[str, int]:
        """The balance: every row of the file in one place, and the missing beside it."""
        moved = [state for year in self.years for state in year.states]
        created = len(self.new) + moved.count("created")
        updated = len(self.changed) + moved.count("updated")
        rejected, skipped = len(self.rejected), len(self.skipped)
        unchanged = self.unchanged + moved.count("unchanged")
        return {
            "rows": created + updated + unchanged + rejected + skipped,
            "created": created,
            "updated": updated,
            "unchanged": unchanged,
            "rejected": rejected,
            "skipped": skipped,
            "missing": len(self.missing),
            "years": len(self.changed_years),
        }

    def _shown(self) -> tuple[object, ...]:
        """Everything the preview shows."""
        return (
            [(year.key, year.days) for year in self.changed_years],
            [_plain(span) for span in (*self.new, *self.changed)],
            [span.pk for span in self.missing],
        )


def _plain(span: PlannedSpan) -> tuple[object, ...]:
    existing = span.existing.pk if span.existing else None
    return (existing, span.year.days, span.kind, span.days, span.label)


def compare(read: ReadCalendar, years: list[SchoolYear]) -> CalendarComparison:
    """Compare what a file says with the school years of a district, which have their spans."""
    found = CalendarComparison(read, rejected=[*read.rejected], skipped=[*read.skipped])
    of_years = [entry for entry in read.entries if entry.meaning.what in OF_YEARS]
    found.years, refused = planned_years(of_years, years)
    spans = [entry for entry in read.entries if entry.meaning.what not in OF_YEARS]
    whole = [entry for entry in spans if entry.meaning.edge == Edge.WHOLE]
    edges = [entry for entry in spans if entry.meaning.edge != Edge.WHOLE]
    made, lacking = whole_spans(edges, [year.days for year in found.years])
    found.rejected += [*refused, *lacking]
    # Longer ones first, so that a single day of a break that the file has, too, is in it.
    for entry in sorted([*whole, *made], key=lambda each: (each.first - each.last, each.row)):
        _place(found, entry)
    _refuse_cut_off(found)
    found.missing = list(_missing(found))
    for planned in (found.new, found.changed):
        planned.sort(key=lambda each: (each.kind, each.days))
    found.rejected.sort(key=lambda each: each.row)
    found.skipped.sort(key=lambda each: each.row)
    found.settle()
    return found


def _place(found: CalendarComparison, entry: Entry) -> None:
    """Put one span where it belongs: new, changed, unchanged, refused, or left out."""
    kind, days = str(entry.meaning.what), (entry.first, entry.last)
    year = _year_of(found.years, kind, days)
    if year is None:
        _outside(found, entry, kind, days)
        return
    planned = PlannedSpan(entry.row, year, kind, days, entry.label)
    taken = [span for span in (*found.new, *found.changed, *year.kept) if span.kind == kind]
    of_year = [span for span in taken if span.year is year]
    if clash := next((each for each in of_year if overlapping(each.days, days)), None):
        _again(found, entry, clash)
        return
    _beside(found, planned)


def _year_of(years: list[PlannedYear], kind: str, days: Days) -> PlannedYear | None:
    fits = [year for year in years if not fault_of_span(year.days, kind, days)]
    # A summer session may follow two years: it is of the later one.
    return max(fits, key=lambda year: year.days[0], default=None)


def _outside(found: CalendarComparison, entry: Entry, kind: str, days: Days) -> None:
    """A holiday of the summer is left out; what reaches out of a year, or has none, is refused."""
    near = next((year for year in found.years if overlapping(year.days, days)), None)
    words = entry.label or kind
    if near:
        reason = fault_of_span(near.days, kind, days)
        found.rejected.append(Refusal(entry.row, "from", reason, words))
    elif kind == SpanKind.CLOSED and found.years:
        reason = "It is outside of every school year here and in the file."
        found.skipped.append(Refusal(entry.row, "from", reason, words))
    else:
        found.rejected.append(Refusal(entry.row, "from", NO_YEAR, words))


def _again(found: CalendarComparison, entry: Entry, clash: PlannedSpan) -> None:
    """A row about days of which another row has said what they are."""
    first, last = clash.days
    other = f"row {clash.row:,}, {full_day(first)} to {full_day(last)}"
    if first <= entry.first and entry.last <= last:
        reason = f"These days are in {other}, already."
        found.skipped.append(Refusal(entry.row, "from", reason, entry.label))
    else:
        reason = f"It overlaps with {other}. Say each day once."
        found.rejected.append(Refusal(entry.row, "from", reason, entry.label))


def _beside(found: CalendarComparison, planned: PlannedSpan) -> None:
    """Compare a span with those of its year and kind that are here."""
    taken = {each.existing.pk for each in found.changed if each.existing}
    here = [each for each in planned.year.spans if each.kind == planned.kind]
    here = [each for each in here if each.pk not in taken]
    same = next((span for span in here if (span.first_day, span.last_day) == planned.days), None)
    if same:
        _same(found, planned, same)
        return
    others = [each for each in here if overlapping((each.first_day, each.last_day), planned.days)]
    if not others:
        found.new.append(planned)
    elif len(others) == 1:
        _other_days(found, planned, others[0])
    else:
        names = ", ".join(str(each) for each in others)
        reason = f"It overlaps with {names}. Remove them first, or enter it by hand."
        found.rejected.append(Refusal(planned.row, "from", reason, planned.label))


def _same(found: CalendarComparison, planned: PlannedSpan, same: YearSpan) -> None:
    label = planned.label or same.label
    as_here = PlannedSpan(planned.row, planned.year, planned.kind, planned.days, label, same)
    if label == same.label:
        found.unchanged += 1
        planned.year.kept.append(as_here)
    else:
        found.changed.append(as_here)


def _other_days(found: CalendarComparison, planned: PlannedSpan, other: YearSpan) -> None:
    """It has other days here; a closed day within a closed span says nothing new."""
    first, last = planned.days
    is_within = other.first_day <= first and last <= other.last_day
    if planned.kind == SpanKind.CLOSED and is_within:
        reason = f"These days are closed here already: {other}."
        found.skipped.append(Refusal(planned.row, "from", reason, planned.label))
        return
    label = planned.label or other.label
    found.changed.append(
        PlannedSpan(planned.row, planned.year, planned.kind, planned.days, label, other)
    )


def _refuse_cut_off(found: CalendarComparison) -> None:
    """A year does not move away from spans that are here and stay as they are."""
    moving = {span.existing.pk for span in found.changed if span.existing}
    for year in found.years:
        staying = [span for span in year.spans if span.pk not in moving]
        outside = [
            span
            for span in staying
            if fault_of_span(year.days, span.kind, (span.first_day, span.last_day))
        ]
        if year.is_changed and outside:
            names = ", ".join(str(span) for span in outside[:3])
            reason = f"{names} would lie outside of {year.label}. Remove it first."
            found.rejected += [Refusal(row, "from", reason) for row in year.rows]
            _drop(found, year)


def _drop(found: CalendarComparison, year: PlannedYear) -> None:
    """Leave out a year, and what would be in it."""
    reason = f"{year.label} is not imported, and this is of it."
    for spans in (found.new, found.changed):
        gone = [span for span in spans if span.year is year]
        found.rejected += [Refusal(span.row, "from", reason, span.label) for span in gone]
        spans[:] = [span for span in spans if span.year is not year]
    found.years = [other for other in found.years if other is not year]


def _missing(found: CalendarComparison) -> list[YearSpan]:
    """What is here of the years that the file is about, and not in the file."""
    known = {span.existing.pk for span in found.changed if span.existing}
    known |= {each.existing.pk for year in found.years for each in year.kept if each.existing}
    about = {span.year.key for span in (*found.new, *found.changed)}
    about |= {year.key for year in found.years if year.rows or year.kept}
    of_these = [year for year in found.years if year.key in about]
    return [span for year in of_these for span in year.spans if span.pk not in known]
