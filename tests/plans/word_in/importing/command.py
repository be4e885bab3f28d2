"""manage.py import_plan, and what it said."""

import json
from io import StringIO

from django.core.management import call_command


def run(*args):
    out = StringIO()
    call_command("import_plan", *map(str, args), stdout=out)
    return out.getvalue()


def run_json(*args):
    return json.loads(run(*args, "--json"))
