"""Who says what somebody is called."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_rename(user: User, account: User) -> Allowed | Denied:
    """Change the name of an account: only one's own."""
    if access_of(user).view_as:
        return LOOKING_ONLY
    return Allowed() if user == account else Denied(f"Only {account} changes this name.")
