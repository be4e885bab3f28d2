#!/usr/bin/env python
"""Django's command line. `./run manage` calls it with the servers up and the environment set."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from safety_portal.core.operation import version

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_portal.settings.demo")
    if sys.argv[1:] in (["version"], ["--version"]):  # Django would answer with its own
        sys.stdout.write(f"Safety Portal {version.written(Path(__file__).resolve().parent)}\n")
    else:
        execute_from_command_line(sys.argv)
