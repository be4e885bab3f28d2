"""What a calendar gives away of a coalition: its district's years, and the files it brought."""

from coalitions.calendars.models import CalendarFile, SchoolYear, YearSpan
from safety_portal.core.exports.offers import Rows

ROWS = (
    Rows(
        name="school_years",
        model=SchoolYear,
        of="district__coalitions",
        sheet={"First day": "first_day", "Last day": "last_day"},
    ),
    Rows(
        name="year_spans",
        model=YearSpan,
        of="year__district__coalitions",
        sheet={
            "What": "kind",
            "From": "first_day",
            "To": "last_day",
            "Name": "label",
        },
    ),
    # What was read of a file, and chosen for it, goes once it is imported.
    Rows(
        name="calendar_files", model=CalendarFile, of="coalition", leaves_out=("content", "mapping")
    ),
)
