"""What is kept in the session for a round trip to an issuer, until somebody comes back with its
state: once, and for minutes."""

import secrets
import time
from contextlib import contextmanager

from django.db import transaction

from safety_portal.core.accounts import sessions

KEY = "oidc_states"
SECONDS_TO_COME_BACK = 10 * 60
# Round trips that one browser may have begun; the oldest gives way.
MOST = 10


def keep(request, issuer_code: str, state: dict) -> str:
    """Keep `state` (JSON) for a round trip to the issuer; returns the name that it has to come back
    with."""
    name = secrets.token_urlsafe(24)
    with _locked_session(request) as session:
        others = [each for each in session.get(KEY, {}).items() if _is_fresh(each[1])]
        kept = {"issuer": issuer_code, "at": time.time(), "state": state}
        session[KEY] = dict([*others[1 - MOST :], (name, kept)])
    return name


def take(request, issuer_code: str, name: str) -> dict | None:
    """What was kept under that name for a round trip to this issuer, and is kept no longer.

    None for any other name.
    """
    if name not in request.session.get(KEY, {}):
        return None
    with _locked_session(request) as session:
        found = session.get(KEY, {}).get(name)
        if found is None or found["issuer"] != issuer_code:
            return None
        session[KEY] = {other: kept for other, kept in session[KEY].items() if other != name}
    return found["state"] if _is_fresh(found) else None


def _is_fresh(kept):
    return time.time() - kept["at"] <= SECONDS_TO_COME_BACK


@contextmanager
def _locked_session(request):
    """The session that remembers sign-ins under way, as stored by now, while nobody else writes it.

    The issuer may have taken seconds to answer, and another tab gone on meanwhile: what that stored
    has to stay.
    """
    with transaction.atomic():
        is_stored = sessions.lock(request.session)
        store = type(request.session)
        session = store(request.session.session_key) if is_stored else request.session
        yield session
        if is_stored:
            session.save()
            request.session = store(session.session_key)
