"""Who gets what of the loops of findings: a part of the table (audience.py)."""

from tests.everywhere.readers import ADMINISTRATOR, ALL, NOTHING_RESTRICTED, Row, restricted

# Of a school's plan its own administrators say so: nobody above, as with its sections.
MARKING = {
    "own": ADMINISTRATOR,
    "hidden": NOTHING_RESTRICTED,
    "hidden_above": NOTHING_RESTRICTED,
    "hidden_below": ALL,
    "finding": "mended_finding",
}
LOOPS = {
    "closed_loop": restricted(),
    "closed_loop_list": restricted(),
    "closed_loop_csv": restricted(),
    "loop_leave_out": Row(**MARKING),
    "loop_undo": Row(**MARKING),
}
