"""How long a session lasts.

An absolute end, an earlier one when nobody uses it, and one that its owner gives it.
"""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, logout
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from safety_portal.core.accounts.models import User

BEGAN, SEEN = "began_at", "seen_at"
# The session is written at most this often, not on each request.
SEEN_EVERY = 5 * 60


def begin(request):
    """Date a new session, and list it among those of its account."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    UserSession.objects.create_from_request(request)


def lock(session):
    """Keep others from ending a session until the transaction ends.

    Whether nobody has ended it yet.
    """
    return (
        Session.objects.select_for_update(no_key=True)
        .filter(session_key=session.session_key)
        .exists()
    )


def has_ended(session, *, now):
    """Whether a dated session is past settings.SESSION_COOKIE_AGE or idle past
    settings.SESSION_IDLE_AGE (seconds).
    """
    if BEGAN not in session:
        return False
    return (
        now - session[BEGAN] > settings.SESSION_COOKIE_AGE
        or now - session[SEEN] > settings.SESSION_IDLE_AGE
    )


def others_of(account: User, *, than: str | None) -> QuerySet[UserSession]:
    """The sessions of an account, but for the one of the key `than`."""
    return UserSession.objects.filter(user=account).exclude(session_key=than)


def open_sessions(account, *, now):
    """The UserSessions of an account whose browsers would be let in at `now` (seconds), the latest
    seen first.
    """
    listed = list(UserSession.objects.filter(user=account).order_by("-last_seen_at", "-id"))
    stored = Session.objects.filter(expire_date__gt=timezone.now()).in_bulk(
        [row.session_key for row in listed]
    )
    return [
        row
        for row in listed
        if row.session_key in stored and _is_let_in(stored[row.session_key], account, now)
    ]


def _is_let_in(stored, account, now):
    """Whether a stored session is the account's still.

    Of its present password, and neither past its end nor idle.
    """
    data = stored.get_decoded()
    hashes = {account.get_session_auth_hash(), *account.get_session_auth_fallback_hash()}
    is_own = data.get(SESSION_KEY) == str(account.pk) and data.get(HASH_SESSION_KEY) in hashes
    return is_own and not has_ended(data, now=now)


class SessionCookies(SessionMiddleware):
    """Django's, but a cookie that names no session any more is left where it is.

    A browser may send several requests with it: the page of yesterday asks who else writes, and
    somebody signs in beside it. The answer to the older request, coming last, would take the cookie
    of the new session away, which has the same name, and end it. Signing out takes it as before.
    """

    def process_response(self, request, response):
        """Save a session that changed, and set its cookie."""
        session = request.session
        if session.modified or not session.is_empty():
            return super().process_response(request, response)
        if session.accessed:
            patch_vary_headers(response, ("Cookie",))
        return response


class SessionLimits:
    """Sign out whose session has ended; the page asked for then leads to signing in and back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        now, session = int(time.time()), request.session
        if has_ended(session, now=now):
            logout(request)
        elif BEGAN in session and now - session[SEEN] > SEEN_EVERY:
            session[SEEN] = now
            UserSession.objects.filter(session_key=session.session_key).update(
                last_seen_at=timezone.now()
            )
        return self.get_response(request)
