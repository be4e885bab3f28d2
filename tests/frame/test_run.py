"""./run from outside: what it prints, whose servers it uses, and that nothing outlives it."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

RUN = Path(__file__).resolve().parents[2] / "run"
STARTED = "select pg_postmaster_start_time()"
UNTIL_TWO_ARE_HERE = """
do $$ begin
  while (select count(*) from pg_stat_activity where application_name = 'psql') < 2 loop
    perform pg_sleep(0.1), pg_stat_clear_snapshot();
  end loop;
end $$"""


@pytest.fixture(scope="module")
def var():
    """A PORTAL_VAR that PostgreSQL's account can reach, with a cluster in it already."""
    folder = Path(os.environ["PORTAL_VAR"]) / "runner"
    made = run(folder, "manage", "check")
    assert made.returncode == 0, made.stderr
    return folder


def environment(var, **more):
    """What a person's shell would give ./run, without the servers of the tests we run in."""
    ours = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY")
    inherited = {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("PG")}
    return inherited | {"PORTAL_VAR": str(var)} | more


def begin(var, *arguments, **more):
    """Start ./run and do not wait for it."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([RUN, *arguments], env=environment(var, **more), text=True, **pipes)


def run(var, *arguments, **more):
    """Run ./run to its end; its status and output."""
    process = begin(var, *arguments, **more)
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def query(var, *statements):
    """Begin `./run manage dbshell`: a command that needs the server and no tables."""
    return begin(var, "manage", "dbshell", "--", "-tA", *(part for sql in statements for part in ("-c", sql)))


def living(var):
    """All processes that have to do with this PORTAL_VAR, ./run itself included: their names by pid."""
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
    out, err = query(var, r"\! printenv TMPDIR XDG_CACHE_HOME XDG_CONFIG_HOME").communicate(timeout=120)
    assert (out.split(), err) == ([str(var / "scratch")] * 3, "")


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
    process = begin(var, "manage", "shell", "-v0", "-c", "import time; print('up', flush=True); time.sleep(100)")
    assert process.stdout.readline() == "up\n"
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode in (-number, 128 + number)
    wait_for(lambda: not living(var), 10)
    assert living(var) == {}
    assert run(var, "manage", "check").stderr == ""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_a_folder_that_postgres_cannot_reach_gets_its_database_elsewhere(tmp_path):
    tmp_path.chmod(0o700)
    var = tmp_path / "var"
    said = run(var, "manage", "check").stderr
    elsewhere = Path((var / "postgres-is-at").read_text())
    assert f"the database is in {elsewhere}\n" in said
    assert run(var, "manage", "check").stderr == ""
    subprocess.run(["rm", "-r", elsewhere], check=True)
