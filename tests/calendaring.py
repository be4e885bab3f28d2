"""Make school years, their spans and files of them, as builders.py makes the rest."""

from datetime import date, timedelta

from django.utils import timezone

from coalitions.calendars.models import SchoolYear, YearSpan

FIRST, LAST = date(2026, 8, 24), date(2027, 6, 4)


def make_year(*, district, first_day=FIRST, last_day=LAST):
    """A school year, as it is in most tests: August 24, 2026 to June 4, 2027."""
    return SchoolYear.objects.create(district=district, first_day=first_day, last_day=last_day)


def make_year_of_today(*, district, days_ago=100, days_left=200):
    """One that today lies in, so that its coalition owes no calendar."""
    today = timezone.localdate()
    return make_year(
        district=district,
        first_day=today - timedelta(days=days_ago),
        last_day=today + timedelta(days=days_left),
    )


def make_span(year, first_day, last_day=None, *, kind="closed", label=""):
    """A span of a school year; one day where no last one is said."""
    return YearSpan.objects.create(
        year=year, kind=kind, first_day=first_day, last_day=last_day or first_day, label=label
    )


def event(summary, first, last="", *lines):
    """A VEVENT of whole days, `last` exclusive as DTEND is; days as 20261126."""
    end = [f"DTEND;VALUE=DATE:{last}"] if last else []
    body = [f"SUMMARY:{summary}", f"DTSTART;VALUE=DATE:{first}", *end, *lines]
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{summary}-{first}", *body, "END:VEVENT"])


def ics(*events):
    """An iCalendar file of events."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//A district//EN"]
    return ("\r\n".join([*head, *events, "END:VCALENDAR"]) + "\r\n").encode()


YEAR = (
    event("First day of school", "20260824"),
    event("Last day of school", "20270604"),
)
