"""Who gets an edition on paper."""

from coalitions.access.grants import standing_of
from coalitions.access.policies import LOOKING_ONLY
from plans.editions.policies import can_read_edition


def can_print(user, edition):
    """Have a PDF made of what one may read in it: as can_read_edition, for oneself."""
    return LOOKING_ONLY if standing_of(user).seen_as else can_read_edition(user, edition)
