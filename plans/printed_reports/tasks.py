"""Reports of walks as PDF, in a worker. Thin; a task may run twice or late without harm."""

from plans.printed_reports.writers.report import print_next
from safety_portal.celery import app
from safety_portal.core.exports.press import SECONDS_MAX


@app.task(
    name="plans.printed_reports.tasks.print_reports",
    acks_late=False,
    soft_time_limit=SECONDS_MAX + 30,
    time_limit=SECONDS_MAX + 60,
)
def print_reports() -> None:
    """Make the report that waits longest; go on in a further task as long as one may wait."""
    if print_next():
        print_reports.delay()
