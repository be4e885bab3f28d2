"""./run serve from outside: a real installation without the demo, and the demo never beside it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import pytest

from tests.core.operation.test_run import RUN, begin, living, run
from tests.mailserver import free_port
from tests.plugins import databases

ALL_ADDRESSES = ".".join("0000")
TWO_DISTRICTS = (
    "NCES District ID,District Name,State\n1200030,Alachua County,FL\n1200040,Baker County,FL\n"
)


@pytest.fixture
def servers(django_db_setup):
    """servers(template): what names a database like that one, and the broker, to ./run.

    The database is gone afterwards.
    """
    made = []

    def copied(template):
        made.append(f"served_{uuid.uuid4().hex[:12]}")
        databases.copy(template, made[-1])
        named = {
            name: databases.address(name, made[-1])
            for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
        }
        return named | {"REDIS_URL": os.environ["REDIS_URL"]}

    yield copied
    for name in made:
        databases.drop(name)


@pytest.fixture
def var():
    """A PORTAL_VAR of its own."""
    folder = Path(os.environ["PORTAL_VAR"]) / f"served-{uuid.uuid4().hex[:8]}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def serving():
    """serving(var, ...): ./run serve, once it said where it is; what still runs is killed."""
    started = []

    def start(var, *arguments, **more):
        process = begin(var, "serve", *arguments, **more)
        started.append(process)
        process.said = "".join(iter(process.stdout.readline, "Ctrl-C stops all of it.\n"))
        assert process.poll() is None, process.stderr.read()
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def page(address):
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own address
        return answer.read().decode()


def readiness(address):
    """What /readyz says, also while worker and beat have not been heard from yet.

    It is 503 then.
    """
    try:
        return json.loads(page(f"{address}/readyz"))
    except urllib.error.HTTPError as not_ready:
        return json.loads(not_ready.read())


def test_a_real_installation_is_served_and_the_demo_stays_away(var, servers, serving, tmp_path):
    port, theirs = free_port(), servers(databases.migrated())
    portal = serving(var, "--port", str(port), **theirs)
    address = f"http://localhost:{port}"
    assert f" is at {address}\n" in portal.said
    assert "./run manage form_coalition --district ID" in portal.said
    assert "demo" not in page(f"{address}/accounts/login/").lower()
    assert readiness(address)["mail"]["ok"] is False

    file = tmp_path / "districts.csv"
    file.write_text(TWO_DISTRICTS)
    written = run(var, "manage", "import_schools", str(file), "--apply", **theirs)
    assert "Imported 2 districts." in written.stdout
    name = theirs["DATABASE_URL"].partition("?")[0].rpartition("/")[2]
    assert written.stderr.startswith(f"run: import_schools writes to the database {name} of ")
    formed = run(
        var,
        "manage",
        "form_coalition",
        "--district",
        "1200030",
        "--administrator",
        "ada@alachua.example",
        **theirs,
    )
    assert f"\n{address}/invitations/" in formed.stdout
    assert formed.stderr.count("\n") == 1, "no line of a log beside the sentence"

    portal.send_signal(signal.SIGINT)
    assert portal.wait(30) == 0
    assert f"nobody gets mail: it is written to files under {var}/mail" in portal.stderr.read()
    assert living(var) == {}

    demo = run(var.with_name(f"{var.name}-demo"), "demo", **theirs)
    assert (demo.returncode, demo.stdout) == (2, "")
    assert demo.stderr.splitlines()[:-1] == ["run: migrating the database"]
    assert (
        "There are 2 districts here that the demo did not make, such as Alachua County"
        in demo.stderr
    )
    assert run(var, "manage", "seed_demo", **theirs).returncode == 2
    shutil.rmtree(var.with_name(f"{var.name}-demo"))


def test_nothing_real_is_served_where_the_demo_lives_until_it_is_taken_away(var, servers):
    theirs = servers(databases.seeded())
    refused = run(var, "serve", "--port", str(free_port()), **theirs)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "the demo district lives in" in refused.stderr
    assert "./run manage seed_demo --remove" in refused.stderr
    assert not (var / "installation.json").exists()
    removed = run(var, "manage", "seed_demo", "--remove", **theirs)
    assert removed.stdout == "The demo district is taken away.\n"
    told = json.loads(run(var, "manage", "installation", "--json", **theirs).stdout)
    assert (told["demo"], told["districts"], told["coalitions"]) == (False, 0, 0)


@pytest.mark.parametrize("command", ["demo", "serve"])
@pytest.mark.parametrize("port", ["99999", "0", "-1", "8000x", "9" * 5000])
def test_what_is_no_port_is_refused_before_anything_is_made(var, command, port):
    refused = run(var, command, f"--port={port}")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.endswith("is no port; choose one from 1 to 65535.\n")
    assert not var.exists()


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_port_that_is_taken_is_said_before_anything_is_installed(var, command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = run(var, command, "--port", str(taken.getsockname()[1]))
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
    assert "cannot be used: Address already in use." in refused.stderr


@pytest.mark.parametrize(
    ("host", "status", "sentence"),
    [
        (ALL_ADDRESSES, 2, "say which address people open: PORTAL_ADDRESS=http://NAME:"),
        ("no.such.name", 1, "is no name or address"),
    ],
)
def test_an_address_that_nobody_could_open_is_refused(var, host, status, sentence):
    refused = run(var, "serve", "--host", host, "--port", str(free_port()))
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (status, "", 1)
    assert sentence in refused.stderr


PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, {run!r})
import main, production
production.ENVIRONMENT, production.CODE, production.COMMAND = (Path({server!r}, name) for name in ("environment", "code", "portal"))
sys.exit(main.main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_on_a_server_manage_is_the_servers_and_its_code_is_left_alone(tmp_path):
    """No second database in the checkout, and no pip over the packages that are served."""
    (tmp_path / "environment").touch()
    (tmp_path / "code").symlink_to(RUN.parent)
    (tmp_path / "portal").write_text('#!/bin/sh\necho portal "$@"\n')
    (tmp_path / "portal").chmod(0o755)
    unset = ("PORTAL_VAR", "DATABASE_URL")
    env = {name: value for name, value in os.environ.items() if name not in unset}

    def typed(*arguments, **more):
        program = PROGRAM.format(run=str(RUN.parent / ".run"), server=str(tmp_path))
        command = [sys.executable, "-c", program, *arguments]
        return subprocess.run(command, env=env | more, capture_output=True, text=True, timeout=60)

    managed = typed("manage", "import_schools", "-", "--apply")
    assert (managed.returncode, managed.stdout) == (0, "portal import_schools - --apply\n")
    assert str(tmp_path / "environment") in managed.stderr
    for command in ("demo", "serve", "test"):
        refused = typed(command)
        assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
        assert "this is the code that the server's services run" in refused.stderr
    assert typed("manage", "check", PORTAL_VAR=str(tmp_path)).returncode == 2
