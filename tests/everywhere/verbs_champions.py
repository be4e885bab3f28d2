"""Who may do what as a champion: a part of the table (verbs.py)."""

from coalitions.champions import policies
from tests.everywhere import rows_champions
from tests.everywhere.may import May

CHAMPION = "staff"
CHAMPIONS = {
    "log where one spoke": May(policies.can_log_talk, rows_champions.carry, CHAMPION),
    "take back where one spoke": May(policies.can_remove_talk, rows_champions.talk, CHAMPION),
}
