"""A process that stands for the web.

Owes one message for each line it is told, and says how long that took.

The line "beat" is the sweep that beat sends every minute.
"""

import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402 - after setup

from safety_portal.core.notices.kinds import Kind  # noqa: E402
from safety_portal.core.notices.outbox import post  # noqa: E402
from safety_portal.core.notices.tasks import send_waiting  # noqa: E402

print("up", file=sys.stderr)  # noqa: T201 - its log is what the test reads
for line in map(str.strip, sys.stdin):
    started = time.monotonic()
    if line == "beat":
        send_waiting.delay()
    else:
        with transaction.atomic():
            post(
                key=line,
                kind=Kind("test"),
                to=f"{line}@example.org",
                name=line,
                subject=line,
                text=line,
            )
    print(f"{line} done after {time.monotonic() - started:.3f} seconds", file=sys.stderr)  # noqa: T201
