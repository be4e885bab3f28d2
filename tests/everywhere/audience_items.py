"""Who gets what from the addresses of action items: a part of the table of audience.py."""

from tests.everywhere.readers import (
    ADMINISTRATOR,
    ALL,
    MEMBERS,
    REACH_DOWN,
    RESTRICTED,
    Row,
    action_item,
)

OPENING = "administrator officers"
ACTION_ITEMS = {
    "action_items": Row(own=MEMBERS, above=REACH_DOWN),
    "action_item_board": Row(own=MEMBERS, above=REACH_DOWN),
    "action_item_csv": Row(own=MEMBERS, above=REACH_DOWN),
    "action_item_add": Row(own=OPENING),
    "action_item": action_item(MEMBERS, above=REACH_DOWN),
    "action_item / restricted": Row(
        own=RESTRICTED,
        hidden="care school official community",
        above=RESTRICTED,
        hidden_above="care school official community",
        hidden_below=ALL,
        level="restricted",
    ),
    "action_item_change": action_item(OPENING),
    # Its owner is of the staff.
    "action_item_evidence": action_item(f"{OPENING} staff"),
    "action_item_evidence_file": action_item(MEMBERS, above=REACH_DOWN, item="done_item"),
    "action_item_done": action_item(f"{OPENING} staff"),
    "action_item_verify": action_item(ADMINISTRATOR, item="done_item"),
    "action_item_send_back": action_item(ADMINISTRATOR, item="done_item"),
    "action_item_risk": action_item(ADMINISTRATOR),
    "action_item_reopen": action_item(OPENING, item="verified_item"),
    "required_change_name": action_item(ADMINISTRATOR),
    "required_change_withdraw": action_item(ADMINISTRATOR, answers=405),
}
