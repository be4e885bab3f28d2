"""./run demo | test | manage: sets up what a checkout needs, starts servers of its own, and leaves nothing behind."""

import argparse
import os
import signal
import sys
import time

import demo
import warm
from packages import ROOT, SetUpFailed
from processes import Stopped, say, stop_on_signals
from session import Session, prepare, session
from workspace import Workspace, configured, throwaway

SERVER_VARIABLES = {"DATABASE_URL": "postgres", "REDIS_URL": "redis"}
DEMO_SETTINGS, TEST_SETTINGS = "safety_portal.settings.demo", "safety_portal.settings.test"
SCHEMALESS = {"--help", "check", "collectstatic", "dbshell", "help", "makemigrations", "migrate", "showmigrations"}
USAGE = """usage: ./run demo [--port N] [--reset]   the demo district on private servers, until Ctrl-C
       ./run test [pytest arguments]     the tests, on servers of their own
       ./run manage ARGS                 manage.py in the demo's environment
PORTAL_VAR names the folder for servers, uploads and mail (default: var/). DATABASE_URL (with DATABASE_OWNER_URL where another
role owns the tables) and REDIS_URL, where set, are used instead of private servers, except by the tests."""


def wanted_servers():
    """Which private servers this run needs: those the environment does not name."""
    return {server: not os.environ.get(name) for name, server in SERVER_VARIABLES.items()}


def run_demo(arguments):
    """Everything up and seeded, then watched over; returns only by an exception."""
    parser = argparse.ArgumentParser(prog="./run demo")
    parser.add_argument("--port", type=int, help="port on 127.0.0.1 (default: 8000, or a free one)")
    parser.add_argument("--reset", action="store_true", help="make the demo district anew")
    options = parser.parse_args(arguments)
    work, servers = Workspace(configured()), wanted_servers()
    prepare(work, tests=False, **servers)
    _own_for_demo(work)
    port = demo.choose_port(options.port)
    with session(work, DEMO_SETTINGS, **servers) as opened:
        address = os.environ.get("PORTAL_ADDRESS") or f"http://localhost:{port}"
        opened.env |= {"PORTAL_PORT": str(port), "PORTAL_ADDRESS": address}
        if not opened.migrate():
            raise SetUpFailed(f"the database could not be migrated, see {work.log / 'migrate.log'}.")
        opened.announce(address=address)
        with demo.opened_portal(opened, port) as portal:
            _serve(opened, portal, address, reset=options.reset)


def _serve(opened, portal, address, *, reset):
    """A page as soon as can be, then the rest: what starts beside the web server takes the processor from it."""
    portal.start("web")
    seeded = None if reset else demo.seeded_before(opened)
    if seeded:
        portal.wait_for_page()
    portal.start("worker", "beat")
    seeded = seeded or demo.seed(opened, reset=reset)  # while the processes start: they take seconds
    portal.wait_for_page()
    demo.welcome(address, seeded)
    demo.watch(opened, portal)


def _own_for_demo(work):
    """Wait for a ./run manage that holds the servers; refuse a second demo."""
    waiting = False
    while not work.own():
        state = work.borrow() or {}
        work.give_back()
        if state.get("address"):
            raise SetUpFailed(f"a demo runs here already, at {state['address']}.")
        if not waiting:
            say("waiting for another ./run that holds the servers")
        waiting = True
        time.sleep(0.3)


def run_manage(arguments):
    """One manage.py command, beside a running demo on its servers, else on servers up for the duration."""
    work, servers = Workspace(configured()), wanted_servers()
    prepare(work, tests=False, **servers)
    state = work.own_or_borrow() if any(servers.values()) else {"env": {}}
    if state:
        return _manage_beside(work, state, arguments)
    with session(work, DEMO_SETTINGS, **servers) as opened:
        needs_schema = servers["postgres"] and arguments and arguments[0] not in SCHEMALESS
        if needs_schema and not opened.migrate():
            say(f"the database could not be migrated, see {work.log / 'migrate.log'}")
        opened.announce()
        status = opened.foreground(ROOT / "manage.py", *arguments)
        work.wait_for_users()
        return status


def _manage_beside(work, state, arguments):
    """One manage.py command on the servers that another ./run announced, or that the environment names."""
    borrowed = Session(work, DEMO_SETTINGS)
    announced = state["env"]
    if os.environ.get("DATABASE_URL"):  # then so is who owns that database, or nobody is
        announced = {name: value for name, value in announced.items() if not name.startswith("DATABASE_")}
    borrowed.env |= announced | {name: os.environ[name] for name in SERVER_VARIABLES if os.environ.get(name)}
    try:
        return borrowed.foreground(ROOT / "manage.py", *arguments)
    finally:
        borrowed.stop()


# All tests at once take two processes, each with a database of its own; a file's tests stay in one. The order is that
# of tests/conftest.py: what takes longest begins first, so that neither process is left alone with it.
WHOLE_SUITE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--durations", "30", "--durations-min", "3")

# What has to be there before the settings are read.
PLUGINS = ("-p", "tests.plugins.skips", "-p", "tests.plugins.clock")
# What pytest answers without a database, and what only one process can do.
QUESTIONS = {"--version", "-V", "--help", "-h", "--markers", "--fixtures", "--collect-only", "--co"}
BY_ONE = QUESTIONS | {"-n", "--numprocesses", "--dist", "-s", "--capture", "--pdb", "--trace", "-p"}


def run_test(arguments):
    """The tests, on a cluster and a Redis that nobody else uses and that are gone afterwards."""
    prepare(Workspace(configured()), tests=True, postgres=True, redis=True)
    with throwaway() as work:
        if not _names(arguments) & QUESTIONS:
            warm.lay(work, TEST_SETTINGS)
        with session(work, TEST_SETTINGS, postgres=True, redis=True, hasty=True) as opened:
            opened.env["PORTAL_TEST_MIGRATED"] = warm.DATABASE
            return opened.foreground("-m", "pytest", *PLUGINS, *for_pytest(arguments), cwd=ROOT)


def for_pytest(arguments):
    """The arguments for pytest: in two processes, unless they ask for one file or for what only one process can do."""
    files = [path for path in (ROOT / argument.partition("::")[0] for argument in arguments) if path.exists()]
    one_file = len(files) == 1 and files[0].is_file()
    return arguments if one_file or _names(arguments) & BY_ONE else [*WHOLE_SUITE, *arguments]


def _names(arguments):
    """The options among the arguments, without their values; "-n4" is -n."""
    return {argument.partition("=")[0] for argument in arguments} | {argument[:2] for argument in arguments}


COMMANDS = {"demo": run_demo, "test": run_test, "manage": run_manage}


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
        return 1
    except Stopped as stopped:
        wished = arguments[0] == "demo" and stopped.number == signal.SIGINT  # Ctrl-C is how a demo ends
        return 0 if wished else 128 + stopped.number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
