"""Workers, beats, a broker and a mail server of the tests' own, as processes that can be killed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from safety_portal.celery import app
from tests.mailserver import MailServer, free_port
from tests.plugins import databases

CHECKOUT = settings.BASE_DIR


class Process:
    """A process in a session of its own, with what it says in a file."""

    def __init__(self, arguments, *, env, log):
        self.log = log
        with open(log, "ab") as said:
            self._process = subprocess.Popen(
                arguments,
                env=env,
                cwd=CHECKOUT,
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        self.pid = self._process.pid

    def says(self, words, *, seconds=60):
        """Wait until it has said these words.

        Raises AssertionError, with all it said, after `seconds`.
        """
        until = time.monotonic() + seconds
        while words not in (said := self.log.read_text(errors="replace")):
            assert self._process.poll() is None, f"ended:\n{said}"
            assert time.monotonic() < until, f"never said {words!r}:\n{said}"
            time.sleep(0.05)

    def tell(self, line):
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def children(self):
        """The ids of its direct children."""
        return [
            int(pid)
            for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        ]

    def kill(self):
        """SIGKILL to it and all its children at once, as a machine that loses its power."""
        if self._process.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        self._process.stdin.close()


@pytest.fixture
def environment(transactional_db, tmp_path):
    """What a process needs to work on the tests' own database and queue."""
    return databases.environment(
        connection.settings_dict["NAME"],
        PORTAL_QUEUE=settings.CELERY_TASK_DEFAULT_QUEUE,
        PORTAL_VAR=str(tmp_path),
        # Seconds: so that the lease of a killed sender runs out while a test can wait for it.
        PORTAL_MAIL_TIMEOUT="2",
    )


@pytest.fixture
def spawn(environment, tmp_path):
    """spawn("name", *arguments of python, **environment).

    A Process, killed at the end of the test.
    """
    running = []

    def start(name, *arguments, **more):
        log = tmp_path / f"{name}-{len(running)}.log"
        running.append(Process([sys.executable, *arguments], env=environment | more, log=log))
        return running[-1]

    yield start
    for process in running:
        process.kill()


@pytest.fixture
def start_worker(spawn, mail_server):
    """start_worker(concurrency=1).

    A Celery worker that sends to the tests' mail server, up and consuming.
    """

    def start(*, concurrency=1, **more):
        return spawn(
            "worker",
            *(
                "-m",
                "celery",
                "-A",
                "safety_portal",
                "worker",
                "--without-mingle",
                "--without-gossip",
            ),
            *("--concurrency", str(concurrency), "--loglevel", "INFO"),
            EMAIL_URL=f"smtp://127.0.0.1:{mail_server.port}",
            **more,
        )

    app.control.purge()
    return start


@pytest.fixture
def mail_server():
    with MailServer() as running:
        yield running


@pytest.fixture
def own_redis(tmp_path):
    """A broker that the test may kill: own_redis.start(), own_redis.kill(), own_redis.url."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if not program:
        pytest.skip("no redis-server on the path to kill")
    broker = OwnRedis(program, tmp_path)
    broker.start()
    yield broker
    broker.kill()


class OwnRedis:
    def __init__(self, program, folder):
        self._program, self._folder, self._port = program, folder, free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self):
        address = ["--port", str(self._port), "--bind", "127.0.0.1"]
        self._process = Process(
            [self._program, *address, "--save", "", "--dir", str(self._folder)],
            env=os.environ,
            log=self._folder / f"redis-{time.monotonic_ns()}.log",
        )
        until = time.monotonic() + 10
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            assert time.monotonic() < until, "redis does not start"
            time.sleep(0.02)

    def kill(self):
        self._process.kill()
