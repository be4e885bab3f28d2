"""A database that exists only while something is measured."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from django.db import connection


@contextmanager
def of_its_own() -> Iterator[None]:
    """Create a database beside the configured one, migrate it, work in it, drop it.

    Also after an error or Ctrl-C.
    """
    asked_for = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"] = {
        **connection.settings_dict.get("TEST", {}),
        "NAME": f"portal_bench_{os.getpid()}",
    }
    # Django says there that a cache table exists; stdout is for the figures alone.
    with redirect_stdout(sys.stderr):
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with connection.cursor() as cursor:
            # The CPU of a query's helpers is seen nowhere (timing.py).
            cursor.execute("SET max_parallel_workers_per_gather = 0")
        yield
    finally:
        connection.creation.destroy_test_db(asked_for, verbosity=0)
