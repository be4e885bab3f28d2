"""A school year of each place, its spans, and a file that waits, for world.py."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from coalitions.calendars.models import CalendarFile, SchoolYear
from tests import calendaring

CSV = b"What,From,To\nNo school,11/26/2026,11/27/2026\n"


def add_calendars(place):
    """place.school_year, place.year_span, place.calendar_file.

    All coalitions of a district read its one calendar, so it carries the district's mark.
    """
    district, today = place.coalition.district, timezone.localdate()
    year = SchoolYear.objects.filter(district=district).first()
    place.school_year = year or _make_year(district, today - timedelta(days=100), place.name)
    place.year_span = place.school_year.spans.get(kind="closed")
    place.calendar_file = CalendarFile.objects.create(
        coalition=place.coalition,
        name=f"{place.mark}-calendar.csv",
        owner=place.administrator,
        content=CSV,
        uploaded_at=timezone.now(),
    )


def _make_year(district, first, name):
    """300 days, one of them closed, and a semester."""
    year = calendaring.make_year(
        district=district, first_day=first, last_day=first + timedelta(days=300)
    )
    whose = "foreign" if name == "foreign" else "district"
    closed = first + timedelta(days=30)
    calendaring.make_span(year, closed, label=f"zq-{whose}-closed")
    calendaring.make_span(
        year, first, first + timedelta(days=99), kind="semester", label="Semester 1"
    )
    return year


def grow_calendars(place):
    """One more closed day of a place's school year, and one more school year."""
    district = place.coalition.district
    last = place.school_year.spans.filter(kind="closed").aggregate(last=Max("last_day"))["last"]
    calendaring.make_span(place.school_year, last + timedelta(days=1), label="More")
    last = SchoolYear.objects.filter(district=district).aggregate(last=Max("last_day"))["last"]
    calendaring.make_year(
        district=district,
        first_day=last + timedelta(days=1),
        last_day=last + timedelta(days=2),
    )
