"""Addresses of the calendar: read in all coalitions of a district, kept in its own."""

from django.urls import path
from django.views.decorators.http import require_POST

from coalitions.access.policies import is_member
from coalitions.calendars import policies, queries
from coalitions.calendars.views import years
from coalitions.calendars.views.importing import CALENDAR_IMPORT
from coalitions.coalition.gates import HERE, of_coalition
from safety_portal.core.authority import View, gate

CALENDAR = HERE + "calendar/"
YEAR, FILE = CALENDAR + "<int:year>/", CALENDAR + "import/<int:file>/"


def keep(view: View) -> View:
    """A view of the calendar for who keeps it."""
    return of_coalition(policies.can_keep_calendar, view)


def of_year(view: View) -> View:
    """A view of a school year for who keeps it."""
    return gate(policies.can_keep_part, view, fetch=queries.fetch_year)


def of_file(view: View) -> View:
    """A view of a file for who keeps the calendar."""
    return gate(policies.can_keep_part, view, fetch=queries.fetch_calendar_file)


urlpatterns = [
    path(CALENDAR, of_coalition(is_member, years.calendar), name="calendar"),
    path(CALENDAR + "add/", keep(years.add_year), name="calendar_year_add"),
    path(YEAR + "change/", of_year(years.change_year), name="calendar_year_change"),
    path(YEAR + "add/", of_year(years.add_span), name="calendar_span_add"),
    path(
        CALENDAR + "spans/<int:span>/remove/",
        gate(policies.can_keep_part, require_POST(years.remove_span), fetch=queries.fetch_span),
        name="calendar_span_remove",
    ),
    # From a file
    path(CALENDAR + "import/", keep(CALENDAR_IMPORT.choose), name="calendar_import_new"),
    path(FILE, of_file(CALENDAR_IMPORT.preview), name="calendar_import"),
    path(FILE + "columns/", of_file(CALENDAR_IMPORT.columns), name="calendar_import_columns"),
    path(
        FILE + "apply/",
        of_file(require_POST(CALENDAR_IMPORT.apply)),
        name="calendar_import_apply",
    ),
]
