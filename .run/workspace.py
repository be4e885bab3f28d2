"""PORTAL_VAR: the folder with servers, uploads, mail and logs.

Who holds its servers, and where they listen.
"""

import fcntl
import json
import os
import secrets
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import machine
from packages import ROOT, SetUpFailed
from processes import say

# Where root keeps a database that cannot lie in the folder: what is temporary would be gone after a
# restart of the machine.
LASTING = Path("/var/lib")
LONGEST_TEMPORARY = 60  # bytes: programs put sockets there, whose paths the kernel limits to 107


class Workspace:
    """One folder and its locks. They fall with the process that holds them.

    Who starts servers holds `owner.lock` for as long as they live; who uses another's holds
    `users.lock`, shared, so that the owner can wait for it.
    """

    def __init__(self, folder):
        self.folder = folder.resolve()
        self.log = self.folder / "log"
        self._state = self.folder / "servers.json"
        self._owner = self._users = None
        try:
            if not self.folder.exists():
                # PostgreSQL's own account must walk through when we are root; nobody may list it
                # either way.
                self.folder.mkdir(parents=True, mode=0o711 if machine.is_root() else 0o700)
            self.log.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise SetUpFailed(
                f"{self.folder} (PORTAL_VAR) cannot be used: {error.strerror}."
            ) from error

    @property
    def scratch(self):
        """Variables that keep the temporary files, caches and settings of any program in here, out
        of /tmp and the home.

        Where the path is too long for sockets, temporary files stay where they are by default.
        """
        folder = self.folder / "scratch"
        folder.mkdir(mode=0o711 if machine.is_root() else 0o700, exist_ok=True)
        fits = len(os.fsencode(folder)) <= LONGEST_TEMPORARY
        names = ["XDG_CACHE_HOME", "XDG_CONFIG_HOME", *(["TMPDIR"] if fits else [])]
        return dict.fromkeys(names, str(folder))

    def _open(self, name):
        return open(self.folder / name, "a")

    def own(self):
        """Become the one who starts servers here. False if somebody else is."""
        self._owner = self._open("owner.lock")
        try:
            fcntl.flock(self._owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._owner.close()
            return False
        self._state.unlink(missing_ok=True)
        return True

    def announce(self, **state):
        """Tell others of this folder where our servers are."""
        draft = self._state.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(state))
        draft.replace(self._state)

    @property
    def is_announced(self):
        """Whether somebody's servers are up here."""
        return self._state.exists()

    def borrow(self):
        """What the owner announced, or None while he has not.

        He waits for us at his end, unless he is a demo.
        """
        self._users = self._open("users.lock")
        fcntl.flock(self._users, fcntl.LOCK_SH)
        if self._state.exists():
            return json.loads(self._state.read_text())
        self.give_back()
        return None

    def give_back(self):
        """Borrow no longer."""
        self._users.close()

    def own_or_borrow(self, patience=120):
        """None when we own the folder now, else the owner's state.

        SetUpFailed if the owner announces nothing.
        """
        deadline = time.monotonic() + patience
        while not self.own():
            if state := self.borrow():
                return state
            if time.monotonic() > deadline:
                raise SetUpFailed(
                    f"another ./run holds {self.folder} and has no servers after {patience} seconds."
                )
            time.sleep(0.2)
        return None

    def withdraw(self):
        """Announce no more."""
        self._state.unlink(missing_ok=True)

    def wait_for_users(self):
        """Announce no more, and return when nobody borrows any longer."""
        self.withdraw()
        with self._open("users.lock") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("waiting for another ./run manage that uses these servers")
                fcntl.flock(users, fcntl.LOCK_EX)

    def database_folder(self, account):
        """Where the cluster lives.

        Here, or in a folder of LASTING where `account`, whom PostgreSQL runs as, cannot get here.
        """
        folder, pointer = self.folder / "postgres", self.folder / "postgres-is-at"
        if account and not machine.can_reach(account, folder):
            if not (pointer.exists() and Path(pointer.read_text()).is_dir()):
                pointer.write_text(tempfile.mkdtemp(prefix="safety-portal-", dir=LASTING))
                say(
                    f"{account.pw_name} cannot reach {self.folder}: the database is in {pointer.read_text()}"
                )
            folder = Path(pointer.read_text())
        folder.mkdir(mode=0o700, exist_ok=True)
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        return folder

    def remove(self):
        """Remove the folder, and a database elsewhere that belongs to it."""
        pointer = self.folder / "postgres-is-at"
        if pointer.exists() and Path(pointer.read_text()).is_dir():
            shutil.rmtree(pointer.read_text())
        shutil.rmtree(self.folder)

    def secret_key(self):
        """The key Django signs with, made once."""
        path = self.folder / "secret-key"
        try:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass  # made by an earlier start
        return path.read_text()


def configured():
    """The folder PORTAL_VAR names, var/ in the checkout by default."""
    return Path(os.environ.get("PORTAL_VAR") or ROOT / "var").absolute()


@contextmanager
def throwaway():
    """A Workspace for one test run, in PORTAL_VAR/tests.

    Removed at the end, as are those of runs that were killed.
    """
    parent = Workspace(configured()).folder / "tests"
    parent.mkdir(mode=0o711, exist_ok=True)
    with _alone_in(parent):
        for old in parent.glob("run-*"):
            forgotten = Workspace(old)
            if forgotten.own():
                forgotten.remove()
        work = Workspace(Path(tempfile.mkdtemp(prefix="run-", dir=parent)))
        work.own()
    work.folder.chmod(0o711 if machine.is_root() else 0o700)
    try:
        yield work
    finally:
        # Half removed it would be nobody's, and another run that begins now would remove it, too.
        with _alone_in(parent):
            work.remove()


@contextmanager
def _alone_in(folder):
    """Until it is left, no other run makes or removes workspaces in the folder."""
    with open(folder / ".lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
