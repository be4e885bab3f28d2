"""Who gets what of reunification: rows of the table in audience.py."""

from tests.everywhere.readers import (
    ADMINISTRATOR,
    ALL,
    MEMBERS,
    NO_REACH_DOWN,
    REACH_DOWN,
    RESTRICTED,
    Row,
)

# Of a school alone: a district's coalition has none of it.
PRINTED = Row(own=MEMBERS, above=REACH_DOWN, hidden_below=ALL)
ADDED = Row(own=ADMINISTRATOR, hidden_below=ALL)


def kept(own: str, above: str = "", **rest: object) -> Row:
    """Of something that members know: parents and students do not, nor who reaches it not."""
    hidden = {"hidden": "community", "hidden_above": NO_REACH_DOWN, "hidden_below": ALL}
    return Row(own=own, above=above, **{**hidden, **rest})


REUNIFICATION = {
    "reunification": Row(own=MEMBERS, above=REACH_DOWN),
    "reunification / of a district": Row(own=REACH_DOWN, of="district"),
    "reunification_cards": PRINTED,
    "reunification_forms": PRINTED,
    "reunification_pdf": PRINTED,
    "reunification_site": kept(RESTRICTED, RESTRICTED, level="restricted"),
    "reunification_site_add": ADDED,
    "reunification_site_change": kept(ADMINISTRATOR),
    "reunification_site_walk": kept(ADMINISTRATOR),
    "reunification_site_give_up": kept(ADMINISTRATOR),
    "reunification_role": ADDED,
    "reunification_rehearse": ADDED,
    "reunification_rehearsal": kept(MEMBERS, REACH_DOWN, posts=ADMINISTRATOR),
    "reunification_rehearsal_call_off": kept(ADMINISTRATOR),
    "reunification_kit_add": ADDED,
    "reunification_kit_check": kept(ADMINISTRATOR),
    "reunification_kit_remove": kept(ADMINISTRATOR),
    "action_item_of_rehearsal": kept("administrator officers", rehearsal="held_rehearsal"),
}
