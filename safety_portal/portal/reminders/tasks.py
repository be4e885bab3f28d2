"""Background work that composes the apps. Thin.

A task calls one function and may run twice or late without harm.
"""

from django.utils import timezone

from safety_portal.celery import app
from safety_portal.portal.reminders import reminding

# Well under the soft time limit; what does not fit goes on in a further task.
SWEEP_FOR_SECONDS = 45


# By the names under which they were queued before the house was ordered by nouns.
@app.task(name="safety_portal.tasks.remind")
def remind(after: int = 0) -> None:
    """Sweep for today, from the account behind `after`.

    Go on in a further task if there are more.
    """
    swept = reminding.remind(on=timezone.localdate(), after=after, seconds=SWEEP_FOR_SECONDS)
    if swept.after is not None:
        remind.delay(after=swept.after)


@app.task(name="safety_portal.tasks.count_owed")
def count_owed() -> None:
    """Keep the balance of today: what is owed in each coalition, and why it was told or not."""
    reminding.count_owed(on=timezone.localdate())
