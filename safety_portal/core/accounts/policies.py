"""Who signs a browser out, and who says by what an account is entered."""

from allauth.usersessions.models import UserSession

from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_end_session(user: User, session: UserSession) -> Allowed | Denied:
    """Sign a browser out: only one that is signed in with one's own account."""
    return Allowed() if session.user == user else Denied(f"Only {session.user} signs this out.")


def can_change_sign_ins(user: User, account: User) -> Allowed | Denied:
    """Link a sign-in of an issuer with an account or remove it: only with one's own."""
    return Allowed() if user == account else Denied(f"Only {account} says how to sign in to this.")
