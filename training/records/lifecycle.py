"""States of a training record and the moves between them, as data. Imports nothing of ours."""

from django.db import models


class RecordState(models.TextChoices):
    """What a record counts for. Only a verified one proves anything."""

    TO_VERIFY = "to_verify", "To verify"
    VERIFIED = "verified", "Verified"
    RETURNED = "returned", "Returned"
    WITHDRAWN = "withdrawn", "Withdrawn"


R = RecordState
RECORD_MOVES = {
    R.TO_VERIFY: {R.TO_VERIFY, R.VERIFIED, R.RETURNED, R.WITHDRAWN},
    # A correction puts a returned or verified record before the administrator again.
    R.RETURNED: {R.TO_VERIFY, R.WITHDRAWN},
    R.VERIFIED: {R.TO_VERIFY, R.RETURNED, R.WITHDRAWN},
    R.WITHDRAWN: set(),
}
