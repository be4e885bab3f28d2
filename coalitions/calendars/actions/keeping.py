"""A school year is entered and changed; closed days, semesters, quarters, sessions come and go."""

from datetime import date

from django.db import transaction

from coalitions.calendars.locks import lock_calendar, locked_year
from coalitions.calendars.models import SchoolYear, SpanKind, YearSpan
from coalitions.calendars.policies import can_keep_calendar
from coalitions.calendars.school_days import clashing, fault_of_span, fault_of_year
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused


@transaction.atomic
def add_school_year(
    *, coalition: Coalition, by: User, first_day: date, last_day: date
) -> SchoolYear:
    """Enter a school year of the district of a coalition; returns it.

    Raises Refused for days that cannot be one, and where it overlaps another. Audited.
    """
    require(can_keep_calendar(by, coalition))
    lock_calendar(coalition.district_id)
    year = SchoolYear(district_id=coalition.district_id, first_day=first_day, last_day=last_day)
    _check_year(year)
    year.save(force_insert=True)
    days = {"first_day": str(first_day), "last_day": str(last_day)}
    record(by=by, action="school_year.added", subject=year, scope=coalition, **days)
    return year


@transaction.atomic
def change_school_year(
    *, year: SchoolYear, coalition: Coalition, by: User, first_day: date, last_day: date
) -> SchoolYear:
    """Move the first or the last day of a school year; returns it. The same days change nothing.

    Raises Refused as add_school_year does, and where one of its spans would lie outside. Audited.
    """
    require(can_keep_calendar(by, coalition))
    year = locked_year(year)
    before = {"first_day": year.first_day, "last_day": year.last_day}
    after = {"first_day": first_day, "last_day": last_day}
    if before == after:
        return year
    year.first_day, year.last_day = first_day, last_day
    _check_year(year)
    for span in year.spans.all():
        if fault_of_span((first_day, last_day), span.kind, (span.first_day, span.last_day)):
            days = f"{full_day(span.first_day)} to {full_day(span.last_day)}"
            raise Refused(f"{span}, {days}, would lie outside. Remove it first.", field="last_day")
    year.save(update_fields=["first_day", "last_day"])
    said = {name: f"{before[name]} → {after[name]}" for name in before}
    record(by=by, action="school_year.changed", subject=year, scope=coalition, **said)
    return year


def _check_year(year: SchoolYear) -> None:
    if fault := fault_of_year(year.first_day, year.last_day):
        raise Refused(fault, field="last_day")
    others = SchoolYear.objects.filter(district_id=year.district_id).exclude(pk=year.pk)
    other = others.filter(first_day__lte=year.last_day, last_day__gte=year.first_day).first()
    if other:
        days = f"{full_day(other.first_day)} to {full_day(other.last_day)}"
        raise Refused(
            f"{other} is here already, {days}. Change it, or enter other days.", field="first_day"
        )


@transaction.atomic
def add_span(
    *,
    year: SchoolYear,
    coalition: Coalition,
    by: User,
    kind: str,
    first_day: date,
    last_day: date | None,
    label: str,
) -> YearSpan:
    """Say what some days of a school year are; one day where there is no last one. Returns it.

    Days that become closed during the year are just added. Raises Refused for days outside of the
    year, and where another span of the kind has one of them. Audited.
    """
    require(can_keep_calendar(by, coalition))
    year = locked_year(year)
    last_day = last_day or first_day
    span = YearSpan(year=year, kind=kind, first_day=first_day, last_day=last_day)
    span.label = tidy_name(label)
    _check_span(year, span)
    span.save(force_insert=True)
    said = {"kind": kind, "first_day": str(first_day), "last_day": str(last_day)}
    record(by=by, action="year_span.added", subject=span, scope=coalition, **said)
    return span


def _check_span(year: SchoolYear, span: YearSpan) -> None:
    days = (span.first_day, span.last_day)
    if fault := fault_of_span((year.first_day, year.last_day), span.kind, days):
        raise Refused(fault, field="last_day" if days[1] < days[0] else "first_day")
    others = [each for each in year.spans.all() if each.kind == span.kind]
    clash = clashing(days, [(each.first_day, each.last_day) for each in others])
    if clash:
        other = next(each for each in others if (each.first_day, each.last_day) == clash)
        word = SpanKind(span.kind).label.lower()
        raise Refused(
            f"{other}, {full_day(clash[0])} to {full_day(clash[1])}, is here already ({word})."
            " Remove it first, or enter other days.",
            field="first_day",
        )


@transaction.atomic
def remove_span(*, span: YearSpan, coalition: Coalition, by: User) -> None:
    """Take a span out of its school year. Twice is once. Audited."""
    require(can_keep_calendar(by, coalition))
    lock_calendar(span.year.district_id)
    row = YearSpan.objects.filter(pk=span.pk).first()
    if row is None:
        return
    said = {"kind": row.kind, "first_day": str(row.first_day), "last_day": str(row.last_day)}
    record(by=by, action="year_span.removed", subject=row, scope=coalition, **said)
    row.delete()
