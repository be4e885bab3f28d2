"""./run demo from outside.

A page, its three processes watched over, other commands beside it, and nothing left.
"""

import json
import os
import signal
import urllib.request
from pathlib import Path

import pytest

from tests.core.operation.test_run import begin, living, run, wait_for


@pytest.fixture
def demo():
    """A function that starts a demo and returns it once it said where it is.

    What still runs is killed.
    """
    var, started = Path(os.environ["PORTAL_VAR"]) / "demo", []

    def start():
        process = begin(var, "demo")
        started.append(process)
        lines = list(iter(process.stdout.readline, "Ctrl-C stops all of it.\n"))
        assert process.poll() is None, process.stderr.read()
        process.address = lines[0].removeprefix("Safety Portal is at ").strip()
        process.var, process.said = var, "".join(lines)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def status(url):
    """The status a page answers with, redirects followed."""
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own address
        return answer.status


def ready(address):
    """Whether database, broker, worker and beat are all heard from."""
    try:
        return status(f"{address}/readyz") == 200
    except OSError:
        return False


def answers_of_readyz(demo):
    """How often the web server has answered /readyz.

    While the test does not ask, the demo's watch does.
    """
    lines = (demo.var / "log" / "web.log").read_text().splitlines()
    return sum("GET /readyz" in line and "request_finished" in line for line in lines)


def celery_workers(var):
    """Pids of the worker's processes, the main one first."""
    commands = {pid: Path("/proc", str(pid), "cmdline") for pid in living(var)}
    return sorted(
        pid
        for pid, path in commands.items()
        if path.exists() and b"\0worker\0" in path.read_bytes()
    )


def celery_worker(var):
    """Pid of the worker's main process."""
    return min(celery_workers(var), default=None)


def silence_worker(demo):
    """Let the worker live and do nothing, as one that lost its broker does, and let that be so for
    a while already.
    """
    for pid in celery_workers(demo.var):
        os.kill(pid, signal.SIGSTOP)
    long_ago = (
        "update notices_heartbeat set heard_at = now() - interval '1 hour' where name = 'worker'"
    )
    assert run(demo.var, "manage", "dbshell", "--", "-qc", long_ago).returncode == 0


def test_the_demo_from_first_page_to_last_process(demo):
    first = demo()
    assert status(first.address) == 200
    assert "administrator" in first.said

    second = run(first.var, "demo")
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr == f"run: the portal runs here already, at {first.address}.\n"

    beside = run(
        first.var,
        "manage",
        "shell",
        "-v0",
        "-c",
        "from django.conf import settings as s; print(s.PORTAL_ADDRESS)",
    )
    assert (beside.returncode, beside.stdout, beside.stderr) == (0, f"{first.address}\n", "")

    worker = celery_worker(first.var)
    os.kill(worker, signal.SIGKILL)
    assert first.stderr.readline().endswith(
        "making a database cluster in " + str(first.var / "postgres\n")
    )
    assert wait_for(lambda: celery_worker(first.var) not in (None, worker), 15)
    assert wait_for(lambda: ready(first.address), 60)

    asked = answers_of_readyz(first)
    assert wait_for(lambda: answers_of_readyz(first) > asked, 15), (
        "the watch, which asks each 10 seconds, did not ask"
    )
    deaf = celery_workers(first.var)
    silence_worker(first)
    assert not ready(first.address)
    assert wait_for(lambda: ready(first.address), 90)
    assert set(deaf).isdisjoint(celery_workers(first.var))

    first.kill()
    assert wait_for(lambda: not living(first.var), 10)

    again = demo()
    assert status(again.address) == 200
    assert again.said == first.said.replace(first.address, again.address)
    assert json.loads((again.var / "servers.json").read_text())["address"] == again.address
    again.send_signal(signal.SIGINT)
    assert again.wait(20) == 0
    assert living(again.var) == {}
    assert again.stderr.read() == ""
