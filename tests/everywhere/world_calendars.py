"""A school year of each place, its spans, and a file that waits, for world.py."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from coalitions.calendars.models import CalendarFile, SchoolYear
from tests import calendaring

CSV = b"What,From,To\nNo school,11/26/2026,11/27/2026\n"


def add_calendars(place):
    """place.school_year, place.year_span, place.calendar_file.

    The years of one district follow each other, the first of them is that of today; all its
    coalitions read them, so they carry the district's mark.
    """
    district, today = place.coalition.district, timezone.localdate()
    last = SchoolYear.objects.filter(district=district).aggregate(last=Max("last_day"))["last"]
    first = last + timedelta(days=60) if last else today - timedelta(days=100)
    place.school_year = calendaring.make_year(
        district=district, first_day=first, last_day=first + timedelta(days=300)
    )
    whose = "foreign" if place.name == "foreign" else "district"
    place.year_span = calendaring.make_span(
        place.school_year, first + timedelta(days=30), label=f"zq-{whose}-closed"
    )
    calendaring.make_span(
        place.school_year, first, first + timedelta(days=99), kind="semester", label="Semester 1"
    )
    place.calendar_file = CalendarFile.objects.create(
        coalition=place.coalition,
        name=f"{place.mark}-calendar.csv",
        owner=place.administrator,
        content=CSV,
        uploaded_at=timezone.now(),
    )


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
