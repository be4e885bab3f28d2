"""Programs that read the settings anew, each in a process of its own.

What the settings import themselves, which no environment changes, is read once: the process that
has read it forks for each of them.
"""

import json
import subprocess
import sys

from tests.architecture import house

PROGRAM = """
import json, os, sys
import safety_portal.settings.production
from django.conf import settings

assert not settings.configured
for name in [name for name in sys.modules if name.startswith(("safety_portal.env", "safety_portal.settings"))]:
    del sys.modules[name]
del safety_portal.env, safety_portal.settings
for line in sys.stdin:
    told = json.loads(line)
    child = os.fork()
    if not child:
        for file, number in ((told["out"], 1), (told["err"], 2)):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.environ.clear()
        os.environ.update(told["env"])
        exec(told["program"], {})
        sys.exit()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Forking:
    """`run(program, env)`: what became of it."""

    def __init__(self, env, folder):
        self._out, self._err = folder / "out", folder / "err"
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        command = [sys.executable, "-c", PROGRAM]
        self._process = subprocess.Popen(command, env=env, cwd=house.ROOT, **pipes)

    def run(self, program, env):
        told = {"program": program, "env": env, "out": str(self._out), "err": str(self._err)}
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        return subprocess.CompletedProcess(
            program, status, self._out.read_text(), self._err.read_text()
        )

    def end(self):
        self._process.communicate()
