"""Who may do what with a district's calendar: a part of the table (verbs.py)."""

from coalitions.calendars import policies
from tests.everywhere import rows, rows_calendars
from tests.everywhere.may import ADMINISTRATOR, May

CALENDARS = {
    "keep the calendar": May(policies.can_keep_calendar, rows.coalition, district=ADMINISTRATOR),
    "change a school year": May(
        policies.can_keep_part, rows_calendars.year, district=ADMINISTRATOR
    ),
    "remove a span of a school year": May(
        policies.can_keep_part, rows_calendars.span, district=ADMINISTRATOR
    ),
}
