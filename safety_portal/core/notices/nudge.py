"""Asks a worker to do at once what a transaction has just written down.

Send what is in the outbox, print a copy.
"""

import logging
import time
from dataclasses import dataclass

from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from safety_portal.celery import app
from safety_portal.core import broker

# The task that sends what is in the outbox, by the name under which it was queued before the house
# was ordered by nouns.
SEND_WAITING = "safety_portal.notices.tasks.send_waiting"
logger = logging.getLogger(__name__)
# After a failure, pages do not wait for the broker again for this long.
QUIET_SECONDS = 30
_quiet_until = 0.0


def nudge_on_commit(task: str = SEND_WAITING) -> None:
    """Nudge once when the transaction commits, however many messages it wrote.

    `task` is the name of what a worker is asked to do.
    """
    waiting = (function for _, function, *_ in transaction.get_connection().run_on_commit)
    if not any(isinstance(function, Nudge) and function.task == task for function in waiting):
        transaction.on_commit(Nudge(task))


@dataclass(frozen=True)
class Nudge:
    """Asks a worker to do now what rows in PostgreSQL wait for.

    A broker that is down is no error here: the row is in PostgreSQL, and the sweep of every minute
    finds it. So a failure is logged and otherwise ignored, and the page that wrote the row goes on.
    """

    task: str

    def __call__(self) -> None:
        global _quiet_until
        if time.monotonic() < _quiet_until:
            return
        try:
            nudged = broker.answers() and app.signature(self.task).apply_async(
                retry=False, expires=60
            )
        except (OperationalError, RedisError, OSError) as error:
            logger.warning("broker lost while it was nudged: %s", error)
            nudged = False
        if not nudged:
            _quiet_until = time.monotonic() + QUIET_SECONDS
            logger.warning("no broker to nudge: the sweep will find it")
