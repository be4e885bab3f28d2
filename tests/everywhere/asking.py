"""Asking a URL as somebody, through the whole stack of middleware.

What it answers, shows and writes.
"""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.http import Http404
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import URLPattern, get_resolver, resolve

from safety_portal.core.accounts.models import User
from safety_portal.core.authority import READING

# Everything counted by PostgreSQL itself since the transaction began, also what was rolled back or
# only updated.
WRITTEN = """
    SELECT coalesce(sum(pg_stat_get_xact_tuples_inserted(it) + pg_stat_get_xact_tuples_updated(it)
                        + pg_stat_get_xact_tuples_deleted(it)), 0)
    FROM unnest(%s::oid[]) it
"""
SESSIONS = ("django_session", "cache", "usersessions_usersession")


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
        self.cookies, self.readers = {}, {}
        self.requests = RequestFactory()

    def sign_in(self, account):
        """Give the account a session; later requests of it carry the cookie."""
        client = Client()
        client.force_login(account)
        self.cookies[account.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def session_of(self, account):
        """The session of an account that signed in, to be changed and saved."""
        return SessionStore(self.cookies[account.pk])

    def refused(self, url, *, account, method="GET"):
        """What the gate of the address refuses the account with, as `at_gate`.

        An account reads once for all what it holds, which nobody changes between two questions.
        """
        if account.pk not in self.readers:
            self.readers[account.pk] = User.objects.get(pk=account.pk)
        return at_gate(url, account=self.readers[account.pk], method=method)

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


def at_gate(url, *, account, method="GET"):
    """The Answer with which the gate of an address refuses an account, before any page is made; its
    text is the reason. None where the gate lets them in.
    """
    try:
        match = resolve(url)
        subject = match.func.fetch(account, **match.kwargs) if match.func.fetch else None
        verdict = match.func.policy(account, subject)
        if verdict and method not in READING:
            verdict = match.func.posting(account, subject)
    except Http404:
        return Answer(404, "", "It is not there for them.")
    return None if verdict else Answer(403, "", verdict.reason)


def rows_written(*, besides=()):
    """How many rows were inserted, updated or deleted in this transaction so far, sessions and
    tables `besides` left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [tables_besides(connection.settings_dict["NAME"], tuple(besides))])
        return cursor.fetchone()[0]


@cache
def tables_besides(database, names):
    """The numbers of the tables of this database, sessions and those of the names left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(relid::bigint) FROM pg_stat_user_tables WHERE NOT relname = ANY(%s)",
            [[*SESSIONS, *names]],
        )
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
