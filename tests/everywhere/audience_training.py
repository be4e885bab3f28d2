"""Who gets what of training and drills: a part of the table (audience.py)."""

from tests.everywhere.audience_drills import DRILLS
from tests.everywhere.readers import (
    MEMBERS_ONLY,
    TRAINED,
    Row,
    administrators,
    own_transcript,
    record,
)

TRAINING = {
    "record_own": MEMBERS_ONLY,
    "record_own_csv": MEMBERS_ONLY,
    "record_log": Row(own=TRAINED),
    "transcript_new": Row(own=TRAINED),
    "transcript": own_transcript(),
    "transcript_columns": own_transcript(),
    "transcript_apply": own_transcript(answers=405),
    "record_all": administrators(),
    "record_all_csv": administrators(),
    "record_to_verify": administrators(),
    "record_verify": administrators(answers=405),
    "record": record("administrator teacher sro"),
    "record_certificate": record("administrator teacher sro"),
    "record_correct": record("teacher sro", told="administrator"),
    "record_withdraw": record("teacher sro", told="administrator"),
    "record_return": record("administrator", told="teacher sro"),
    **DRILLS,
}
