"""The portal's processes on this machine.

Web server, worker and beat, watched over until Ctrl-C, for demo and serve alike.
"""

import argparse
import http.client
import json
import socket
import time
from contextlib import contextmanager
from functools import partial
from urllib.parse import urlsplit

from packages import PYTHON, ROOT, SetUpFailed
from processes import end, ignore_signals, say, spawn
from servers import free_port, wait_until

DEFAULT_PORT, LAST_PORT = 8000, 65535
LONGEST_PAUSE = 30  # seconds between two restarts of a child that keeps dying
LISTEN_EVERY = 10  # seconds between two questions whether worker and beat are heard from
LONGEST_START = 120  # seconds that either may take until it is heard from for the first time


def port_number(text):
    """A port as somebody types it, for argparse."""
    if not (text.isdecimal() and text.isascii() and 0 < int(text[:6]) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"{text} is no port; choose one from 1 to {LAST_PORT}.")
    return int(text)


def choose_port(asked, host="127.0.0.1"):
    """The port asked for, which must be free on `host`.

    Else 8000 or, where that is taken, any free one.
    """
    try:
        family = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][0]
    except OSError:
        raise SetUpFailed(f"{host} is no name or address of this machine.") from None
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, asked or DEFAULT_PORT))
        except OSError as error:
            if asked or host != "127.0.0.1":
                raise SetUpFailed(
                    f"port {asked or DEFAULT_PORT} of {host} cannot be used: {error.strerror}."
                ) from error
            return free_port()
    return asked or DEFAULT_PORT


def own(work):
    """Wait for a ./run manage that holds the servers; refuse a second demo or serve."""
    waiting = False
    while not work.own():
        state = work.borrow() or {}
        work.give_back()
        if state.get("address"):
            raise SetUpFailed(f"the portal runs here already, at {state['address']}.")
        if not waiting:
            say("waiting for another ./run that holds the servers")
        waiting = True
        time.sleep(0.3)


class Child:
    """A supervised process.

    Started again when it dies, after a pause that doubles while it keeps dying.
    """

    def __init__(self, name, start, log, process=None):
        self.name, self.log, self.process = name, log, process or start()
        self.was_heard = False  # since it was started
        self._start, self._pause, self._again_at = start, 1, None
        self._started_at = time.monotonic()

    def look_after(self):
        """Notice a death, and start again when the pause is over."""
        now = time.monotonic()
        if self.process.poll() is None:
            return
        if self._again_at is None:
            self._pause = (
                1 if now - self._started_at > LONGEST_PAUSE else min(self._pause * 2, LONGEST_PAUSE)
            )
            self._again_at = now + self._pause
            say(f"{self.name} ended ({self.process.returncode}), starting it again; see {self.log}")
        elif now >= self._again_at:
            self.process, self._started_at, self._again_at = self._start(), now, None
            self.was_heard = False

    def listen(self, is_heard):
        """Take in whether it is heard from. One that should be and is not, is alive but deaf.

        End it.
        """
        should_be = self.was_heard or time.monotonic() - self._started_at > LONGEST_START
        if should_be and not is_heard and self.process.poll() is None:
            say(f"{self.name} is alive and not heard from, ending it; see {self.log}")
            end([self.process])
        self.was_heard = is_heard


def _commands(bind):
    """The three processes of the portal, by name; the web server listens on `bind`."""
    celery = ["-m", "celery", "-A", "safety_portal"]
    web = f"--bind {bind} --workers 2 --preload --graceful-timeout 5 --no-control-socket".split()
    return {
        "web": ["-m", "gunicorn", "safety_portal.wsgi:application", *web, "--access-logfile", "-"],
        "worker": [*celery, "worker", "--concurrency", "3", "--loglevel", "INFO"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile="],
    }


class Portal:
    """The portal's processes: `start` them by name.

    They are ended where the block that opened it ends.
    """

    def __init__(self, session, *, host, port, address):
        self.children = {}
        self._session, self._bind = session, f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        # Asked where it listens, by the name it answers to.
        self._nearby = ("127.0.0.1" if host == "0.0.0.0" else host, port)  # noqa: S104 - all addresses of this machine
        self._headers = {"Host": urlsplit(address).netloc}

    def start(self, *names):
        """Start these of web, worker and beat, those that are not up yet."""
        for name in names:
            if name not in self.children:
                log = self._session.work.log / f"{name}.log"
                log.write_bytes(b"")
                command = [PYTHON, *_commands(self._bind)[name]]
                begin = partial(
                    spawn, command, env=self._session.application_env, log=log, cwd=ROOT
                )
                self.children[name] = Child(name, begin, log)

    def wait_for_page(self):
        """Return when the web server answers; SetUpFailed with its log's end if it does not."""
        web = self.children["web"]
        wait_until(self._is_up, web.process, web.log, "the web server")

    def _is_up(self):
        status, _ = self._get("/healthz")
        if status not in (None, 200):
            raise SetUpFailed(f"the web server answers /healthz with {status}.")
        return status == 200

    def listen(self):
        """End beat or the worker where /readyz says that all they need is there, and not heard from
        them any more.

        One at a time, and beat first: it is by beat that the worker is asked.
        """
        _, checks = self._get("/readyz")
        if checks and checks["database"]["ok"] and checks["broker"]["ok"]:
            self.children["beat"].listen(checks["beat"]["ok"])
            if checks["beat"]["ok"]:
                self.children["worker"].listen(checks["worker"]["ok"])

    def _get(self, path):
        """Status of an answer of the portal, and what it says where that is JSON; (None, None)
        where nobody answers.
        """
        line = http.client.HTTPConnection(*self._nearby, timeout=5)
        try:
            line.request("GET", path, headers=self._headers)
            answer = line.getresponse()
            is_json = answer.headers.get_content_type() == "application/json"
            return answer.status, json.load(answer) if is_json else None
        except (OSError, http.client.HTTPException):
            return None, None
        finally:
            line.close()


@contextmanager
def opened(session, **where):
    """A Portal, nothing of it started; what was started is ended when the block ends."""
    processes = Portal(session, **where)
    try:
        yield processes
    finally:
        ignore_signals()
        end([child.process for child in processes.children.values()])


def watch(session, processes):
    """Look after the portal's processes and our servers until a signal raises Stopped.

    What died is started again. So is what lives and does not work: a worker or a beat that /readyz
    had heard from and hears no longer, or never did (hanging, or connected to a broker that is
    gone), is ended; what it held comes back to the queue.
    """
    servers = [
        Child(type(server).__name__, server.spawn, server.log, server.child)
        for server in session.servers()
    ]
    listen_at = time.monotonic()
    while True:
        for child in [*servers, *processes.children.values()]:
            child.look_after()
        if time.monotonic() >= listen_at:
            processes.listen()
            listen_at = time.monotonic() + LISTEN_EVERY
        time.sleep(0.5)
