"""States of an action item and the moves between them, as data. Imports nothing of ours."""

from django.db import models


class ItemState(models.TextChoices):
    """Where it stands. Nothing leads out of the table: what was closed can be opened again."""

    OPEN = "open", "Open"
    DONE = "done", "To verify"
    VERIFIED = "verified", "Verified"
    RISK_ACCEPTED = "risk_accepted", "Risk accepted"


class CameBack(models.TextChoices):
    """How an item that was done, verified or accepted as a risk became open again."""

    SENT_BACK = "sent_back", "Returned"
    REOPENED = "reopened", "Reopened"
    RISK_ENDED = "risk_ended", "Accepted risk ran out"


S = ItemState
ITEM_MOVES: dict[str, set[str]] = {
    S.OPEN: {S.DONE, S.RISK_ACCEPTED},
    # Back to open: sent back with a reason.
    S.DONE: {S.VERIFIED, S.OPEN, S.RISK_ACCEPTED},
    # Back to open: reopened with a reason.
    S.VERIFIED: {S.OPEN},
    # Back to open: on its day, or before it with a reason.
    S.RISK_ACCEPTED: {S.OPEN},
}
# What is verified is closed; the same may be opened anew. A risk that is accepted is still there.
NOT_CLOSED = (S.OPEN, S.DONE, S.RISK_ACCEPTED)
