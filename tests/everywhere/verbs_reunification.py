"""Who may do what with reunification: a part of the table (verbs.py)."""

from coalitions.action_items.policies import can_open_item_of
from coalitions.reunification import policies
from tests.everywhere import rows, rows_reunification
from tests.everywhere.may import MEMBERS, REACH_DOWN, RESTRICTED, May

REUNIFICATION = {
    "read how ready a school is": May(
        policies.can_read_readiness, rows.coalition, MEMBERS, REACH_DOWN, district=REACH_DOWN
    ),
    "learn where a site is": May(
        policies.can_read_site, rows_reunification.site, RESTRICTED, RESTRICTED
    ),
    "read a rehearsal": May(
        policies.can_read_rehearsal,
        rows_reunification.rehearsal,
        MEMBERS,
        REACH_DOWN,
        district=REACH_DOWN,
    ),
    "open an action item of a rehearsal": May(
        can_open_item_of, rows_reunification.rehearsal, "administrator officers"
    ),
}
