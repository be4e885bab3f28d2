"""Who keeps the address of a calendar."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_keep_calendar(user: User, account: User) -> Allowed | Denied:
    """Make, renew or revoke it: only that of one's own account."""
    if access_of(user).view_as:
        return LOOKING_ONLY
    return Allowed() if user == account else Denied(f"Only {account} keeps this calendar.")
