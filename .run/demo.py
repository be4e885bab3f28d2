"""./run demo: the demo district on private servers, web, worker and beat watched over until Ctrl-C."""

import http.client
import json
import socket
import subprocess
import time
from contextlib import contextmanager
from functools import partial

from packages import PYTHON, ROOT, SetUpFailed
from processes import end, ignore_signals, say, spawn
from servers import free_port, last_lines, wait_until

DEFAULT_PORT = 8000
LONGEST_PAUSE = 30  # seconds between two restarts of a child that keeps dying
LISTEN_EVERY = 10  # seconds between two questions whether worker and beat are heard from
LONGEST_START = 120  # seconds that either may take until it is heard from for the first time


def choose_port(asked):
    """The port asked for, which must be free; else 8000 or, where that is taken, any free one."""
    for port in [asked] if asked else [DEFAULT_PORT]:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError as error:
                if asked:
                    raise SetUpFailed(f"port {asked} cannot be used: {error.strerror}.") from error
    return free_port()


class Child:
    """A supervised process: started again when it dies, after a pause that doubles while it keeps dying."""

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
            self._pause = 1 if now - self._started_at > LONGEST_PAUSE else min(self._pause * 2, LONGEST_PAUSE)
            self._again_at = now + self._pause
            say(f"{self.name} ended ({self.process.returncode}), starting it again; see {self.log}")
        elif now >= self._again_at:
            self.process, self._started_at, self._again_at = self._start(), now, None
            self.was_heard = False

    def listen(self, is_heard):
        """Take in whether it is heard from. One that should be and is not, is alive but deaf: end it."""
        should_be = self.was_heard or time.monotonic() - self._started_at > LONGEST_START
        if should_be and not is_heard and self.process.poll() is None:
            say(f"{self.name} is alive and not heard from, ending it; see {self.log}")
            end([self.process])
        self.was_heard = is_heard


def _commands(port):
    """The three processes of the portal, by name."""
    celery = ["-m", "celery", "-A", "safety_portal"]
    web = f"--bind 127.0.0.1:{port} --workers 2 --preload --graceful-timeout 5 --no-control-socket".split()
    return {
        "web": ["-m", "gunicorn", "safety_portal.wsgi:application", *web, "--access-logfile", "-"],
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile="],
    }


class Portal:
    """The portal's processes: `start` them by name; they are ended where the block that opened it ends."""

    def __init__(self, session, port):
        self.port, self.children = port, {}
        self._session = session

    def start(self, *names):
        """Start these of web, worker and beat, those that are not up yet."""
        for name in names:
            if name not in self.children:
                log = self._session.work.log / f"{name}.log"
                log.write_bytes(b"")
                command = [PYTHON, *_commands(self.port)[name]]
                begin = partial(spawn, command, env=self._session.application_env, log=log, cwd=ROOT)
                self.children[name] = Child(name, begin, log)

    def wait_for_page(self):
        """Return when the web server answers; SetUpFailed with its log's end if it does not."""
        web = self.children["web"]
        wait_until(self._is_up, web.process, web.log, "the web server")

    def _is_up(self):
        status, _ = _get(self.port, "/healthz")
        if status not in (None, 200):
            raise SetUpFailed(f"the web server answers /healthz with {status}.")
        return status == 200

    def listen(self):
        """End beat or the worker where /readyz says that all they need is there, and not heard from them any more.

        One at a time, and beat first: it is by beat that the worker is asked.
        """
        _, checks = _get(self.port, "/readyz")
        if checks and checks["database"]["ok"] and checks["broker"]["ok"]:
            self.children["beat"].listen(checks["beat"]["ok"])
            if checks["beat"]["ok"]:
                self.children["worker"].listen(checks["worker"]["ok"])


def _get(port, path):
    """Status of an answer of the portal, and what it says where that is JSON; (None, None) where nobody answers."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        is_json = answer.headers.get_content_type() == "application/json"
        return answer.status, json.load(answer) if is_json else None
    except (OSError, http.client.HTTPException):
        return None, None
    finally:
        line.close()


@contextmanager
def opened_portal(session, port):
    """A Portal, nothing of it started; what was started is ended when the block ends."""
    portal = Portal(session, port)
    try:
        yield portal
    finally:
        ignore_signals()
        end([child.process for child in portal.children.values()])


def watch(session, portal):
    """Look after the portal's processes and our servers until a signal raises Stopped.

    What died is started again. So is what lives and does not work: a worker or a beat that /readyz had heard from and
    hears no longer, or never did (hanging, or connected to a broker that is gone), is ended; what it held comes back to the
    queue.
    """
    servers = [Child(type(server).__name__, server.spawn, server.log, server.child) for server in session.servers()]
    listen_at = time.monotonic()
    while True:
        for child in [*servers, *portal.children.values()]:
            child.look_after()
        if time.monotonic() >= listen_at:
            portal.listen()
            listen_at = time.monotonic() + LISTEN_EVERY
        time.sleep(0.5)


def seed(session, *, reset):
    """Make or refresh the demo district; what the command says about it."""
    log = session.work.log / "seed.log"
    with open(log, "wb") as errors:
        done = session.manage(
            "seed_demo", "--json", *(["--reset"] if reset else []), stdout=subprocess.PIPE, stderr=errors
        )
    if done.returncode:
        raise SetUpFailed(f"seed_demo failed (all of it in {log}):\n{last_lines(log)}")
    _seeded(session).write_text(done.stdout)
    return json.loads(done.stdout)


def seeded_before(session):
    """What the seed said at an earlier start on our own server, where what it made is still there; else None."""
    ours = session.postgres and not session.is_new and _seeded(session).exists()
    still_there = ours and session.postgres.answer("portal", "select 1 from coalitions_district limit 1")
    return json.loads(_seeded(session).read_text()) if still_there else None


def _seeded(session):
    return session.work.folder / "seeded.json"


def welcome(address, seeded):
    """Print where the demo is, and who may sign in."""
    lines = [f"Safety Portal is at {address}", "", "Sign in as one of these (the demo district is fictional):"]
    for row in seeded["sign_ins"]:
        lines.append(f"  {row['role']:<18} {row['email']:<44} {row['password']}")
    lines += ["", "Ctrl-C stops all of it."]
    print("\n".join(lines), flush=True)
