"""Who may do what with programs: a part of the table (verbs.py)."""

from coalitions.programs import policies
from tests.everywhere import rows, rows_programs
from tests.everywhere.may import ADMINISTRATOR, MEMBERS, NOBODY, REACH_DOWN, May

WRITERS = "administrator officers"
READ = (MEMBERS, REACH_DOWN, MEMBERS)

PROGRAMS = {
    "see the programs": May(policies.can_read_programs, rows.coalition, *READ),
    "read a program": May(policies.can_read_program, rows_programs.program("program"), *READ),
    "read an entry of the catalogue": May(policies.can_read_entry, rows_programs.entry, *READ),
    "recommend a program": May(policies.can_recommend, rows_programs.entry, WRITERS),
    "change an entry of the catalogue": May(
        policies.can_change_entry, rows_programs.entry, ADMINISTRATOR
    ),
    "change an entry of the portal": May(
        policies.can_change_entry, rows_programs.of_the_portal, NOBODY
    ),
    "decide on a program": May(
        policies.can_decide_program, rows_programs.program("recommended_program"), ADMINISTRATOR
    ),
    "enter numbers of a program": May(
        policies.can_measure, rows_programs.program("program"), WRITERS
    ),
    "review a program": May(
        policies.can_review, rows_programs.program("program"), "administrator sro"
    ),
    "put a program on an agenda": May(
        policies.can_discuss_program, rows_programs.program("program"), ADMINISTRATOR
    ),
}
