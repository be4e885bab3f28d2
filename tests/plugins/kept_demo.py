"""The database with the demo in it, kept between runs of ./run test as a dump, and its uploads.

Making it takes ten times as long as reading it.

A dump is known by what the demo is made of. Of several runs at once the first makes it, and the
others wait for it.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils import timezone

# Where ./run test keeps what the next run begins from; on other servers each run makes its own.
FOLDER = os.environ.get("PORTAL_TEST_KEPT")
# What writes the demo, and what that reads. It stops at the actions: what shows pages has no part
# in it.
MADE_OF = (
    *(f"{package}/**/*" for package in ("safety_portal", "coalitions", "plans", "training")),
    *(
        "templates/mail/*",
        "templates/**/mail/*",
        "requirements.lock",
        "pyproject.toml",
        "tests/plugins/kept_demo.py",
    ),
)
SHOWS_PAGES = {"views", "forms", "templatetags", "bench", "__pycache__"}
# Told to every run anew, and nothing of the demo hangs on it.
OF_THE_RUN = ("PORTAL_VAR", "PORTAL_RUN", "PORTAL_TEST_")
# The demo is told from its day on, and its youngest promise, a mail to be tried again, is five
# hours ahead.
FRESH_SECONDS = 4 * 60 * 60


class Kept:
    """A place for a dump and the files beside it, nobody else's while we hold it.

    Without one (None) nothing is there and nothing is kept.
    """

    def __init__(self, dump):
        self._dump = dump
        self._files = dump and dump.with_suffix(".uploads")
        self.is_there = bool(dump and dump.exists())

    def restore(self, address, uploads):
        """Read it into the empty database at `address`, its owner's, and its files into the folder
        `uploads`. Raises CalledProcessError.
        """
        _call("pg_restore", "--exit-on-error", "--dbname", address, self._dump)
        shutil.copytree(self._files, uploads, dirs_exist_ok=True)

    def keep(self, address, uploads):
        """Write it from the database at `address` and the folder `uploads`, in place of all that
        were kept before. It is there with its last file, the dump. Raises CalledProcessError.
        """
        if self._dump:
            for old in self._dump.parent.glob("demo-*"):
                shutil.rmtree(old) if old.is_dir() else old.unlink()
            shutil.copytree(uploads, self._files)
            draft = self._dump.with_suffix(".draft")
            _call("pg_dump", "--format=custom", "--compress=1", "--file", draft, address)
            draft.rename(self._dump)


@contextmanager
def kept():
    """The Kept of the demo as it would be made now; another run waits until the block is left."""
    if not (FOLDER and shutil.which("pg_dump") and shutil.which("pg_restore")):
        yield Kept(None)
        return
    with open(Path(FOLDER) / ".demo.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield Kept(Path(FOLDER) / f"demo-{digest()}.dump")


def digest():
    """What a dump is known by.

    Another one where the demo would be made otherwise, or another PostgreSQL reads it.
    """
    made = hashlib.sha256(repr(_circumstances()).encode())
    for path in files():
        made.update(bytes(path.relative_to(settings.BASE_DIR)) + b"\0" + path.read_bytes())
    return made.hexdigest()[:16]


def files():
    """The files that the demo is made of, in their order."""
    root = settings.BASE_DIR
    found = {path for pattern in MADE_OF for path in root.glob(pattern) if path.is_file()}
    return sorted(
        path
        for path in found
        if not SHOWS_PAGES & set(path.relative_to(root).with_suffix("").parts)
    )


def _circumstances():
    """What else the demo hangs on.

    PostgreSQL, the day and the hours, and what the portal is told by the environment.
    """
    server = subprocess.run(
        ["pg_dump", "--version"], check=True, capture_output=True, text=True
    ).stdout
    told = [
        each
        for each in os.environ.items()
        if each[0].startswith("PORTAL_") and not each[0].startswith(OF_THE_RUN)
    ]
    return server, timezone.localdate(), int(time.time() // FRESH_SECONDS), sorted(told)


def _call(program, *arguments):
    subprocess.run([program, *arguments], check=True, stdin=subprocess.DEVNULL)
