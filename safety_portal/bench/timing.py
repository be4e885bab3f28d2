"""What a request costs, through a whole stack of middleware: CPU of this process, CPU of the
database's process that answers
it, and milliseconds by the clock."""

import os
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import set_urlconf

from safety_portal.core.web.frames import in_one_piece

NOT_SEEN = "The CPU of PostgreSQL is not to be seen from here: run the bench on Linux, on the machine of the database."


@dataclass(frozen=True)
class Spent:
    """Milliseconds of one request: CPU of this process, CPU of PostgreSQL's, and by the clock."""

    cpu: float
    database: float
    clock: float

    @property
    def whole(self):
        """All CPU, whoever spent it."""
        return self.cpu + self.database


@dataclass(frozen=True)
class Measured:
    """A page: what each round spent on one request; queries and kilobytes of one."""

    rounds: tuple[Spent, ...]
    queries: int
    kilobytes: float

    def median(self, name):
        """The median of the rounds: of cpu, database, clock or whole."""
        return statistics.median(getattr(spent, name) for spent in self.rounds)

    def over(self, other):
        """How many times as much CPU as `other`.

        The median of the rounds, each of which measured both.
        """
        pairs = zip(self.rounds, other.rounds, strict=True)
        return statistics.median(ours.whole / theirs.whole for ours, theirs in pairs)

    def least_over(self, other):
        """How many times as much CPU, of the cheapest round of each.

        What else a machine does only ever adds: of figures measured minutes apart, the cheapest
        are those to compare.
        """
        least, others = (min(spent.whole for spent in page.rounds) for page in (self, other))
        return least / others


class Stack:
    """A handler with its middleware loaded, as one account."""

    def __init__(self, account, *, urlconf=None):
        self.urlconf = urlconf
        handler = BaseHandler()
        handler.load_middleware()
        # As wsgi.py does it, for the bare page and the floor page, too.
        self.answer = in_one_piece(handler.get_response)
        self.requests = RequestFactory(
            HTTP_HOST="localhost",
            HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}={session_key_of(account)}",
        )

    def get(self, url):
        """One GET; anything but 200 is an error of the bench."""
        request = self.requests.get(url)
        if self.urlconf:
            request.urlconf = self.urlconf
        response = self.answer(request)
        set_urlconf(None)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}, so it cannot be measured.")
        return response.content


def session_key_of(account):
    """The key of a new session of the account: the bench measures its pages, not its signing in."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return session.session_key


def by_turns(pairs, *, rounds, times):
    """A Measured for each (stack, address).

    All warmed, then turn by turn, so that a busy machine slows all of them.
    """
    sizes = [_once(*pair) for pair in pairs]
    turns = [[_cost(*pair, times=times) for pair in pairs] for _ in range(rounds)]
    return [
        Measured(spent, *size) for spent, size in zip(zip(*turns, strict=True), sizes, strict=True)
    ]


def _cost(stack, url, *, times):
    """What one request spent, over so many in a row."""
    before = _clocks()
    for _ in range(times):
        stack.get(url)
    return Spent(
        *((now - then) * 1000 / times for now, then in zip(_clocks(), before, strict=True))
    )


def _clocks():
    """Seconds so far: CPU of this process, CPU of the database's, and by the clock."""
    return time.process_time(), database_seconds(), time.perf_counter()


def database_seconds():
    """CPU seconds of the PostgreSQL process that answers this one, as Linux counts them.

    Raises RuntimeError where that is not to be seen. Helpers of a parallel query are not in it: the
    bench forbids them.
    """
    connection.ensure_connection()
    process = Path(f"/proc/{connection.connection.info.backend_pid}")
    try:
        if (process / "comm").read_text().startswith("postgres"):
            return int((process / "schedstat").read_text().split()[0]) / 1e9
    except OSError as error:
        raise RuntimeError(NOT_SEEN) from error
    raise RuntimeError(NOT_SEEN)


def _once(stack, url):
    stack.get(url)
    with CaptureQueriesContext(connection) as asked:
        content = stack.get(url)
    return len(asked), round(len(content) / 1024, 1)


def cpu_seconds(function):
    """(what it returned, CPU seconds of this process and the children it waited for, seconds by the
    clock).
    """
    before, began = _spent(), time.perf_counter()
    returned = function()
    return returned, _spent() - before, time.perf_counter() - began


def _spent():
    """User and system seconds of this process and of its children that ended."""
    return sum(os.times()[:4])
