"""./run from outside: what it prints, whose servers it uses, and that nothing outlives it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

RUN = Path(__file__).resolve().parents[3] / "run"
SCRATCH = ("TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
LONGEST_TEMPORARY = (
    60  # bytes: what a socket's path leaves for the folder, as .run/workspace.py has it
)
STARTED = "select pg_postmaster_start_time()"
UNTIL_TWO_ARE_HERE = """
do $$ begin
  while (select count(*) from pg_stat_activity where application_name = 'psql') < 2 loop
    perform pg_sleep(0.1), pg_stat_clear_snapshot();
  end loop;
end $$"""


@pytest.fixture(scope="module")
def var():
    """A PORTAL_VAR that PostgreSQL's account can reach, with a cluster in it already.

    Its name is no easy one.
    """
    folder = Path(os.environ["PORTAL_VAR"]) / 'a "ru\\n" of Lee\'s'
    made = run(folder, "manage", "check")
    assert made.returncode == 0, made.stderr
    return folder


def environment(var, **more):
    """What a person's shell would give ./run, without the servers of the tests we run in."""
    ours = (
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "REDIS_URL",
        "DJANGO_SETTINGS_MODULE",
        "SECRET_KEY",
        *SCRATCH,
    )
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith("PG")
    }
    return inherited | {"PORTAL_VAR": str(var)} | more


def begin(var, *arguments, **more):
    """Start ./run and do not wait for it, on a terminal that hangs up as any does, even where ours
    (nohup) does not.
    """
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    hang_up = {"preexec_fn": lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL)}
    return subprocess.Popen(
        [RUN, *arguments], env=environment(var, **more), text=True, **pipes, **hang_up
    )


def run(var, *arguments, **more):
    """Run ./run to its end; its status and output."""
    process = begin(var, *arguments, **more)
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def query(var, *statements):
    """Begin `./run manage dbshell`: a command that needs the server and no tables."""
    return begin(
        var, "manage", "dbshell", "--", "-tA", *(part for sql in statements for part in ("-c", sql))
    )


def living(var):
    """All processes that have to do with this PORTAL_VAR, ./run itself included.

    Their names by pid.
    """
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            text = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
            name = (entry / "comm").read_text().strip()
        except OSError:  # it ended while we looked, or belongs to somebody else
            continue
        if os.fsencode(var) in text:
            found[int(entry.name)] = name
    return found


def wait_for(condition, seconds):
    """Whether `condition` came true within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def test_an_unknown_command_is_refused_with_the_usage(var):
    refused = run(var, "dance")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("usage: ./run demo")
    assert run(var, "--help").stdout == refused.stderr


def test_a_command_speaks_for_itself_alone(var):
    again = run(var, "manage", "check")
    assert (again.stdout, again.stderr) == ("System check identified no issues (0 silenced).\n", "")
    failed = run(var, "manage", "check", "--tag", "dance")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr == 'CommandError: There is no system check with the "dance" tag.\n'


def test_what_programs_leave_lying_stays_in_its_folder(var):
    scratch = var / "scratch"
    fits = len(os.fsencode(scratch)) <= LONGEST_TEMPORARY
    out, err = query(var, r"\! printenv XDG_CACHE_HOME XDG_CONFIG_HOME TMPDIR").communicate(
        timeout=120
    )
    assert (out.splitlines(), err) == ([str(scratch)] * (3 if fits else 2), "")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_temporary_files_stay_there_too_where_the_path_is_short():
    with tempfile.TemporaryDirectory(prefix="run-", dir="/tmp") as folder:
        Path(folder).chmod(0o711)
        out = query(Path(folder), r"\! printenv TMPDIR").communicate(timeout=120)[0]
        assert out == f"{folder}/scratch\n"


def test_servers_of_the_environment_are_taken_instead(var):
    fresh = var.parent / "elsewhere"
    theirs = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}
    assert run(fresh, "manage", "check", **theirs).returncode == 0
    assert {path.name for path in fresh.iterdir()} == {"log", "scratch", "secret-key"}


def test_commands_at_once_share_servers_and_the_last_one_finishes(var):
    first = query(var, UNTIL_TWO_ARE_HERE, STARTED)
    assert wait_for((var / "servers.json").exists, 60)
    second = query(var, "select pg_sleep(3)", STARTED)
    said = [process.communicate(timeout=120)[0].split("\n") for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert said[0][-2] == said[1][-2] != ""
    assert living(var) == {}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_nothing_outlives_it(var, number):
    process = begin(
        var, "manage", "shell", "-v0", "-c", "import time; print('up', flush=True); time.sleep(100)"
    )
    assert process.stdout.readline() == "up\n"
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode in (-number, 128 + number)
    wait_for(lambda: not living(var), 60)
    assert living(var) == {}
    assert run(var, "manage", "version").stderr == ""  # the servers come up again


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_a_folder_that_postgres_cannot_reach_gets_its_database_elsewhere(tmp_path):
    tmp_path.chmod(0o700)
    var = tmp_path / "var"
    said = run(var, "manage", "check").stderr
    elsewhere = Path((var / "postgres-is-at").read_text())
    assert f"the database is in {elsewhere}\n" in said
    assert run(var, "manage", "check").stderr == ""
    subprocess.run(["rm", "-r", elsewhere], check=True)


@pytest.mark.parametrize(
    ("arguments", "processes"),
    [
        ([], 2),
        (["-x", "-q"], 2),
        (["tests/plans", "tests/training"], 2),
        (["-k", "freeze"], 2),
        (["tests/core/operation/test_run.py"], 1),
        (["tests/core/operation/test_run.py::test_nothing_outlives_it[9]", "-x"], 1),
        (["-n4"], 4),
        (["-n", "0", "tests/plans"], 0),
        (["--pdb"], 1),
        (["--version"], 1),
    ],
)
def test_tests_run_in_two_processes_whatever_else_is_asked(arguments, processes):
    given = shared_out(arguments)
    assert given[-len(arguments) :] == arguments or not arguments
    asked = [given[place + 1] for place, name in enumerate(given) if name == "-n"] or [
        name[2:] for name in given if name.startswith("-n")
    ]
    assert asked == ([] if processes == 1 else [str(processes)])


def shared_out(arguments):
    """What .run/main.py gives to pytest for these arguments of ./run test."""
    program = "import json, sys; sys.path.insert(0, sys.argv[1]); import main; print(json.dumps(main.for_pytest(sys.argv[2:])))"
    command = [sys.executable, "-c", program, RUN.parent / ".run", *arguments]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
