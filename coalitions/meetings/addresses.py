"""Whom of those invited no mail reaches."""

from coalitions.meetings.models.invitee import Invitee
from coalitions.people.addresses import address_of


def without_address(invitees: list[Invitee]) -> list[Invitee]:
    """Those whom no mail reaches: somebody tells them."""
    return [each for each in invitees if not address_of(each.person)]
