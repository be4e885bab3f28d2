"""Who has a school at hand and who reads the log of it: a part of the table (verbs.py)."""

from coalitions.openings import policies
from safety_portal.portal.official.policies import can_read_figures
from tests.everywhere import rows
from tests.everywhere.may import RESTRICTED, May

ANSWERING = "sro security_officer law_enforcement fire ems emergency_manager"

OPENINGS = {
    "have a school at hand": May(
        policies.can_see_at_hand, rows.coalition, ANSWERING, ANSWERING, district=ANSWERING
    ),
    "read the figures of officials": May(
        can_read_figures, rows.coalition, "official administrator sro security_officer"
    ),
    "read who opened it": May(policies.can_read_openings, rows.coalition, RESTRICTED, RESTRICTED),
}
