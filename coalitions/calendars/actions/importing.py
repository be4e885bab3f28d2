"""Import a calendar, and keep the file of it between looking and importing."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from coalitions.calendars.comparing.comparison import CalendarComparison, compare
from coalitions.calendars.comparing.entries import ReadCalendar
from coalitions.calendars.comparing.planned import PlannedYear
from coalitions.calendars.locks import lock_calendar
from coalitions.calendars.models import CalendarFile, SchoolYear, YearSpan
from coalitions.calendars.policies import can_keep_calendar
from coalitions.calendars.queries import years_of_district
from coalitions.coalition.models import Coalition
from coalitions.schools.models import District
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import require
from safety_portal.core.imports.actions import keep_choice, keep_file, record_import
from safety_portal.core.imports.columns import choice
from safety_portal.core.imports.kept import lock_waiting, refuse_changed

LOOK_AGAIN = (
    "The calendar here has changed since you looked. Nothing was written; look again at what is"
    " new."
)


@transaction.atomic
def import_calendar(
    *,
    read: ReadCalendar,
    district: District,
    coalition: Coalition | None,
    by: User | None,
    name: str,
    file: CalendarFile | None = None,
    expected: str | None = None,
) -> CalendarComparison:
    """Write the years and spans of a calendar, all or nothing; returns what was done.

    `by` is None at the command line; `coalition` is that of the district, None where it has none;
    `file` the kept CalendarFile, `expected` the digest of the preview somebody agreed to. What is
    here and not in the file stays. The same calendar again writes nothing, not even an audit row.
    Raises PermissionDenied, and WrongState if the file was imported already or if what it would
    change is no longer what the preview said.
    """
    if by is not None and coalition is not None:
        require(can_keep_calendar(by, coalition))
    lock_calendar(district.pk)
    lock_waiting(file)
    comparison = compare(read, years_of_district(district.pk))
    refuse_changed(comparison, expected=expected, sentence=LOOK_AGAIN)
    if comparison.changes_something:
        _write(comparison, district)
    record_import(
        files=CalendarFile.objects, file=file, name=name, by=by, counts=comparison.counts,
        action="calendar.imported", scope=coalition, has_changed=comparison.changes_something,
        coalition=coalition,
    )  # fmt: skip
    return comparison


def _write(comparison: CalendarComparison, district: District) -> None:
    """Years first shrink to what they keep, then grow, so that no two ever have a day in common."""
    changed = [span.existing.pk for span in comparison.changed if span.existing]
    YearSpan.objects.filter(pk__in=changed).delete()
    years = {year.key: _year(year) for year in comparison.changed_years if year.existing}
    for year in comparison.changed_years:
        if year.existing is None:
            first, last = year.days
            years[year.key] = SchoolYear.objects.create(
                district=district, first_day=first, last_day=last
            )
    for year in comparison.changed_years:
        SchoolYear.objects.filter(pk=years[year.key].pk).update(
            first_day=year.days[0], last_day=year.days[1]
        )
    spans = (*comparison.new, *comparison.changed)
    YearSpan.objects.bulk_create(
        YearSpan(
            year=years.get(span.year.key) or span.year.existing,
            kind=span.kind,
            first_day=span.days[0],
            last_day=span.days[1],
            label=span.label,
        )
        for span in spans
    )


def _year(year: PlannedYear) -> SchoolYear:
    """A year that is here, cut to the days that it has before and after. Returns it."""
    row = year.existing
    if row is None or year.before is None:
        raise ValueError("A new year is not here yet.")
    row.first_day = max(year.before[0], year.days[0])
    row.last_day = min(year.before[1], year.days[1])
    row.save(update_fields=["first_day", "last_day"])
    return row


def keep_calendar_file(
    *,
    coalition: Coalition,
    name: str,
    content: bytes,
    by: User,
    sheet: str = "",
    now: datetime | None = None,
) -> CalendarFile:
    """Keep an uploaded file, of which `sheet` is proposed, until it is imported; returns it.

    At most 24 hours, one for an account in a coalition. Raises PermissionDenied. Audited.
    """
    require(can_keep_calendar(by, coalition))
    kept: CalendarFile = keep_file(
        files=CalendarFile.objects.filter(coalition=coalition), name=name, by=by, now=now,
        action="calendar_file.kept", scope=coalition, detail={"bytes": len(content)},
        coalition=coalition, content=content, mapping=choice(sheet, {}),
    )  # fmt: skip
    return kept


def choose_calendar_columns(
    *, file: CalendarFile, mapping: Mapping[str, str], by: User
) -> CalendarFile:
    """Say which column of a kept file holds which field (field -> column), and which sheet is read.

    Raises PermissionDenied, WrongState. Audited.
    """
    require(can_keep_calendar(by, _coalition(file)))
    chosen: CalendarFile = keep_choice(
        file=file, field="mapping", choice=dict(mapping), by=by,
        action="calendar_file_columns.chosen", scope=file.coalition_id,
        detail={"mapping": dict(mapping)},
    )  # fmt: skip
    return chosen


def _coalition(file: CalendarFile) -> Coalition:
    if file.coalition is None:
        raise ValueError("A file that a command imported has nothing to choose.")
    return file.coalition
