#!/usr/bin/env python
"""Django's command line. `./run manage` calls it with the servers up and the environment set."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_portal.settings.demo")
    execute_from_command_line(sys.argv)
