"""Who gets what of contacts and their sheets: rows of the table in audience.py."""

from tests.everywhere.readers import (
    ADMINISTRATOR,
    ALL,
    MEMBERS,
    NO_REACH_DOWN,
    NOTHING_RESTRICTED,
    REACH_DOWN,
    RESTRICTED,
    Row,
    administrators,
    anybody,
)

LISTED = Row(own=MEMBERS, above=REACH_DOWN, below=MEMBERS)
FULL = {"own": RESTRICTED, "above": RESTRICTED}


def of_sheet(**rest: object) -> Row:
    """A role or a place of it: who reads the sheet is told that administrators arrange it."""
    hidden = {"hidden": "community", "hidden_above": NO_REACH_DOWN, "hidden_below": "community"}
    return Row(own=ADMINISTRATOR, **{**hidden, **rest})


def of_contact(own: str, above: str = "", **rest: object) -> Row:
    """With numbers in full: who reads nothing restricted there does not learn that it exists."""
    hidden = {"hidden": NOTHING_RESTRICTED, "hidden_above": NOTHING_RESTRICTED}
    return Row(own=own, above=above, hidden_below=ALL, **{**hidden, **rest})


CONTACTS = {
    "contacts": LISTED,
    "contact_agency": LISTED,
    "contact_csv": Row(**FULL),
    "contact_kept": Row(**FULL),
    "contact_printed": Row(**FULL),
    "contact_print": Row(**FULL, answers=405),
    "contact_schools": Row(own=REACH_DOWN, of="district"),
    "contact_schools / of a school": Row(below=""),
    "contact_ask": administrators(answers=405),
    "contact_begin": administrators(answers=405),
    "contact_arrange": administrators(),
    "contact_role_add": administrators(),
    "contact_role_change": of_sheet(),
    "contact_role_close": of_sheet(answers=405),
    "contact_place": of_sheet(),
    "contact_place_new": of_sheet(),
    "contact_place_end": of_sheet(answers=405),
    "contact_place_earlier": of_sheet(answers=405),
    "contact_place_confirm": of_sheet(answers=405),
    "contact": of_contact(RESTRICTED, RESTRICTED),
    "contact_printed_pdf": of_contact(RESTRICTED, RESTRICTED),
    "contact_change": of_contact(ADMINISTRATOR),
    "contact_confirm": of_contact(ADMINISTRATOR, answers=405),
    "contact_retire": of_contact(ADMINISTRATOR),
    "contact_confirm_link": anybody(),
}
