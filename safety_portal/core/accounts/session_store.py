"""Where sessions are kept.

Django's table, asked by a query that is kept, since every page asks for its session first.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import DateTimeField, TextField
from django.utils import timezone

from safety_portal.core.database.kept_queries import KeptQuery, Slot


def _open():
    return Session.objects.filter(
        session_key=Slot("key", TextField()), expire_date__gt=Slot("now", DateTimeField())
    )


OPEN = KeptQuery(_open)


class SessionStore(db.SessionStore):
    """Django's own, but for how it finds the session of a cookie (settings SESSION_ENGINE)."""

    def _get_session_from_db(self):
        rows = OPEN.ask(key=self.session_key, now=timezone.now())
        # Without one Django notes that, and forgets the key.
        return rows[0] if rows else super()._get_session_from_db()
