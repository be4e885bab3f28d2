"""The demo as its visitors meet it.

A portal of its own on a database of its own, with a web server and a worker, seeded once.
"""

import sys
import time
import urllib.request
import uuid
from urllib.parse import urlsplit

import pytest

from tests.mailserver import free_port
from tests.plugins import databases
from tests.plugins.processes import Process

SECONDS_TO_START = 60


class Portal:
    """A running demo. Tests know of it what a visitor knows.

    Its address, and what an operator can type.
    """

    def __init__(self, folder):
        self._folder, self._processes = folder, []
        self._name = f"demo_{uuid.uuid4().hex[:12]}"
        self.address = f"http://127.0.0.1:{free_port()}"
        self._more = {
            "PORTAL_ADDRESS": self.address,
            "PORTAL_QUEUE": self._name,
            "PORTAL_VAR": str(folder),
        }

    def start(self):
        """Copy the seeded database, start the web server and the worker.

        Returns when a page is served.
        """
        databases.copy(databases.seeded(), self._name)
        web = ["--bind", urlsplit(self.address).netloc, "--threads", "4", "--no-control-socket"]
        self._spawn("web", "-m", "gunicorn", "safety_portal.wsgi:application", *web)
        worker = ["--pool", "solo", "--without-mingle", "--without-gossip", "--loglevel", "INFO"]
        self._spawn("worker", "-m", "celery", "-A", "safety_portal", "worker", *worker)
        self._wait()

    def stop(self):
        """Kill what runs and drop the database."""
        for process in self._processes:
            process.kill()
        databases.drop(self._name)

    def manage(self, *arguments):
        """What a management command prints there.

        Raises AssertionError with all it said if it fails.
        """
        return databases.manage(self._name, *arguments, **self._more)

    def _spawn(self, name, *arguments):
        log = self._folder / f"{name}.log"
        self._processes.append(
            Process(
                [sys.executable, *arguments],
                env=databases.environment(self._name, **self._more),
                log=log,
            )
        )

    def _wait(self):
        until = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            assert time.monotonic() < until, (self._folder / "web.log").read_text()
            time.sleep(0.1)

    def _answers(self):
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=10) as answer:  # noqa: S310 - our own address
                return answer.status == 200
        except OSError:  # nobody listens yet, or takes long
            return False


@pytest.fixture(scope="session")
def demo_portal(tmp_path_factory):
    """The demo, seeded once for all tests that visit it.

    What one test changes there, the next one finds.
    """
    portal = Portal(tmp_path_factory.mktemp("demo"))
    try:
        portal.start()
        yield portal
    finally:
        portal.stop()
