"""Who keeps the calendar of a district. Every member of its coalitions reads it."""

from coalitions.access.policies import OfCoalition, Scope, can_administer
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_keep_calendar(user: User, coalition: Scope) -> Allowed | Denied:
    """Enter and import it: administrators of the district's own coalition."""
    if coalition.school_id:
        return Denied(
            f"{coalition} is the coalition of one school; the calendar is kept by the district’s."
        )
    return can_administer(user, coalition)


def can_keep_part(user: User, here: OfCoalition) -> Allowed | Denied:
    """The same of a year, a span or a file, on the pages of a coalition."""
    return can_keep_calendar(user, here.coalition)
