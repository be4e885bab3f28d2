"""Celery's beat, which also writes down that it beats.

It keeps its schedule in memory: every task may run too often or late without harm, so there is no
file to lose or to share.
"""

import logging
import time
from typing import Any

from celery.beat import Scheduler
from django.db import Error, connection

from safety_portal.core.notices import heartbeat

logger = logging.getLogger(__name__)
HEARD_EVERY_SECONDS = 20


class HeardScheduler(Scheduler):
    """The plain scheduler.

    Each tick at most HEARD_EVERY_SECONDS apart leaves a heartbeat in PostgreSQL.
    """

    _heard = 0.0

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.max_interval = HEARD_EVERY_SECONDS

    def tick(self, *args: Any, **options: Any) -> float:
        """Send what is due; seconds until the next tick."""
        pause = super().tick(*args, **options)
        if time.monotonic() - self._heard >= HEARD_EVERY_SECONDS / 2:
            self._be_heard()
        return pause

    def _be_heard(self) -> None:
        try:
            heartbeat.beat("beat")
            self._heard = time.monotonic()
        except Error:
            # A database that is down must not end beat; it is the page /readyz that says so.
            logger.exception("beat could not write its heartbeat")
            connection.close()
