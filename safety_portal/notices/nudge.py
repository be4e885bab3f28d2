"""Asks a worker to do at once what a transaction has just left to do: to send what is in the outbox, to read a long file."""

import logging
import time

from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from safety_portal import broker
from safety_portal.notices.tasks import send_waiting

logger = logging.getLogger(__name__)
# After a failure, pages do not wait for the broker again for this long.
QUIET_SECONDS = 30
_quiet_until = 0.0


def nudge_on_commit():
    """Nudge once when the transaction commits, however many messages it wrote."""
    if not any(function is nudge for _, function, *_ in transaction.get_connection().run_on_commit):
        transaction.on_commit(nudge)


def nudge(task=send_waiting):
    """Ask a worker to run a task, by default the one that sends what waits.

    A broker that is down is no error here: what is to do is in PostgreSQL, and the sweep of every 60 seconds does it. So a
    failure is logged and otherwise ignored, and the page that caused it goes on.
    """
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    try:
        nudged = broker.answers() and task.apply_async(retry=False, expires=60)
    except (OperationalError, RedisError, OSError) as error:
        logger.warning("broker lost while it was nudged: %s", error)
        nudged = False
    if not nudged:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("no broker to nudge: the sweep will do it")
