"""./run serve.

A real installation for a small district on this machine, without the demo, watched over until
Ctrl-C.
"""

import argparse
import ipaddress
import json
import os
import subprocess
from urllib.parse import urlsplit

import portal
from packages import Refused, SetUpFailed
from processes import say
from session import prepare, session
from workspace import Workspace, configured

SETTINGS = "safety_portal.settings.installation"
DEMO_IS_HERE = """the demo district lives in {place}. Take it away with ./run manage seed_demo --remove, or give the
installation a folder of its own: PORTAL_VAR=FOLDER ./run serve."""
FIRST_STEPS = """
There is no coalition yet. In another terminal import your schools and let yourself in (README.md, The first hour):
  ./run manage import_schools FILE --apply
  ./run manage find_district NAME
  ./run manage form_coalition --district ID --administrator you@district.org
"""


def run(arguments, **servers):
    """Everything up, then watched over; returns only by an exception."""
    options = _options(arguments)
    work = Workspace(configured())
    kept = remembered(work)
    host = options.host or kept.get("host") or "127.0.0.1"
    asked = options.port or kept.get("port") or portal.DEFAULT_PORT
    port = portal.choose_port(asked, host)
    env = _environment(host, port)
    prepare(work, tests=False, **servers)
    portal.own(work)
    with session(work, SETTINGS, **servers) as opened:
        opened.env |= env
        opened.migrate()
        here = _look(opened)
        _keep(work, {"host": host, "port": port, "env": env})
        opened.announce(address=env["PORTAL_ADDRESS"])
        with portal.opened(
            opened, host=host, port=port, address=env["PORTAL_ADDRESS"]
        ) as processes:
            processes.start("web", "worker", "beat")
            _catalogue(opened)
            processes.wait_for_page()
            _welcome(work, env, here)
            portal.watch(opened, processes)


def _options(arguments):
    parser = argparse.ArgumentParser(prog="./run serve")
    parser.add_argument(
        "--port", type=portal.port_number, help="port to listen on (default: the last one, or 8000)"
    )
    parser.add_argument(
        "--host",
        help="name or address of this machine to listen on (default: the last one, or this machine alone)",
    )
    return parser.parse_args(arguments)


def _environment(host, port):
    """What Django is told: where it is, what it answers to, where mail goes.

    What the environment says comes first.
    """
    address = os.environ.get("PORTAL_ADDRESS") or _address(host, port)
    is_plain = urlsplit(address).scheme == "http"
    told = {
        "PORTAL_ADDRESS": address,
        "PORTAL_HOSTS": urlsplit(address).hostname or "",
        "PORTAL_ALLOW_HTTP": "on" if is_plain else "off",
        # Nothing stands in front where it is asked without TLS, so nobody's word for where a caller
        # is.
        "PORTAL_PROXIES": "0" if is_plain else "1",
        "EMAIL_URL": "files",
    }
    return {name: os.environ.get(name) or value for name, value in told.items()} | {
        "DJANGO_SETTINGS_MODULE": SETTINGS
    }


def _address(host, port):
    try:
        is_everywhere = ipaddress.ip_address(host).is_unspecified
        name = (
            "localhost"
            if ipaddress.ip_address(host).is_loopback
            else f"[{host}]"
            if ":" in host
            else host
        )
    except ValueError:
        is_everywhere, name = False, host
    if is_everywhere:
        raise Refused(
            f"with --host {host} say which address people open: PORTAL_ADDRESS=http://NAME:{port} ./run serve"
        )
    return f"http://{name}:{port}"


def _look(opened):
    """What is in the database. Refused where it is the demo's."""
    done = opened.manage("installation", "--json", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        raise SetUpFailed(done.stderr.strip())
    here = json.loads(done.stdout)
    if here["demo"]:
        raise Refused(DEMO_IS_HERE.format(place=opened.work.folder).replace("\n", " "))
    return here


def _catalogue(opened):
    """The courses that this version knows, while the processes start."""
    log = opened.work.log / "catalogue.log"
    with open(log, "wb") as output:
        done = opened.manage("load_catalogue", stdout=output, stderr=output)
    if done.returncode:
        raise SetUpFailed(f"the catalogue of courses could not be loaded, see {log}.")


def _welcome(work, env, here):
    """Print where it is and what comes next; on stderr what it lacks."""
    lines = [
        f"Safety Portal {here['version']} is at {env['PORTAL_ADDRESS']}",
        f"Everything it keeps is in {work.folder}.",
    ]
    if not here["coalitions"]:
        lines.append(FIRST_STEPS.rstrip("\n"))
    print("\n".join([*lines, "", "Ctrl-C stops all of it."]), flush=True)
    if here["mail"]["to"] == "files":
        say(
            f"nobody gets mail: it is written to files under {work.folder / 'mail'}. Set EMAIL_URL to your mail server."
        )
    if env["PORTAL_ALLOW_HTTP"] == "on" and urlsplit(env["PORTAL_ADDRESS"]).hostname not in (
        "localhost",
        "127.0.0.1",
    ):
        say(
            "pages and passwords cross the network without TLS. For more than a trial see docs/operation.md."
        )


def remembered(work):
    """Where the installation in this folder was served last, and with which settings.

    Empty if it never was.
    """
    file = _file(work)
    return json.loads(file.read_text()) if file.exists() else {}


def forget(work):
    """Nothing real is in this folder any more: the demo moves in."""
    _file(work).unlink(missing_ok=True)


def _keep(work, told):
    draft = _file(work).with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(told))
    draft.replace(_file(work))


def _file(work):
    return work.folder / "installation.json"
