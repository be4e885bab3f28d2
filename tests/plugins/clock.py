"""The clock of a run of tests.

That of a place where it does not strike midnight before the run is over.

Tests know today from when they were read; one that is asked after midnight would be asked on
another day. Loaded before the settings are read (`-p`, by ./run test); the processes of a run
inherit it.
"""

import os
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

PLACES = ("America/New_York", "America/Los_Angeles")
LONGEST_RUN = timedelta(hours=2)


def place_without_midnight(now):
    """The first of PLACES in which `now` and what is LONGEST_RUN later are one day.

    They are three hours apart: one always is.
    """
    return next(
        place
        for place in PLACES
        if now.astimezone(ZoneInfo(place)).date()
        == (now + LONGEST_RUN).astimezone(ZoneInfo(place)).date()
    )


os.environ.setdefault("PORTAL_TIME_ZONE", place_without_midnight(datetime.now(ZoneInfo("UTC"))))
