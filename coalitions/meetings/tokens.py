"""The link by which somebody answers an invitation without signing in (core/accounts/tokens).

It answers that one invitation, and nothing else.
"""

from coalitions.meetings.models.invitee import Invitee
from coalitions.people.addresses import address_of
from safety_portal.core.accounts.tokens import is_mark_of, read_signed, signed_for

SALT = "coalitions.meetings.answer"


def token_for(invitee: Invitee, address: str) -> str:
    """What stands in the link that is mailed to `address`."""
    return signed_for(invitee.pk, address, salt=SALT)


def invitee_by_link(token: str) -> Invitee | None:
    """The invitation that a link answers, with its meeting; None where the link has ended.

    It ends with the invitation, after its days (GOOD_FOR of core/accounts/tokens), and where mail
    to the person goes to another address by now.
    """
    read = read_signed(token, salt=SALT)
    if read is None:
        return None
    key, mark = read
    rows = Invitee.objects.select_related(
        "person__account", "meeting__coalition__district", "meeting__coalition__school"
    )
    invitee = rows.filter(pk=key, withdrawn_at__isnull=True).first()
    if invitee is None or not is_mark_of(mark, address_of(invitee.person)):
        return None
    return invitee
