"""./run demo | serve | test | manage.

Sets up what a checkout needs, starts servers of its own, and leaves nothing behind.
"""

import os
import signal
import sys
from urllib.parse import urlsplit

import demo
import production
import serve
import warm
from packages import ROOT, SetUpFailed
from processes import Stopped, say, stop_on_signals
from session import Session, prepare, session
from workspace import Workspace, configured, throwaway

SERVER_VARIABLES = {"DATABASE_URL": "postgres", "REDIS_URL": "redis"}
TEST_SETTINGS = "safety_portal.settings.test"
SCHEMALESS = {
    "--help",
    "check",
    "collectstatic",
    "dbshell",
    "help",
    "makemigrations",
    "migrate",
    "rebase_migration",
    "showmigrations",
}
# What writes nothing, and what writes only when it is told to apply; of every other command it is
# said where it writes.
READS = SCHEMALESS - {"migrate"} | {
    "export_plan",
    "verify_edition",
    "installation",
    "find_district",
    "shell",
    "bench",
    "version",
}
PREVIEWS = {"import_schools", "import_people", "import_plan", "import_training", "forget_people"}
USAGE = """usage: ./run demo [--port N] [--reset]        a fictional district on private servers, until Ctrl-C
       ./run serve [--port N] [--host H]      a real small installation on private servers, until Ctrl-C
       ./run test [pytest arguments]          the tests, on servers of their own
       ./run coverage [pytest arguments]      the same, and which lines none of them ran
       ./run manage ARGS                      manage.py on the servers and with the settings of demo or serve
PORTAL_VAR names the folder for servers, uploads and mail (default: var/); the demo and a real installation never share one.
DATABASE_URL (with DATABASE_OWNER_URL where another role owns the tables) and REDIS_URL, where set, are used instead of private
servers, except by the tests."""


def wanted_servers():
    """Which private servers this run needs: those the environment does not name."""
    return {server: not os.environ.get(name) for name, server in SERVER_VARIABLES.items()}


def run_demo(arguments):
    """The demo, until Ctrl-C."""
    production.refuse_its_code("demo")
    return demo.run(arguments, **wanted_servers())


def run_serve(arguments):
    """A real installation, until Ctrl-C."""
    production.refuse_its_code("serve")
    return serve.run(arguments, **wanted_servers())


def run_manage(arguments):
    """One manage.py command, beside a running demo or serve on its servers, else on servers up for
    the duration.
    """
    work, servers = Workspace(configured()), wanted_servers()
    if production.is_here() and not work.is_announced:
        return production.manage(arguments)
    production.refuse_its_code("manage")
    prepare(work, tests=False, measures=arguments[:1] == ["bench"], **servers)
    state = work.own_or_borrow() if any(servers.values()) else {"env": {}}
    env = _kept_settings(work) | (state["env"] if state else {})
    if state:
        return _manage_beside(work, env, arguments)
    with session(work, demo.SETTINGS, **servers) as opened:
        opened.env |= env
        if servers["postgres"] and arguments and arguments[0] not in SCHEMALESS:
            try:
                opened.migrate()
            except SetUpFailed as failure:
                say(failure)
        opened.announce()
        _say_where(work, opened.env, arguments)
        status = opened.foreground(ROOT / "manage.py", *arguments)
        work.wait_for_users()
        return status


def _kept_settings(work):
    """What ./run serve was told in this folder, where it was.

    What the environment says comes first.
    """
    kept = serve.remembered(work).get("env", {})
    return {name: os.environ.get(name) or value for name, value in kept.items()}


def _manage_beside(work, env, arguments):
    """One manage.py command on the servers that another ./run announced, or that the environment
    names.
    """
    borrowed = Session(work, demo.SETTINGS)
    if os.environ.get("DATABASE_URL"):  # then so is who owns that database, or nobody is
        env = {name: value for name, value in env.items() if not name.startswith("DATABASE_")}
    borrowed.env |= env | {
        name: os.environ[name] for name in SERVER_VARIABLES if os.environ.get(name)
    }
    _say_where(work, borrowed.env, arguments)
    try:
        return borrowed.foreground(ROOT / "manage.py", *arguments)
    finally:
        borrowed.stop()


