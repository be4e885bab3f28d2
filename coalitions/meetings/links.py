"""Whose invitation a link of a mail is."""

from coalitions.meetings import tokens
from coalitions.meetings.addresses import address_of
from coalitions.meetings.models.invitee import Invitee


def invitee_by_link(token: str) -> Invitee | None:
    """The invitation that a link answers, with its meeting; None where the link has ended.

    It ends with the invitation, after its days (tokens.py), and where mail to the person goes to
    another address by now.
    """
    read = tokens.read_token(token)
    if read is None:
        return None
    key, mark = read
    rows = Invitee.objects.select_related(
        "person__account", "meeting__coalition__district", "meeting__coalition__school"
    )
    invitee = rows.filter(pk=key, withdrawn_at__isnull=True).first()
    if invitee is None or not tokens.is_of(mark, address_of(invitee.person)):
        return None
    return invitee
