"""Children of ./run: started so that they cannot outlive it, and ended so that none is left."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

MARK = "PORTAL_RUN"  # in the environment of every child, and of its children: by this they are found again
_TERMINATION = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SENT_BY_A_PROCESS = (
    0  # siginfo codes up to this one; a terminal's own signals reach the child without us
)
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


class Stopped(Exception):
    """A signal asked ./run to end; carries its number."""

    def __init__(self, number):
        super().__init__(signal.Signals(number).name)
        self.number = number


def say(text):
    """One line of set-up talk on stderr.

    A terminal that has gone away must not keep us from cleaning up.
    """
    with contextlib.suppress(OSError):
        print(f"run: {text}", file=sys.stderr, flush=True)


def stop_on_signals():
    """Let SIGINT, SIGTERM and SIGHUP raise Stopped; a SIGHUP that nohup switched off stays off."""

    def stop(number, frame):
        raise Stopped(number)

    for number in _TERMINATION:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop)


def ignore_signals():
    """From here on we are cleaning up: a second Ctrl-C does not leave half of it."""
    for number in _TERMINATION:
        signal.signal(number, signal.SIG_IGN)


def _tie_to_parent(death_signal):
    """What a child does before its program starts.

    Free signals, and a death wish should ./run be killed outright.
    """
    parent = os.getpid()

    def prepare():
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        if sys.platform == "linux":
            _libc.prctl(_PR_SET_PDEATHSIG, death_signal)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def identity(user):
    """What subprocess needs to run something as the account `user`; nothing for None, ourselves."""
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def spawn(command, *, env, log, cwd="/", user=None, death_signal=signal.SIGTERM):
    """Start a background child in a session of its own, its output in the file `log`.

    As the account `user`, if any.
    """
    with open(log, "ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            env=env,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_tie_to_parent(death_signal),
            **identity(user),
        )


def foreground(command, *, env, cwd=None, patience=8):
    """Run a command on our own terminal and return its exit status, 128 + n for signal n.

    What another process sends us is handed on, and a command that is still there `patience` seconds
    later is killed. What a terminal sends reached the command already, and after a Ctrl-C it takes
    its time.
    """
    awaited = {number for number in _TERMINATION if signal.getsignal(number) != signal.SIG_IGN} | {
        signal.SIGCHLD
    }
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    signal.pthread_sigmask(signal.SIG_BLOCK, awaited)
    child = subprocess.Popen(
        [str(part) for part in command], env=env, cwd=cwd, preexec_fn=_tie_to_parent(signal.SIGTERM)
    )
    deadline = None
    while child.poll() is None:
        info = signal.sigtimedwait(awaited, 1)
        if deadline and time.monotonic() > deadline:
            child.kill()
        if info is None or info.si_signo == signal.SIGCHLD:
            continue
        handed_on = info.si_code <= _SENT_BY_A_PROCESS
        if handed_on:
            child.send_signal(info.si_signo)
        if handed_on or info.si_signo != signal.SIGINT:
            deadline = deadline or time.monotonic() + patience
    signal.pthread_sigmask(signal.SIG_UNBLOCK, awaited)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def end(children, first=signal.SIGTERM, patience=8):
    """Send `first` to every child, wait up to `patience` seconds for all of them, kill what is
    left.
    """
    for child in children:
        if child.poll() is None:
            child.send_signal(first)
    deadline = time.monotonic() + patience
    for child in children:
        try:
            child.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def marked(mark):
    """Pids of the living processes that carry the mark, in their environment or (PostgreSQL) on
    their command line.
    """
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            text = (entry / "environ").read_bytes() + b"\0" + (entry / "cmdline").read_bytes()
            state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:  # it ended meanwhile, or is not ours to look at
            continue
        if mark.encode() in text and state != "Z" and int(entry.name) != os.getpid():
            found.append(int(entry.name))
    return found


def sweep(mark, patience=4):
    """End whatever still carries the mark: children of children that their parents left behind."""
    deadline = time.monotonic() + patience
    number = signal.SIGTERM
    while pids := marked(mark):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        time.sleep(0.2)
        number = signal.SIGKILL if time.monotonic() > deadline else 0
