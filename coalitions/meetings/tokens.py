"""The link by which somebody answers an invitation without signing in: signed, not kept.

It names the invitation and the address that it was sent to, so that it ends with either. It answers
that one invitation, and nothing else.
"""

import hashlib
from datetime import timedelta

from django.core import signing

from coalitions.meetings.addresses import address_of
from coalitions.meetings.models.invitee import Invitee

SALT = "coalitions.meetings.answer"
GOOD_FOR = timedelta(days=90)


def token_for(invitee: Invitee, address: str) -> str:
    """What stands in the link that is mailed to `address`."""
    return signing.dumps([invitee.pk, _mark(address)], salt=SALT)


def read_token(token: str) -> tuple[int, str] | None:
    """(the invitation's key, the mark of its address); None for one we never signed, or too old."""
    try:
        key, mark = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return key, mark


def is_of(mark: str, address: str) -> bool:
    """Whether a mark is that of the address."""
    return mark == _mark(address)


def _mark(address: str) -> str:
    return hashlib.sha256(address.lower().encode()).hexdigest()[:16]


def invitee_by_link(token: str) -> Invitee | None:
    """The invitation that a link answers, with its meeting; None where the link has ended.

    It ends with the invitation, after its days (GOOD_FOR), and where mail to the person goes to
    another address by now.
    """
    read = read_token(token)
    if read is None:
        return None
    key, mark = read
    rows = Invitee.objects.select_related(
        "person__account", "meeting__coalition__district", "meeting__coalition__school"
    )
    invitee = rows.filter(pk=key, withdrawn_at__isnull=True).first()
    if invitee is None or not is_of(mark, address_of(invitee.person)):
        return None
    return invitee
