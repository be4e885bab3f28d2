"""A server set up by docs/operation.md.

Its settings decide, and nobody's ./run touches its packages.
"""

import os
from pathlib import Path

import machine
from packages import ROOT, Refused
from processes import foreground, say

ENVIRONMENT = Path("/etc/safety-portal/environment")
CODE = Path("/srv/safety-portal")
COMMAND = CODE / "docs" / "server" / "portal"


def is_here():
    """Whether this machine is such a server, and nobody names other servers or another folder."""
    return ENVIRONMENT.exists() and not any(map(os.environ.get, ("PORTAL_VAR", "DATABASE_URL")))


def refuse_its_code(command):
    """Refused where this checkout is what the server runs."""
    if ENVIRONMENT.exists() and CODE.exists() and CODE.resolve() == ROOT:
        raise Refused(
            f"this is the code that the server's services run, and ./run {command} would change its packages. Use another"
            " clone of it, or on this server: portal COMMAND."
        )


def manage(arguments):
    """One manage.py command with the server's settings, as `portal` runs it; its exit status."""
    if not machine.is_root():
        raise Refused(
            f"this is a server with settings in {ENVIRONMENT}; as root type: portal {' '.join(arguments)}"
        )
    say(f"with the settings of this server, {ENVIRONMENT}")
    return foreground([COMMAND, *arguments], env=os.environ)