def _say_where(work, env, arguments):
    """Which database a command that writes is about to write to."""
    if (
        not arguments
        or arguments[0] in READS
        or (arguments[0] in PREVIEWS and "--apply" not in arguments)
    ):
        return
    kind = (
        "of the demo and of trials"
        if env["DJANGO_SETTINGS_MODULE"] == demo.SETTINGS
        else "of this installation"
    )
    place = f"the database {kind} in {work.folder}"
    if os.environ.get("DATABASE_URL"):
        there = urlsplit(os.environ["DATABASE_URL"])
        place = f"the database {there.path.strip('/')} of {there.hostname or 'this machine'} (DATABASE_URL)"
    say(f"{arguments[0]} writes to {place}")


# All tests at once take two processes, each with a database of its own; a file's tests stay in one.
# The order is that of tests/conftest.py: what takes longest begins first, so that neither process
# is left alone with it.
WHOLE_SUITE = (
    "-n",
    "2",
    "--dist",
    "loadfile",
    "--no-loadscope-reorder",
    "--durations",
    "30",
    "--durations-min",
    "3",
)

# What has to be there before the settings are read.
PLUGINS = ("-p", "tests.plugins.skips", "-p", "tests.plugins.clock")
# What pytest answers without a database, and what only one process can do.
QUESTIONS = {"--version", "-V", "--help", "-h", "--markers", "--fixtures", "--collect-only", "--co"}
BY_ONE = QUESTIONS | {"-n", "--numprocesses", "--dist", "-s", "--capture", "--pdb", "--trace", "-p"}


def run_test(arguments):
    """The tests, on a cluster and a Redis that nobody else uses and that are gone afterwards."""
    production.refuse_its_code("test")
    prepare(Workspace(configured()), tests=True, postgres=True, redis=True)
    with throwaway() as work:
        if not _names(arguments) & QUESTIONS:
            warm.lay(work, TEST_SETTINGS)
        with session(work, TEST_SETTINGS, postgres=True, redis=True, hasty=True) as opened:
            # What tests need and later runs need again: the migrated database is in the cluster,
            # the demo beside it.
            opened.env |= {
                "PORTAL_TEST_MIGRATED": warm.DATABASE,
                "PORTAL_TEST_KEPT": str(work.folder.parent),
            }
            return opened.foreground("-m", "pytest", *PLUGINS, *for_pytest(arguments), cwd=ROOT)


def for_pytest(arguments):
    """The arguments for pytest.

    In two processes, unless they ask for one file or for what only one process can do.
    """
    files = [
        path
        for path in (ROOT / argument.partition("::")[0] for argument in arguments)
        if path.exists()
    ]
    one_file = len(files) == 1 and files[0].is_file()
    return arguments if one_file or _names(arguments) & BY_ONE else [*WHOLE_SUITE, *arguments]


def _names(arguments):
    """The options among the arguments, without their values; "-n4" is -n."""
    return {argument.partition("=")[0] for argument in arguments} | {
        argument[:2] for argument in arguments
    }


# Which lines they ran, those of both processes and of the programs that they start together.
COVERAGE = ("--cov", "--cov-report=term", "--no-cov-on-fail")


def run_coverage(arguments):
    """The tests, and which lines of the portal none of them ran."""
    return run_test([*COVERAGE, *arguments])


COMMANDS = {
    "demo": run_demo,
    "serve": run_serve,
    "test": run_test,
    "coverage": run_coverage,
    "manage": run_manage,
}


def main(arguments):
    """Run the command the arguments name; its exit status."""
    if not arguments or arguments[0] not in COMMANDS:
        asked = bool(arguments) and arguments[0] in ("-h", "--help", "help")
        print(USAGE, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    stop_on_signals()
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetUpFailed as failure:
        say(failure)
        return failure.status
    except Stopped as stopped:
        wished = (
            arguments[0] in ("demo", "serve") and stopped.number == signal.SIGINT
        )  # Ctrl-C is how they end
        return 0 if wished else 128 + stopped.number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
