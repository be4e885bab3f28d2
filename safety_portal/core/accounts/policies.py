"""Who signs a browser out."""

from allauth.usersessions.models import UserSession

from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_end_session(user: User, session: UserSession) -> Allowed | Denied:
    """Sign a browser out: only one that is signed in with one's own account."""
    return Allowed() if session.user == user else Denied(f"Only {session.user} signs this out.")
