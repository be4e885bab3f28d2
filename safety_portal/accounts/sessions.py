"""How long a session lasts: an absolute end, and an earlier one when nobody uses it."""

import time

from django.conf import settings
from django.contrib.auth import logout

BEGAN, SEEN = "began_at", "seen_at"
# The session is written at most this often, not on each request.
SEEN_EVERY = 5 * 60


def begin(request):
    """Date a new session."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def has_ended(session, *, now):
    """Whether a dated session is past settings.SESSION_COOKIE_AGE or idle past settings.SESSION_IDLE_AGE (seconds)."""
    if BEGAN not in session:
        return False
    return now - session[BEGAN] > settings.SESSION_COOKIE_AGE or now - session[SEEN] > settings.SESSION_IDLE_AGE


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
        return self.get_response(request)
