"""A server as docs/operation.md sets one up, small enough for a test.

Two versions, a database of its own, the scripts themselves.

What a server has and a test machine has not stands in its place: its accounts (runuser runs the
command as we are), and systemd (docs/server/systemctl-by-hand, which starts what the unit files
say).
"""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings

from tests.plugins import databases

SCRIPTS = settings.BASE_DIR / "docs" / "server"
RUNUSER = '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\nexec "$@"\n'
NOT_COPIED = shutil.ignore_patterns(
    *(".git", ".venv", "var", "tests", "staticfiles", ".*_cache", "__pycache__"),
    *("*-worker.service", "*-beat.service"),  # pages are enough
)


class Server:
    """`script(NAME, ...)` runs one of docs/server and returns what became of it; `query` and
    `uploads` show what there is.
    """

    def __init__(self, folder):
        self.folder, self.name = folder, f"server_{uuid.uuid4().hex[:12]}"
        self.code, self.versions = folder / "portal", folder / "portal-versions"
        self.uploads, self.backups = folder / "kept" / "uploads", folder / "backups"
        # A path that a socket can have: its length is limited.
        self._sockets = Path(tempfile.mkdtemp(prefix="portal-"))
        for each in (
            self.uploads,
            self.versions,
            folder / "bin",
            folder / "units",
            folder / "logs",
        ):
            each.mkdir(parents=True)
        self.tool("runuser", RUNUSER)
        shutil.copy(SCRIPTS / "systemctl-by-hand", folder / "bin" / "systemctl")
        databases.copy(databases.migrated(), self.name)
        self._settings().chmod(0o600)

    @property
    def env(self):
        """What every script of this server is started with."""
        places = {"CODE": self.code, "ENVIRONMENT": self._file, "BACKUPS": self.backups, "UNITS": self.folder / "units",
                  "SOCKET": self._sockets / "web.sock", "LOGS": self.folder / "logs"}  # fmt: skip
        path = f"{self.folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
        ours = (
            "DATABASE_URL",
            "DATABASE_OWNER_URL",
            "REDIS_URL",
            "DJANGO_SETTINGS_MODULE",
            "PORTAL_VAR",
            # Beside the files, as on a server: what packages compile to is there for each version.
            "PYTHONPYCACHEPREFIX",
        )
        known = {name: value for name, value in os.environ.items() if name not in ours}
        return known | {
            "PATH": path,
            **{f"PORTAL_{name}": str(place) for name, place in places.items()},
        }

    @property
    def _file(self):
        return self.folder / "environment"

    def _settings(self):
        told = {
            "DJANGO_SETTINGS_MODULE": "safety_portal.settings.installation",
            "SECRET_KEY": "a-long-random-text-of-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
            "PORTAL_HOSTS": ".portal.example",
            "PORTAL_ADDRESS": "https://safety.portal.example",
            "EMAIL_URL": "files",
            "REDIS_URL": os.environ["REDIS_URL"],
            "PORTAL_VAR": str(self.uploads.parent),
            **{
                name: databases.address(name, self.name)
                for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
            },
        }
        self._file.write_text("".join(f"{name}='{value}'\n" for name, value in told.items()))
        return self._file

    def tool(self, name, text):
        """Put a program before those of the machine."""
        path = self.folder / "bin" / name
        path.write_text(text)
        path.chmod(0o755)

    def without(self, program, word):
        """From here on `program` fails where its arguments hold `word`."""
        real = shutil.which(program, path=self.env["PATH"])
        self.tool(
            program,
            f'#!/bin/sh\ncase "$*" in *{word}*) echo "refused by the test" >&2; exit 1;; esac\nexec {real} "$@"\n',
        )

    def script(self, name, *arguments, path=SCRIPTS):
        """Run a script to its end."""
        command = [path / name, *map(str, arguments)]
        return subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=300, cwd="/"
        )

    def query(self, statement, database=None):
        """What the database, or another of the server, answers to one statement.

        Nothing where it has no rows.
        """
        with (
            psycopg2.connect(
                databases.address("DATABASE_OWNER_URL", database or self.name)
            ) as line,
            line.cursor() as cursor,
        ):
            cursor.execute(statement)
            found = cursor.fetchall() if cursor.description else []
        line.close()
        return [row[0] for row in found]

    def lay(self, tag, **changed):
        """A version that was laid already: this code, with the files `changed` (path -> text).

        The folder.
        """
        repository = self.versions / "repository"
        git = ["git", "-C", repository, "-c", "user.name=A", "-c", "user.email=a@example.org"]
        if not repository.exists():
            subprocess.run(["git", "init", "--quiet", repository], check=True)
            subprocess.run([*git, "remote", "add", "origin", repository], check=True)
        subprocess.run([*git, "commit", "--quiet", "--allow-empty", "--message", tag], check=True)
        subprocess.run([*git, "tag", tag], check=True)
        commit = subprocess.run(
            [*git, "rev-parse", tag], capture_output=True, text=True, check=True
        ).stdout
        folder = self.versions / commit[:12]
        shutil.copytree(settings.BASE_DIR, folder, ignore=NOT_COPIED)
        (folder / ".venv").mkdir()
        for part in Path(sys.prefix).iterdir():
            (folder / ".venv" / part.name).symlink_to(part)
        (folder / ".venv" / "laid").touch()
        unit = folder / "docs/server/safety-portal-web.service"
        unit.write_text(
            unit.read_text().replace("--workers 3", "--workers 1")
        )  # pages enough for one reader
        for place, text in changed.items():
            (folder / place).write_text(text)
        return folder

    def ready(self):
        """What /readyz says, by the socket, as nginx would ask; None where nobody listens."""
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(self.env["PORTAL_SOCKET"])
            except OSError:
                return None
            asking = http.client.HTTPConnection("safety.portal.example")
            asking.sock = line
            asking.request("GET", "/readyz")
            return json.loads(asking.getresponse().read())

    def remove(self):
        """End what runs, and leave nothing behind."""
        subprocess.run(
            [self.folder / "bin" / "systemctl", "stop", "safety-portal-web"],
            env=self.env,
            check=False,
        )
        for name in (self.name, f"{self.name}_before", f"{self.name}_new"):
            databases.drop(name)
        shutil.rmtree(self._sockets)


@pytest.fixture
def server(django_db_setup, tmp_path):
    """A Server; nothing of it outlives the test."""
    made = Server(tmp_path)
    yield made
    made.remove()
