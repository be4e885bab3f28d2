"""Who says where they spoke, and who takes it back."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from coalitions.champions.here import CarryHere
from coalitions.champions.models.talk import Talk
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_log_talk(user: User, here: CarryHere) -> Allowed | Denied:
    """Say where one spoke: the coalition's local champions."""
    if access_of(user).view_as:
        return LOOKING_ONLY
    if here.champion and here.champion.person_id in access_of(user).person_ids:
        return Allowed()
    return Denied(
        f"Only local champions of {here.coalition} log where they spoke. An administrator makes"
        " somebody one on the page People."
    )


def can_remove_talk(user: User, talk: Talk) -> Allowed | Denied:
    """Take a line back: whose it is."""
    if access_of(user).view_as:
        return LOOKING_ONLY
    if talk.membership.person_id in access_of(user).person_ids:
        return Allowed()
    return Denied("Only who spoke removes the line.")
