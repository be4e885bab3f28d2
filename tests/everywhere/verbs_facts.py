"""Who may do what with the facts about a school: a part of the table (verbs.py)."""

from coalitions.school_facts import policies
from tests.everywhere import rows
from tests.everywhere.may import ADMINISTRATOR, MEMBERS, NOBODY, REACH_DOWN, May

FACTS = {
    "read the facts about a school": May(
        policies.can_read_facts, rows.coalition, MEMBERS, REACH_DOWN, district=NOBODY
    ),
    "answer the questions about a school": May(
        policies.can_answer_facts, rows.coalition, ADMINISTRATOR, district=NOBODY
    ),
}
