"""Background work of drills. Thin: a task may run twice or late without harm."""

from django.utils import timezone

from safety_portal.celery import app
from training.drills.actions import counting


@app.task(name="training.tasks.count_drill_duties")
def count_drill_duties() -> None:
    """Count what every school has to drill yet: a day more, another calendar, another answer."""
    counting.count_drill_duties(on=timezone.localdate())
