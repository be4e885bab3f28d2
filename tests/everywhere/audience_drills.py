"""Who gets what of drills: a part of the table (audience.py)."""

from tests.everywhere.readers import ALL, MEMBERS, REACH_DOWN, REACHED, Row

RUN = "administrator officers"
DRILLS = {
    "drills": REACHED,
    "drill_plan": Row(own=RUN, above=RUN),
    "drill_year": Row(own=RUN, above=RUN),
    "drill_log": Row(own=RUN, above=RUN),
    "drill_board": Row(own=MEMBERS, above=REACH_DOWN, below=MEMBERS),
    # Explained at a school; a district has no drills of its own.
    "drill_rule": Row(own=MEMBERS, above=REACH_DOWN, hidden_below=MEMBERS),
    "drill": Row(own=ALL, above=ALL, below=ALL),
    "drill_move": Row(own=RUN, above=RUN),
    "drill_cancel": Row(own=RUN, above=RUN),
    "drill_told": Row(own=RUN, above=RUN, answers=405),
    "drill_hold": Row(own=RUN, above=RUN),
    "drill_correct": Row(own=RUN, above=RUN, drill="held_drill"),
    # Action items of a school are opened by its own; parents and students read no findings.
    "drill_act": Row(
        own=RUN,
        hidden="community",
        hidden_above="school official community",
        hidden_below="community",
        drill="held_drill",
    ),
}
