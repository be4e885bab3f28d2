"""Who gets what of a district's calendar: a part of the table (audience.py)."""

from tests.everywhere.readers import ADMINISTRATOR, ALL, MEMBERS_ONLY, Row

KEPT = Row(own=ADMINISTRATOR, of="district")
FILE = {"own": ADMINISTRATOR, "hidden": ALL, "hidden_below": ALL, "file": "calendar_file"}

CALENDARS = {
    "calendar": MEMBERS_ONLY,
    "calendar_year_add": KEPT,
    "calendar_year_add / of a school": Row(),
    "calendar_year_change": KEPT,
    "calendar_span_add": KEPT,
    "calendar_span_remove": Row(own=ADMINISTRATOR, of="district", answers=405),
    "calendar_import_new": KEPT,
    "calendar_import": Row(**FILE, of="district"),
    "calendar_import_columns": Row(**FILE, of="district"),
    "calendar_import_apply": Row(**FILE, of="district", answers=405),
}
