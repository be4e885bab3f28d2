"""What this machine has, and what root on a Debian may add to it."""

import ctypes
import os
import pwd
import shutil
import stat
import subprocess
import sysconfig
from contextlib import contextmanager
from pathlib import Path

from processes import say

POLICY = Path("/usr/sbin/policy-rc.d")
# The browser without windows: the others draw a window for each page, which takes more than the
# page.
BROWSER = "chromium-headless-shell"
OFFICES = ("soffice", "libreoffice")


def is_root():
    """Whether we run as root."""
    return os.geteuid() == 0


def may_install():
    """Root on a Debian (or a child of it): packages can be had."""
    return (
        is_root() and shutil.which("apt-get") is not None and Path("/etc/debian_version").exists()
    )


def postgres_folders(extra=None):
    """Folders that hold initdb and postgres, the newest first; `extra` (the wheel's) last."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: float(path.parent.name),
        reverse=True,
    )
    if control := shutil.which("pg_ctl"):
        folders.append(Path(control).resolve().parent)
    if extra:
        folders.append(extra)
    return [
        folder
        for folder in folders
        if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]


def redis_server(extra=None):
    """Path of redis-server or valkey-server, or `extra` (the wheel's) where that exists, or None."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    return Path(found) if found else extra if extra and extra.exists() else None


def can_compile():
    """Whether psycopg2 can be built from source here."""
    header = Path(sysconfig.get_paths()["include"]) / "Python.h"
    return bool(shutil.which("pg_config") and shutil.which("gcc") and header.exists())


def has_pango():
    """Whether WeasyPrint will find what it draws text with."""
    try:
        for library in ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def wanted_packages(*, postgres, redis, browser, office):
    """Debian packages this machine lacks.

    The arguments say which of the optional things are needed at all.
    """
    wanted = []
    if postgres and not postgres_folders():
        wanted.append("postgresql")
    if redis and not redis_server():
        wanted.append("redis-server")
    if not has_pango():
        wanted += [
            "libpango-1.0-0",
            "libpangoft2-1.0-0",
            "libharfbuzz-subset0",
            "fonts-dejavu-core",
        ]
    if browser and not shutil.which(BROWSER):
        wanted.append(BROWSER)
    if office and not any(map(shutil.which, OFFICES)):
        wanted.append("libreoffice-writer-nogui")
    return wanted


@contextmanager
def _services_held_back():
    """While packages install, their own services stay down: we start private ones."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


def install(packages, log):
    """apt-get install `packages`, if any; says which, and where to read more if apt cannot."""
    if not packages:
        return
    say(f"installing Debian packages: {' '.join(packages)}")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["update"],
        ["install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", *packages],
    )
    with _services_held_back(), open(log, "ab") as output:
        for arguments in commands:
            pipes = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": output}
            done = subprocess.run(["apt-get", "-q", *arguments], env=env, **pipes)
            if done.returncode:
                say(f"apt-get {arguments[0]} failed, see {log}")
                return


def server_account():
    """Whom PostgreSQL runs as, since it refuses root: postgres, else nobody.

    None for an ordinary user: himself.
    """
    if not is_root():
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def can_reach(account, folder):
    """Whether `account` may walk down to `folder` (which may not exist yet)."""
    for path in folder.parents:
        if path.exists():
            info = path.stat()
            allowed = info.st_mode & stat.S_IXOTH or (
                info.st_uid == account.pw_uid and info.st_mode & stat.S_IXUSR
            )
            if not allowed:
                return False
    return True
