"""Who may do what with briefs: a part of the table (verbs.py)."""

from coalitions.briefs import policies
from tests.everywhere import rows, rows_briefs
from tests.everywhere.may import ADMINISTRATOR, ALL, MEMBERS, NOBODY, May

WRITERS = "administrator officers"

BRIEFS = {
    "read a brief": May(policies.can_read_brief, rows_briefs.brief("brief"), MEMBERS, up=MEMBERS),
    "read a public brief": May(
        policies.can_read_brief, rows_briefs.brief("public_brief"), ALL, up=ALL
    ),
    "read a brief that waits": May(
        policies.can_read_brief, rows_briefs.brief("waiting_brief"), WRITERS
    ),
    "write briefs": May(policies.can_write_briefs, rows.coalition, WRITERS),
    "see what is written of briefs": May(policies.can_see_work, rows.coalition, WRITERS),
    "see versions of a brief": May(policies.can_see_versions, rows_briefs.brief("brief"), WRITERS),
    "see who read a brief": May(policies.can_see_readers, rows_briefs.brief("brief"), WRITERS),
    "write a brief": May(policies.can_write_brief, rows_briefs.brief("brief"), WRITERS),
    "decide on a brief": May(
        policies.can_decide_brief, rows_briefs.brief("waiting_brief"), ADMINISTRATOR
    ),
    "publish a brief": May(
        policies.can_publish_brief, rows_briefs.brief("waiting_brief"), ADMINISTRATOR
    ),
    "publish a brief of one's own": May(
        policies.can_publish_brief, rows_briefs.brief("own_brief"), NOBODY
    ),
    "answer a brief": May(policies.can_answer, rows_briefs.brief("brief"), MEMBERS),
    "answer a public brief": May(policies.can_answer, rows_briefs.brief("public_brief"), ALL),
    "change an answer": May(policies.can_change_answer, rows_briefs.answer, "teacher"),
    "remove an answer": May(policies.can_remove_answer, rows_briefs.answer, ADMINISTRATOR),
    "put a brief on an agenda": May(
        policies.can_discuss_brief, rows_briefs.brief("brief"), ADMINISTRATOR
    ),
    "send a brief": May(policies.can_send_brief, rows_briefs.brief("brief"), WRITERS),
}
