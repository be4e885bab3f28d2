"""Background work of the frame. Thin.

A task calls one function and may run twice or late without harm.
"""

from celery.signals import worker_ready

from safety_portal.celery import app
from safety_portal.core.notices import heartbeat, sending
from safety_portal.core.notices.nudge import SEND_WAITING

# Well under the soft time limit, so that a task ends between two messages and not in one.
SEND_FOR_SECONDS = 45


@app.task(name=SEND_WAITING)
def send_waiting() -> None:
    """Send what waits in the outbox.

    Go on in a further task if there is more than fits into this one.
    """
    _, more = sending.send_waiting(seconds=SEND_FOR_SECONDS)
    if more:
        send_waiting.delay()


# By the name under which it was queued before the house was ordered by nouns.
@app.task(name="safety_portal.notices.tasks.be_heard")
def be_heard() -> None:
    """Leave the worker's heartbeat: it came through beat, broker and worker, so all three work."""
    heartbeat.beat("worker")


@worker_ready.connect
def be_heard_at_the_start(**known: object) -> None:
    """A worker that has its broker says so at once, not only when beat first asks."""
    heartbeat.beat("worker")
