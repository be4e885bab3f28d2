"""Who gets what of site assessments and their findings: a part of the table (audience.py)."""

from tests.everywhere.readers import restricted

WALKERS = "administrator officers"
WALKS = {
    "assessment": restricted(),
    "assessment_begin": restricted(WALKERS, answers=405),
    "assessment_call_off": restricted(WALKERS),
    "assessment_open_again": restricted(WALKERS),
    "assessment_photo": restricted(),
    "assessment_walk": restricted(WALKERS),
    "assessment_walk_on_phone": restricted(WALKERS),
    "assessment_walk_worker": restricted(WALKERS),
    "assessment_answer": restricted(WALKERS, answers=405, json=True),
    "assessment_receive_photo": restricted(WALKERS, answers=405, json=True),
}
