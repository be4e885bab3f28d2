"""The link by which somebody confirms that they ask to join (core/accounts/tokens).

It shows and confirms that one request, and ends with it.
"""

from datetime import datetime

from coalitions.champions.models.asking import JoinRequest
from safety_portal.core.accounts.tokens import is_mark_of, read_signed, signed_for

SALT = "coalitions.champions.confirm"


def token_for(asked: JoinRequest) -> str:
    """What stands in the link that is mailed to who asks."""
    return signed_for(asked.pk, asked.email, salt=SALT)


def request_by_link(token: str, *, now: datetime) -> JoinRequest | None:
    """The request of a link; None where the link was never ours, or its time has passed."""
    read = read_signed(token, salt=SALT)
    if read is None:
        return None
    key, mark = read
    rows = JoinRequest.objects.select_related(
        "coalition__district", "coalition__school", "seat", "school"
    )
    asked = rows.filter(pk=key).first()
    if asked is None or not is_mark_of(mark, asked.email) or not asked.can_be_confirmed(now):
        return None
    return asked
