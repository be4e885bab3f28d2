"""Copies as PDF, in a worker. Thin.

A task calls one function and may run twice or late without harm.
"""

from django.utils import timezone

from plans.book.actions import forget_copies as forget_old_copies
from plans.book.writers.printing import print_next
from safety_portal.celery import app
from safety_portal.core.exports.press import SECONDS_MAX


# The names are those under which work was queued before the house was ordered by nouns. Off the
# queue as soon as it begins: the row says what is to be done, and a PDF may take longer than the
# broker waits.
@app.task(
    name="plans.tasks.print_copies",
    acks_late=False,
    soft_time_limit=SECONDS_MAX + 30,
    time_limit=SECONDS_MAX + 60,
)
def print_copies() -> None:
    """Make the copy that waits longest; go on in a further task as long as one may wait."""
    if print_next():
        print_copies.delay()


@app.task(name="plans.tasks.forget_copies")
def forget_copies() -> None:
    """Delete printed copies that are out of date, and their files."""
    forget_old_copies(now=timezone.now())
