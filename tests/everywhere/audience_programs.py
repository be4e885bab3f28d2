"""Who gets what of programs: a part of the table (audience.py)."""

from tests.everywhere.readers import ADMINISTRATOR, MEMBERS, NO_REACH_DOWN, REACH_DOWN, Row

WRITERS = "administrator officers"
READ = {"own": MEMBERS, "above": REACH_DOWN, "below": MEMBERS}
HIDDEN = {"hidden": "community", "hidden_above": NO_REACH_DOWN, "hidden_below": "community"}
# An entry of a district stands in the catalogues of its schools, too; a school's in its own alone.
OF_ENTRY = {"hidden": "community", "hidden_above": NO_REACH_DOWN, "hidden_below": "community"}


def of_program(own, which="program", **rest):
    """A program for members: parents and students do not learn of it."""
    return Row(own=own, program=which, **{**HIDDEN, **rest})


def decided(which="program", **rest):
    """Writing down what becomes of it."""
    return of_program(ADMINISTRATOR, which, **rest)


PROGRAMS = {
    "programs": Row(**READ),
    "program_catalogue": Row(**READ),
    "coverage": Row(**READ),
    "program_entry_add": Row(own=ADMINISTRATOR),
    "program_entry": Row(**READ, **OF_ENTRY),
    "program_recommend": Row(own=WRITERS, **OF_ENTRY),
    "program_entry_change": Row(own=ADMINISTRATOR, **OF_ENTRY),
    "program_entry_withdraw": Row(own=ADMINISTRATOR, **OF_ENTRY),
    "program": of_program(**READ),
    "program / recommended": of_program(**READ, which="recommended_program"),
    "program_numbers_csv": of_program(**READ),
    "program_agenda": decided(),
    "program_adopt": decided("recommended_program"),
    "program_decline": decided("recommended_program"),
    "program_start": decided("adopted_program"),
    "program_change": decided(),
    "program_numbers": of_program(WRITERS),
    "program_measure_add": decided(),
    "program_review": of_program("administrator sro"),
}
