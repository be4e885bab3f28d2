"""./run demo: the demo district on private servers, web, worker and beat watched over until Ctrl-C."""

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from functools import partial

from packages import PYTHON, ROOT, SetUpFailed
from processes import end, ignore_signals, say, spawn
from servers import free_port, last_lines, wait_until

DEFAULT_PORT = 8000
LONGEST_PAUSE = 30  # seconds between two restarts of a child that keeps dying


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


def _commands(port):
    """The three processes of the portal, by name."""
    celery = ["-m", "celery", "-A", "safety_portal"]
    web = f"--bind 127.0.0.1:{port} --workers 2 --preload --graceful-timeout 5 --no-control-socket".split()
    return {
        "web": ["-m", "gunicorn", "safety_portal.wsgi:application", *web, "--access-logfile", "-"],
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile="],
    }


@contextmanager
def running(session, port):
    """Web, worker and beat, started when the block begins and ended when it ends."""
    children = []
    try:
        for name, arguments in _commands(port).items():
            log = session.work.log / f"{name}.log"
            log.write_bytes(b"")
            children.append(Child(name, partial(spawn, [PYTHON, *arguments], env=session.env, log=log, cwd=ROOT), log))
        yield children
    finally:
        ignore_signals()
        end([child.process for child in children])


def wait_for_page(children, port):
    """Return when the web server answers; SetUpFailed with its log's end if it does not."""
    web = children[0]
    wait_until(partial(_is_up, port), web.process, web.log, "the web server")


def _is_up(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as error:
        raise SetUpFailed(f"the web server answers /healthz with {error.code}.") from error
    except OSError:
        return False


def watch(session, children):
    """Look after the portal's processes and our servers until a signal raises Stopped."""
    servers = [Child(type(server).__name__, server.spawn, server.log, server.child) for server in session.servers()]
    while True:
        for child in [*servers, *children]:
            child.look_after()
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
    return json.loads(done.stdout)


def welcome(address, seeded):
    """Print where the demo is, and who may sign in."""
    lines = [f"Safety Portal is at {address}", "", "Sign in as one of these (the demo district is fictional):"]
    for row in seeded["sign_ins"]:
        lines.append(f"  {row['role']:<18} {row['email']:<44} {row['password']}")
    lines += ["", "Ctrl-C stops all of it."]
    print("\n".join(lines), flush=True)
