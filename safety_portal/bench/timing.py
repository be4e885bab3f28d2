"""What a request costs, through a whole stack of middleware: CPU of this process, where the database's time is not in, and
milliseconds by the clock, where it is."""

import os
import statistics
import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import set_urlconf


@dataclass(frozen=True)
class Measured:
    """A page: milliseconds per request, of CPU and by the clock (medians of the rounds); queries and kilobytes of one."""

    cpu_ms: float
    ms: float
    queries: int
    kilobytes: float


class Stack:
    """A handler with its middleware loaded, as one account."""

    def __init__(self, account, *, urlconf=None):
        self.urlconf = urlconf
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.requests = RequestFactory(
            HTTP_HOST="localhost", HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}={sign_in(account)}"
        )

    def get(self, url):
        """One GET; anything but 200 is an error of the bench."""
        request = self.requests.get(url)
        if self.urlconf:
            request.urlconf = self.urlconf
        response = self.handler.get_response(request)
        set_urlconf(None)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}, so it cannot be measured.")
        return response.content


def sign_in(account):
    """The key of a new session of the account."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return session.session_key


def cost_of(stack, url, *, times):
    """(CPU milliseconds, milliseconds by the clock) of one request, over so many in a row."""
    cpu, clock = time.process_time(), time.perf_counter()
    for _ in range(times):
        stack.get(url)
    return [(now - began) * 1000 / times for now, began in ((time.process_time(), cpu), (time.perf_counter(), clock))]


def side_by_side(ours, url, bare, bare_url, *, rounds, times):
    """(ours, bare) as Measured: both warmed, then turn by turn, so that a busy machine slows both."""
    pair = ((ours, url), (bare, bare_url))
    sizes = [_once(stack, address) for stack, address in pair]
    turns = [[cost_of(stack, address, times=times) for stack, address in pair] for _ in range(rounds)]
    medians = [[statistics.median(column) for column in zip(*costs, strict=True)] for costs in zip(*turns, strict=True)]
    return [Measured(*costs, *size) for costs, size in zip(medians, sizes, strict=True)]


def _once(stack, url):
    stack.get(url)
    with CaptureQueriesContext(connection) as asked:
        content = stack.get(url)
    return len(asked), round(len(content) / 1024, 1)


def cpu_seconds(function):
    """(what it returned, CPU seconds of this process and the children it waited for, seconds by the clock)."""
    before, began = _spent(), time.perf_counter()
    returned = function()
    return returned, _spent() - before, time.perf_counter() - began


def _spent():
    """User and system seconds of this process and of its children that ended."""
    return sum(os.times()[:4])
