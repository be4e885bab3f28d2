"""Who may do what with bulletins: a part of the table (verbs.py)."""

from coalitions.bulletins import policies
from tests.everywhere import rows, rows_bulletins
from tests.everywhere.may import RESTRICTED, May

KEEPERS = "administrator security_officer"

BULLETINS = {
    "list bulletins": May(policies.can_list_bulletins, rows.coalition, RESTRICTED),
    "send a bulletin": May(policies.can_send_bulletin, rows.coalition, "administrator officers"),
    "read a bulletin": May(
        policies.can_read_bulletin,
        rows_bulletins.bulletin,
        "administrator sro fire security_officer",
    ),
    "say that one has read a bulletin": May(
        policies.can_confirm_bulletin, rows_bulletins.bulletin, "administrator sro fire"
    ),
    "keep a bulletin": May(policies.can_keep_bulletin, rows_bulletins.bulletin, KEEPERS),
    "send a bulletin to more": May(policies.can_add_recipients, rows_bulletins.bulletin, KEEPERS),
    "answer a bulletin": May(policies.can_answer_bulletin, rows_bulletins.bulletin, KEEPERS),
    "read the answers to a bulletin": May(
        policies.can_read_answers, rows_bulletins.bulletin, f"{KEEPERS} sro"
    ),
    "be who sent a bulletin": May(policies.is_sender, rows_bulletins.bulletin, "security_officer"),
}
