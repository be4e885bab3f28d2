"""./run demo.

The demo district on private servers, web, worker and beat watched over until Ctrl-C.
"""

import argparse
import json
import os
import subprocess

import portal
import serve
from packages import Refused, SetUpFailed
from processes import say
from servers import last_lines
from session import prepare, session
from workspace import Workspace, configured

SETTINGS = "safety_portal.settings.demo"
# Whether the database holds the district of the demo, and no coalition of another: as
# safety_portal/demo/beside.py has it.
HOLDS_THE_DEMO = """select exists (select from coalitions_district where nces_id = '{0}') and not exists (
  select from coalitions_coalition c join coalitions_district d on d.id = c.district_id where d.nces_id is distinct from '{0}')"""


def run(arguments, **servers):
    """Everything up and seeded, then watched over; returns only by an exception."""
    parser = argparse.ArgumentParser(prog="./run demo")
    parser.add_argument(
        "--port", type=portal.port_number, help="port on 127.0.0.1 (default: 8000, or a free one)"
    )
    parser.add_argument("--reset", action="store_true", help="make the demo district anew")
    options = parser.parse_args(arguments)
    port = portal.choose_port(options.port)
    work = Workspace(configured())
    prepare(work, tests=False, **servers)
    portal.own(work)
    with session(work, SETTINGS, **servers) as opened:
        address = os.environ.get("PORTAL_ADDRESS") or f"http://localhost:{port}"
        opened.env |= {"PORTAL_PORT": str(port), "PORTAL_ADDRESS": address}
        opened.migrate()
        seeded = None if options.reset else _seeded_before(opened)
        if not seeded and not (opened.postgres and opened.is_new):
            _refuse_beside_others(opened)
        serve.forget(work)
        opened.announce(address=address)
        with portal.opened(opened, host="127.0.0.1", port=port, address=address) as processes:
            _serve(opened, processes, address, seeded, reset=options.reset)


def _serve(opened, processes, address, seeded, *, reset):
    """A page as soon as can be, then the rest.

    What starts beside the web server takes the processor from it.
    """
    processes.start("web")
    if seeded:
        processes.wait_for_page()
    processes.start("worker", "beat")
    if not seeded:
        say(
            f"making the demo district, which takes about a minute; its pages come up meanwhile at {address}"
        )
        seeded = _seed(opened, reset=reset)  # while the processes start: they take seconds
    processes.wait_for_page()
    welcome(address, seeded)
    portal.watch(opened, processes)


def _refuse_beside_others(opened):
    """Refused where the database holds somebody's districts, before a page offers anybody a way in."""
    done = opened.manage("seed_demo", "--check", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode == Refused.status:
        raise Refused(last_line(done.stderr))
    if done.returncode:
        raise SetUpFailed(f"the database could not be looked at:\n{done.stderr}")


def last_line(text):
    """The sentence that a command ended with."""
    return text.strip().rpartition("\n")[2]


def _seed(session, *, reset):
    """Make or refresh the demo district; what the command says about it."""
    log = session.work.log / "seed.log"
    with open(log, "wb") as errors:
        done = session.manage(
            "seed_demo",
            "--json",
            *(["--reset"] if reset else []),
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    if done.returncode == Refused.status:
        raise Refused(last_line(log.read_text(errors="replace")))
    if done.returncode:
        raise SetUpFailed(f"seed_demo failed (all of it in {log}):\n{last_lines(log)}")
    _seeded(session).write_text(done.stdout)
    return json.loads(done.stdout)


def _seeded_before(session):
    """What the seed said at an earlier start on our own server, where what it made is still there.

    Else None.
    """
    if not session.postgres or session.is_new or not _seeded(session).exists():
        return None
    said = json.loads(_seeded(session).read_text())
    question = HOLDS_THE_DEMO.format(said.get("district", ""))
    return said if session.postgres.answer("portal", question) == "t" else None


def _seeded(session):
    return session.work.folder / "seeded.json"


def welcome(address, seeded):
    """Print where the demo is, and who may sign in."""
    lines = [
        f"Safety Portal is at {address}",
        "",
        "Sign in as one of these (the demo district is fictional):",
    ]
    for row in seeded["sign_ins"]:
        lines.append(f"  {row['role']:<18} {row['email']:<44} {row['password']}")
    lines += ["", "Ctrl-C stops all of it."]
    print("\n".join(lines), flush=True)
