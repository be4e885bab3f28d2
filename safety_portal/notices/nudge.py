"""Asks a worker to send at once what a transaction has just put into the outbox."""

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


def nudge():
    """Ask a worker to send what waits.

    A broker that is down is no error here: the message is in PostgreSQL, and the sweep of every 60 seconds sends it. So a
    failure is logged and otherwise ignored, and the page that caused the message goes on.
    """
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    try:
        nudged = broker.answers() and send_waiting.apply_async(retry=False, expires=60)
    except (OperationalError, RedisError, OSError) as error:
        logger.warning("broker lost while it was nudged: %s", error)
        nudged = False
    if not nudged:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("no broker to nudge: the sweep will send")
