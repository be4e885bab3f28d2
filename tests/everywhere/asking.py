"""Asking a URL as somebody, through the whole stack of middleware.

What it answers, shows and writes.
"""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import URLPattern, get_resolver

# Everything counted by PostgreSQL itself since the transaction began, also what was rolled back or
# only updated.
WRITTEN = """
    SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables
    WHERE relname NOT IN ('django_session', 'cache', 'usersessions_usersession') AND NOT relname = ANY(%s)
"""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str


class Asker:
    """One handler for all; each account signs in once."""

    def __init__(self):
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.cookies = {}
        self.requests = RequestFactory()

    def sign_in(self, account):
        """Give the account a session; later requests of it carry the cookie."""
        client = Client()
        client.force_login(account)
        self.cookies[account.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def session_of(self, account):
        """The session of an account that signed in, to be changed and saved."""
        return SessionStore(self.cookies[account.pk])

    def ask(self, url, *, account=None, method="GET", data=None):
        """The answer to one request, as `account` or signed out."""
        if account is not None and account.pk not in self.cookies:
            self.sign_in(account)
        cookie = (
            f"{settings.SESSION_COOKIE_NAME}={self.cookies[account.pk]}"
            if account is not None
            else ""
        )
        request = getattr(self.requests, method.lower())(url, data, HTTP_COOKIE=cookie)
        response = self.handler(request.environ)
        content = response.getvalue() if response.streaming else response.content
        return Answer(
            response.status_code, response.get("Location", ""), content.decode("utf-8", "replace")
        )


def rows_written(*, besides=()):
    """How many rows were inserted, updated or deleted in this transaction so far, sessions and
    tables `besides` left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [list(besides)])
        return cursor.fetchone()[0]


class undone(transaction.Atomic):  # noqa: N801 - read as a word: with undone():
    """A block whose writing is rolled back at its end."""

    def __init__(self):
        super().__init__(using=None, savepoint=True, durable=False)

    def __exit__(self, exc_type, exc_value, traceback):
        transaction.set_rollback(True)
        return super().__exit__(exc_type, exc_value, traceback)


@cache
def patterns():
    """Every URL pattern of the portal by its name (with its namespace), through include()."""
    return dict(walk(get_resolver().url_patterns))


def doubled():
    """Names that more than one address has."""
    names = [name for name, _ in walk(get_resolver().url_patterns)]
    return sorted({name for name in names if names.count(name) > 1})


def walk(found, namespace=""):
    """Name (with its namespace) and pattern of every address among these, through include()."""
    for pattern in found:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner)


def arguments(pattern):
    """The names of what an address holds, its includes' too."""
    return tuple(pattern.pattern.regex.groupindex)
